/** What a speed lacks to have an interval: found here, put into words where a report is printed. Pure. */
import { FEWEST_ROUNDS_FOR_CONFIDENCE, type Interval } from '../../results/statistics.ts';
import type { Chip } from '../catalog/catalog.ts';
import { pointText, timeUnit } from '../format.ts';
import type { Roof } from '../reference/reference.ts';
import { type BoardPool, distinctRounds } from './boards.ts';
import type { Lack } from './verdict.ts';

/**
 * `few-rounds`: a range and no interval; `copied-rounds`: rounds that are the same to the byte; `no-spread`: an interval of no
 * width says that nothing was seen to vary; `short-step`: a projection of work so short that what it was learned from says
 * nothing of it.
 */
const SENTENCES: Readonly<Record<string, (values: Lack['values']) => string>> = {
  'few-rounds': ({ what, rounds, needed, command }) =>
    `${what} has ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, and an interval takes ${needed}; run: ${command}`,
  'short-step': ({ what, roofMs, leastMs }) =>
    `a step of ${what} is projected, its work there takes ${shortText(roofMs)}, and below ${leastMs} ms launches set the time, of which published training says nothing; run more tokens or a larger layer`,
  'copied-rounds': ({ what, rounds, distinct }) =>
    `of the ${rounds} rounds of ${what} only ${distinct} differ from each other: the rest are copies, or its clock is too coarse to tell`,
  'no-spread': ({ what }) => `the rounds of ${what} are equal to the last digit, which is no interval`,
};

/** Fewer than an interval takes, once rounds that are the same to the byte count as one. */
export function lacksOfCopies(pool: BoardPool, what: string): Lack[] {
  const [rounds, distinct] = [pool.rounds.length, distinctRounds(pool)];
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE || distinct >= FEWEST_ROUNDS_FOR_CONFIDENCE) return [];
  return [{ code: 'copied-rounds', values: { what, rounds, distinct } }];
}

/**
 * A kernel takes microseconds to launch, and a layer launches hundreds: with less than a millisecond of work for the device it
 * is launches that set the time. Published training, of large layers, says nothing of those.
 */
const SHORTEST_ROOF_MS = 1;

/** Of a projection: whether the work is long enough for what was published to speak of it. */
export function lacksOfRoof({ stepMs: roofMs }: Pick<Roof, 'stepMs'>, { name: what }: Pick<Chip, 'name'>): Lack[] {
  return roofMs >= SHORTEST_ROOF_MS
    ? []
    : [{ code: 'short-step', values: { what, roofMs, leastMs: SHORTEST_ROOF_MS } }];
}

/** `what`: whose speed; `command`: runs it again, without its rounds. An interval that reaches zero is no speed, and not judged here. */
export function lacksOf({ kind, low, high, rounds }: Interval, what: string, command: string): Lack[] {
  if (kind === 'range') {
    const needed = FEWEST_ROUNDS_FOR_CONFIDENCE;
    return [{ code: 'few-rounds', values: { what, rounds, needed, command: `${command} --rounds ${needed}` } }];
  }
  return low < high ? [] : [{ code: 'no-spread', values: { what } }];
}

/** Why there is no verdict, in one clause. A code of another part of the program is given with its values. */
export function lackText({ code, values }: Lack): string {
  const sentence = SENTENCES[code];
  if (sentence !== undefined) return sentence(values);
  return `${code} (${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}

const shortText = (ms: string | number | undefined): string => {
  const value = Number(ms);
  return pointText(value, timeUnit(value));
};
