/** The reference on one workload: measured by the software of the compared rows, else estimated from a measured sibling, else projected. */
import type { Interval } from '../../results/statistics.ts';
import { type Chip, shippedChips } from '../catalog/catalog.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { type Figure, figure, isAbsent } from '../figure.ts';
import { newestRent, positiveHours } from '../money/cost.ts';
import { comparablePools } from '../race/comparison.ts';
import { type Side, sameSide, sideOf } from '../race/side.ts';
import type { ReferenceRow } from '../report/reference-schema.ts';
import { chipThatRan } from '../rows/chip-that-ran.ts';
import { meanStepTime, ratePerSecond, stepTime } from '../rows/normalise.ts';
import type { Pool } from '../rows/pool.ts';
import { costAt } from '../rows/row-cost.ts';
import { executionText, type Software, sameSoftware, softwareOf } from '../rows/software.ts';
import { isSound, type WorkPool, workloadRef } from '../rows/work.ts';
import { boardSpread } from '../spread/board-spread.ts';
import { boardsOf } from '../spread/boards.ts';
import { type ChipTime, chipTime } from '../spread/chip-time.ts';
import { lacksOf, lacksOfCopies, lacksOfRoof } from '../spread/lack.ts';
import type { Lack } from '../spread/verdict.ts';
import { commandOf } from './compared.ts';
import { reachedShare } from './reached.ts';
import { PEAK_OF, project, type Roof, roofOf } from './reference.ts';
import { distance, scaledTime, siblingError, siblingRatio, siblingsOf } from './sibling.ts';

/**
 * `peers`: every pool of one work under one condition. One row for each speed of the reference, or of a sibling, that some of them are
 * compared with (race/comparison.ts); the others are compared with a projection.
 */
export function buildReferenceRows(peers: readonly WorkPool[], chip: Chip, catalog: AgedCatalog): ReferenceRow[] {
  const [work] = peers;
  if (work === undefined) return [];
  const sides = distinctSides(peers.map(({ pool }) => sideOf(pool)));
  const measured: { readonly speed: Speed; readonly besides: Side[] }[] = [];
  const alone: Side[] = [];
  for (const side of sides) {
    const speed = measuredSpeed(work, side, peers, chip, catalog) ?? siblingSpeed(work, side, peers, chip, catalog);
    const known = measured.find(other => speed !== null && isOneSpeed(other.speed, speed));
    if (speed === null) alone.push(side);
    else if (known === undefined) measured.push({ speed, besides: [side] });
    else known.besides.push(side);
  }
  const projected = alone.length === 0 ? [] : [{ speed: projectedSpeed(work, chip, catalog), besides: alone }];
  const ranOf = distinctSoftware(poolsOf(chip.id, peers, catalog).map(softwareOf));
  return [...measured, ...projected].map(({ speed, besides }) => ({
    ...rowOf(work, speed, chip, catalog),
    besides,
    ranOtherwise: ranOf.filter(
      ran => speed.basis !== 'measured' || speed.ran === null || !sameSoftware(ran, speed.ran),
    ),
  }));
}

/** Of the same boards by the same software: rows of several strategies are compared with one winner. */
const isOneSpeed = (a: Speed, b: Speed): boolean =>
  a.ran !== null &&
  b.ran !== null &&
  sameSoftware(a.ran, b.ran) &&
  a.sibling?.chip === b.sibling?.chip &&
  sameBoards(a, b);

const sameBoards = (a: Speed, b: Speed): boolean => JSON.stringify(a.boards) === JSON.stringify(b.boards);

const distinctSides = (sides: readonly Side[]): Side[] =>
  sides.filter((side, i) => sides.findIndex(other => sameSide(other, side)) === i);

const distinctSoftware = (software: readonly Software[]): Software[] =>
  software.filter((ran, i) => software.findIndex(other => sameSoftware(other, ran)) === i);

type Speed = Pick<ReferenceRow, 'basis' | 'ran' | 'boards' | 'days' | 'scope' | 'lacks' | 'sibling'> & {
  readonly stepMs: Figure;
  /** Null where there is no step time at all. A projection knows no difference between median and mean. */
  readonly meanStepMs: Interval | null;
  readonly roof: Roof | null;
};

function rowOf(
  work: WorkPool,
  { meanStepMs, ...speed }: Speed,
  chip: Chip,
  catalog: AgedCatalog,
): Omit<ReferenceRow, 'besides' | 'ranOtherwise'> {
  const { tokens } = work.workload;
  const { flopsPerStep } = work.pool.workloadCase;
  const hours = meanStepMs === null ? speed.stepMs : positiveHours(meanStepMs, tokens);
  return {
    ...speed,
    workload: workloadRef(work),
    chip: chip.id,
    rateKind: 'workload',
    tokensPerSecond: perSecond(speed.stepMs, tokens),
    flopsPerSecond: perSecond(speed.stepMs, flopsPerStep),
    deviceHoursPerTrillionTokens: hours,
    costPerTrillionTokens: costAt(hours, newestRent(catalog, chip)),
  };
}

/** The speed of the reference's boards by the software that a side is compared with; null where no board was measured by it. */
function measuredSpeed(
  { workload }: WorkPool,
  side: Side,
  peers: readonly WorkPool[],
  chip: Chip,
  catalog: AgedCatalog,
): Speed | null {
  const pools = comparablePools(side, poolsOf(chip.id, peers, catalog));
  const [first] = pools;
  if (first === undefined) return null;
  const ran = softwareOf(first);
  const { step, mean, ...ground } = overBoards(pools, executionText(chip.name, ran, workload.dtype), peers, catalog);
  return {
    ...ground,
    basis: 'measured',
    ran,
    stepMs: figure(step.interval),
    meanStepMs: mean.interval,
    roof: null,
    sibling: null,
  };
}

/** By the sibling that is nearest by its data sheet, of those that ran it; null where none did, or a sheet is silent. */
function siblingSpeed(
  work: WorkPool,
  side: Side,
  peers: readonly WorkPool[],
  chip: Chip,
  catalog: AgedCatalog,
): Speed | null {
  const { workload } = work;
  const { flopsPerStep } = work.pool.workloadCase;
  const error = siblingError(catalog.siblings, shippedChips(catalog));
  const dtype = PEAK_OF[workload.dtype];
  const roof = roofOf(chip, workload, flopsPerStep);
  if (error === null || dtype === null || isAbsent(roof)) return null;
  const family = siblingsOf(chip.id, catalog.siblings);
  const poolsBy = (id: string) => comparablePools(side, poolsOf(id, peers, catalog));
  const [nearest] = catalog.chips
    .filter(({ id }) => family.chips.includes(id) && poolsBy(id).length > 0)
    .toSorted((a, b) => distance(a, chip, dtype) - distance(b, chip, dtype));
  if (nearest === undefined) return null;
  const ratio = siblingRatio(nearest, chip, workload, flopsPerStep, error);
  if (isAbsent(ratio)) return null;
  const pools = poolsBy(nearest.id);
  const [first] = pools;
  if (first === undefined) return null;
  const ran = softwareOf(first);
  const what = executionText(nearest.name, ran, workload.dtype);
  const { step, mean, ...ground } = overBoards(pools, what, peers, catalog);
  return {
    ...ground,
    basis: 'sibling',
    ran,
    stepMs: figure(scaledTime(step.interval, ratio, roof.stepMs)),
    meanStepMs: scaledTime(mean.interval, ratio, roof.stepMs),
    roof,
    sibling: {
      chip: nearest.id,
      name: nearest.name,
      reason: family.reason,
      stepMs: figure(step.interval),
      ratio,
      error,
    },
  };
}

function projectedSpeed(work: WorkPool, chip: Chip, catalog: AgedCatalog): Speed {
  const projection = project(chip, work.workload, work.pool.workloadCase.flopsPerStep, reachedShare(catalog));
  const projected = {
    basis: 'projected' as const,
    ran: null,
    boards: [],
    days: [],
    scope: 'chip' as const,
    lacks: [],
    sibling: null,
  };
  if (!projection.available) return { ...projected, stepMs: projection, meanStepMs: null, roof: null };
  const { stepMs, roof } = projection;
  return { ...projected, lacks: lacksOfRoof(roof, chip), stepMs: figure(stepMs), meanStepMs: stepMs, roof };
}

type OverBoards = Pick<Speed, 'boards' | 'days' | 'scope' | 'lacks'> & {
  readonly step: ChipTime;
  readonly mean: ChipTime;
};

/** The chip's time over its boards, and what it lacks of an interval, board by board. */
function overBoards(
  pools: readonly Pool[],
  what: string,
  peers: readonly WorkPool[],
  catalog: AgedCatalog,
): OverBoards {
  const spread = boardSpread(catalog);
  const [step, mean] = [chipTime(pools, stepTime, spread), chipTime(pools, meanStepTime, spread)];
  const boards = boardsOf(pools);
  return {
    step,
    mean,
    boards: [...mean.boards],
    days: daysOf(boards.map(({ pool }) => pool)),
    scope: mean.scope,
    lacks: [...lacksOfBoards(mean, boards, what, peers), ...boards.flatMap(({ pool }) => lacksOfCopies(pool, what))],
  };
}

function lacksOfBoards(
  { interval }: ChipTime,
  boards: readonly { readonly name: string; readonly pool: Pool }[],
  what: string,
  peers: readonly WorkPool[],
): Lack[] {
  if (interval.kind !== 'range') return lacksOf(interval, what, '');
  return boards.flatMap(({ name, pool }) => {
    const work = peers.find(peer => peer.pool === pool);
    const time = meanStepTime(pool);
    if (work === undefined || time.kind !== 'range') return [];
    return lacksOf(time, boards.length === 1 ? what : `${what} (board ${name})`, commandOf(work));
  });
}

/** The days on which pools were measured, each once. */
export const daysOf = (pools: readonly Pick<Pool, 'record'>[]): string[] =>
  [...new Set(pools.map(({ record }) => record.context.startedAt.slice(0, 10)))].toSorted();

function poolsOf(chip: string, peers: readonly WorkPool[], catalog: AgedCatalog): Pool[] {
  return peers
    .filter(isSound)
    .filter(({ pool }) => chipThatRan(catalog, pool)?.id === chip)
    .map(({ pool }) => pool);
}

function perSecond(stepMs: Figure, amountPerStep: number): Figure {
  return stepMs.available ? ratePerSecond(stepMs, amountPerStep) : stepMs;
}
