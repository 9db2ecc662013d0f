/** What a speed lacks to have an interval, as codes with values. Pure. */
import { FEWEST_ROUNDS_FOR_CONFIDENCE, type Interval } from '../../results/statistics.ts';
import type { Chip } from '../catalog/catalog.ts';
import type { Roof } from '../reference/reference.ts';
import { type BoardPool, distinctRounds } from './boards.ts';
import type { RowLack } from './codes.ts';
import type { Lack } from './verdict.ts';

/**
 * `few-rounds`: a range and no interval; `copied-rounds`: rounds that are the same to the byte; `no-spread`: an interval of no
 * width says that nothing was seen to vary; `short-step`: a projection of work so short that what it was learned from says
 * nothing of it.
 */
const lack = (code: RowLack, values: Lack['values']): Lack => ({ code, values });

/** Fewer than an interval takes, once rounds that are the same to the byte count as one. */
export function lacksOfCopies(pool: BoardPool, what: string): Lack[] {
  const [rounds, distinct] = [pool.rounds.length, distinctRounds(pool)];
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE || distinct >= FEWEST_ROUNDS_FOR_CONFIDENCE) return [];
  return [lack('copied-rounds', { what, rounds, distinct })];
}

/**
 * A kernel takes microseconds to launch, and a layer launches hundreds: with less than a millisecond of work for the device it
 * is launches that set the time. Published training, of large layers, says nothing of those.
 */
const SHORTEST_ROOF_MS = 1;

/** Of a projection: whether the work is long enough for what was published to speak of it. */
export function lacksOfRoof({ stepMs: roofMs }: Pick<Roof, 'stepMs'>, { name: what }: Pick<Chip, 'name'>): Lack[] {
  return roofMs >= SHORTEST_ROOF_MS ? [] : [lack('short-step', { what, roofMs, leastMs: SHORTEST_ROOF_MS })];
}

/** `what`: whose speed; `command`: runs it again, without its rounds. An interval that reaches zero is no speed, and not judged here. */
export function lacksOf({ kind, low, high, rounds }: Interval, what: string, command: string): Lack[] {
  if (kind === 'range') {
    const needed = FEWEST_ROUNDS_FOR_CONFIDENCE;
    return [lack('few-rounds', { what, rounds, needed, command: `${command} --rounds ${needed}` })];
  }
  return low < high ? [] : [lack('no-spread', { what })];
}
