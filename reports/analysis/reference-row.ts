/** The reference on one workload: measured where a device of that chip ran it, else by a sibling that did, else projected. */
import { type Interval, studentInterval } from '../../results/statistics.ts';
import { type Chip, chipOfDevice } from '../catalog/catalog.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { newestRent } from './cost.ts';
import { type Figure, figure } from './figure.ts';
import { meanStepTime, ratePerSecond, stepTime } from './normalise.ts';
import type { Pool } from './pool.ts';
import { PEAK_OF, project, type Roof, roofOf } from './reference.ts';
import { costAt, positiveHours } from './row.ts';
import type { ReferenceRow } from './schema.ts';
import { distance, scaledTime, siblingError, siblingRatio, siblingsOf } from './sibling.ts';
import { isSound, type WorkPool, workloadRef } from './work.ts';

/** `work`: any pool of the workload. `peers`: every pool of its hash, the reference's own devices perhaps among them. */
export function buildReferenceRow(
  work: WorkPool,
  peers: readonly WorkPool[],
  chip: Chip,
  catalog: AgedCatalog,
): ReferenceRow {
  const { tokens } = work.workload;
  const { flopsPerStep } = work.pool.workloadCase;
  const speed = speedOf(work, peers, chip, catalog);
  const hours = speed.meanStepMs === null ? speed.stepMs : positiveHours(speed.meanStepMs, tokens);
  return {
    workload: workloadRef(work),
    chip: chip.id,
    basis: speed.basis,
    rateKind: 'workload',
    stepMs: speed.stepMs,
    tokensPerSecond: perSecond(speed.stepMs, tokens),
    flopsPerSecond: perSecond(speed.stepMs, flopsPerStep),
    deviceHoursPerTrillionTokens: hours,
    costPerTrillionTokens: costAt(hours, newestRent(catalog, chip)),
    roof: speed.roof,
    sibling: speed.sibling,
  };
}

type Speed = {
  readonly basis: ReferenceRow['basis'];
  readonly stepMs: Figure;
  /** Null where there is no step time at all. A projection knows no difference between median and mean. */
  readonly meanStepMs: Interval | null;
  readonly roof: Roof | null;
  readonly sibling: ReferenceRow['sibling'];
};

function speedOf(work: WorkPool, peers: readonly WorkPool[], chip: Chip, catalog: AgedCatalog): Speed {
  const own = poolsOf(chip.id, peers, catalog);
  if (own.length > 0) {
    const stepMs = figure(overDevices(own.map(stepTime)));
    return { basis: 'measured', stepMs, meanStepMs: overDevices(own.map(meanStepTime)), roof: null, sibling: null };
  }
  const { flopsPerStep } = work.pool.workloadCase;
  const bySibling = siblingSpeed(work, peers, chip, catalog);
  if (bySibling !== null) return bySibling;
  const projection = project(chip, work.workload, flopsPerStep, catalog.reached);
  const projected = { basis: 'projected', sibling: null } as const;
  if (!projection.available) return { ...projected, stepMs: projection, meanStepMs: null, roof: null };
  const { stepMs, roof } = projection;
  return { ...projected, stepMs: figure(stepMs), meanStepMs: stepMs, roof };
}

/** By the sibling that is nearest by its data sheet, of those that ran it; null where none did, or a sheet is silent. */
function siblingSpeed(work: WorkPool, peers: readonly WorkPool[], chip: Chip, catalog: AgedCatalog): Speed | null {
  const { workload } = work;
  const { flopsPerStep } = work.pool.workloadCase;
  const error = siblingError(catalog.siblings, catalog.chips);
  const dtype = PEAK_OF[workload.dtype];
  const roof = roofOf(chip, workload, flopsPerStep);
  if (error === null || dtype === null || 'reason' in roof) return null;
  const family = siblingsOf(chip.id, catalog.siblings);
  const [nearest] = catalog.chips
    .filter(({ id }) => family.chips.includes(id) && poolsOf(id, peers, catalog).length > 0)
    .toSorted((a, b) => distance(a, chip, dtype) - distance(b, chip, dtype));
  if (nearest === undefined) return null;
  const ratio = siblingRatio(nearest, chip, workload, flopsPerStep, error);
  if ('reason' in ratio) return null;
  const pools = poolsOf(nearest.id, peers, catalog);
  const theirs = overDevices(pools.map(stepTime));
  return {
    basis: 'sibling',
    stepMs: figure(scaledTime(theirs, ratio, roof.stepMs)),
    meanStepMs: scaledTime(overDevices(pools.map(meanStepTime)), ratio, roof.stepMs),
    roof,
    sibling: { chip: nearest.id, name: nearest.name, reason: family.reason, stepMs: figure(theirs), ratio, error },
  };
}

function poolsOf(chip: string, peers: readonly WorkPool[], catalog: AgedCatalog): Pool[] {
  return peers
    .filter(isSound)
    .filter(({ pool }) => chipOfDevice(catalog, pool.target.device)?.id === chip)
    .map(({ pool }) => pool);
}

/** One device keeps the interval of its rounds; several give an interval over devices. */
function overDevices(intervals: readonly Interval[]): Interval {
  const [only, second] = intervals;
  return only !== undefined && second === undefined ? only : studentInterval(intervals.map(({ point }) => point));
}

function perSecond(stepMs: Figure, amountPerStep: number): Figure {
  return stepMs.available ? ratePerSecond(stepMs, amountPerStep) : stepMs;
}
