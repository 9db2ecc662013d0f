/** The reference on one workload: measured where a device of that chip ran it, else projected. */
import { type Interval, studentInterval } from '../../results/statistics.ts';
import { type Chip, chipOfDevice } from '../catalog/catalog.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { newestRent } from './cost.ts';
import { type Figure, figure } from './figure.ts';
import { meanStepTime, ratePerSecond, stepTime } from './normalise.ts';
import { project, type Roof } from './reference.ts';
import { costAt, positiveHours } from './row.ts';
import type { ReferenceRow } from './schema.ts';
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
  };
}

type Speed = {
  readonly basis: ReferenceRow['basis'];
  readonly stepMs: Figure;
  /** Null where there is no step time at all. A projection knows no difference between median and mean. */
  readonly meanStepMs: Interval | null;
  readonly roof: Roof | null;
};

function speedOf(work: WorkPool, peers: readonly WorkPool[], chip: Chip, catalog: AgedCatalog): Speed {
  const own = peers
    .filter(isSound)
    .filter(({ pool }) => chipOfDevice(catalog, pool.target.device.name)?.id === chip.id)
    .map(({ pool }) => pool);
  if (own.length > 0) {
    const stepMs = figure(overDevices(own.map(stepTime)));
    return { basis: 'measured', stepMs, meanStepMs: overDevices(own.map(meanStepTime)), roof: null };
  }
  const projection = project(chip, work.workload, work.pool.workloadCase.flopsPerStep, catalog.reached);
  if (!projection.available) return { basis: 'projected', stepMs: projection, meanStepMs: null, roof: null };
  const { stepMs, roof } = projection;
  return { basis: 'projected', stepMs: figure(stepMs), meanStepMs: stepMs, roof };
}

/** One device keeps the interval of its rounds; several give an interval over devices. */
function overDevices(intervals: readonly Interval[]): Interval {
  const [only, second] = intervals;
  return only !== undefined && second === undefined ? only : studentInterval(intervals.map(({ point }) => point));
}

function perSecond(stepMs: Figure, amountPerStep: number): Figure {
  return stepMs.available ? ratePerSecond(stepMs, amountPerStep) : stepMs;
}
