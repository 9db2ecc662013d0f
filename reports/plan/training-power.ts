/** What a device draws at training work, from the records of its chip: the work that its speed stands on. Pure. */

import { isEstimate, isOfDeviceAlone, type Where } from '../../results/readings/energy.ts';
import { roundReadings } from '../../results/readings/rounds.ts';
import { WIDTH } from '../../results/schema/energy.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Reading } from '../../results/schema/reading.ts';
import { type Interval, intervalOverRounds } from '../../results/statistics.ts';
import { isWholeMachine, narrowestWidth, otherAccelerators, rowEnergy } from '../energy/boundary.ts';
import { type Fact, factOf } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import type { Pool } from '../rows/pool.ts';
import { trainingPools } from './evidence/evidence.ts';
import type { RateQuestion } from './question.ts';

/** Watts of one device at one boundary. `idleWatts`: before the run, at the same boundary; null where that was not read. */
type PoolPower = {
  readonly available: true;
  readonly watts: Interval;
  readonly idleWatts: number | null;
  readonly method: string;
  readonly scope: string;
};

type TrainingPower =
  | (Omit<PoolPower, 'idleWatts'> & {
      readonly idleWatts: { readonly low: number; readonly high: number } | null;
      readonly targets: number;
      readonly runs: readonly string[];
    })
  | Absent;

/**
 * Joules ÷ seconds of each timed window, over rounds, at the widest boundary that is one device's. Several targets: from the
 * least to the greatest end of all. Absent where no round was measured, one was estimated, or the boundary is narrower than a board.
 */
export function trainingPowerFromRecords(question: RateQuestion): TrainingPower {
  const pools = trainingPools(question).map(({ pool }) => pool);
  const [firstPool] = pools;
  const { chip, model, dtype } = question;
  if (firstPool === undefined) {
    return absent('no-training-power', { chip: chip.name, model: model.name, dtype });
  }
  const read = pools.map(pool => ({ pool, power: poolPower(pool) }));
  const known = read.flatMap(({ pool, power }) => (power.available ? [{ pool, power }] : []));
  const [widest] = known.toSorted((a, b) => extentOf(b.power) - extentOf(a.power));
  if (widest === undefined) {
    return absent('power-not-read', {}, distinct(read.flatMap(({ power }) => (power.available ? [] : [power]))));
  }
  const { method, scope } = widest.power;
  const alike = known.filter(({ power }) => power.method === method && power.scope === scope);
  return {
    ...widest.power,
    watts: overTargets(alike.map(({ power }) => power.watts)),
    idleWatts: endsOf(alike.map(({ power }) => power.idleWatts)),
    targets: alike.length,
    runs: [...new Set(alike.map(({ pool }) => pool.record.context.runId))],
  };
}

/** The whole machine before sums, sums before a board alone. */
function extentOf({ scope }: PoolPower): number {
  if (isWholeMachine(scope)) return 2;
  return isOfDeviceAlone(scope) ? 0 : 1;
}

function poolPower(pool: Pool): PoolPower | Absent {
  const ofRun = (...because: readonly Fact[]): Absent => absent('of-run', { run: pool.record.context.runId }, because);
  const found = roundReadings(pool.rounds, measurement => deviceEnergy(pool, measurement));
  if (!found.available) {
    const reason = factOf(found.absence);
    const ofRound = found.round === null ? reason : absent('of-round', { round: found.round + 1 }, [reason]);
    return ofRun(ofRound, ...sharedBoundary(pool));
  }
  const { values, method, scope } = found;
  if (isEstimate(method)) return ofRun(absent('power-estimated'));
  const width = narrowestWidth(scope);
  if (width === null) return ofRun(absent('unknown-boundary', { scope }));
  if (width < WIDTH.board) return ofRun(absent('narrow-boundary', { scope }));
  const watts = intervalOverRounds(values.map((joules, i) => joules / secondsOf(pool.rounds[i]?.measurement)));
  return { available: true, watts, idleWatts: idleOf(pool, scope), method, scope };
}

/** That a boundary was read that other devices share; nothing where none was read. */
function sharedBoundary(pool: Pool): Fact[] {
  const shared = roundReadings(pool.rounds, measurement => rowEnergy(pool, measurement));
  const others = otherAccelerators(pool);
  if (!shared.available || others === 0) return [];
  return [absent('boundary-of-several-devices', { scope: shared.scope })];
}

/**
 * A chassis or a host with other accelerators in it is not one device's share: then it is that of the device alone. Where the
 * machine has no other, the widest there is.
 */
function deviceEnergy(where: Where, measurement: Measurement): Reading {
  const widest = rowEnergy(where, measurement);
  return widest.available && otherAccelerators(where) !== 0 ? measurement.energyJ : widest;
}

function secondsOf(measurement: Measurement | undefined): number {
  return measurement === undefined ? Number.NaN : (measurement.window.endMs - measurement.window.startMs) / 1000;
}

/** Read once, before the run: of the first round. None where it is of another boundary, or an estimate. */
function idleOf({ rounds }: Pool, scope: string): number | null {
  const [first] = rounds;
  if (first === undefined) return null;
  const { idlePowerW, sensors } = first.measurement;
  const ofChassis = sensors.find(({ boundary }) => boundary === 'chassis')?.idlePowerW;
  const idle = isWholeMachine(scope) ? ofChassis : idlePowerW;
  return idle?.available === true && idle.scope === scope && !isEstimate(idle.method) ? idle.value : null;
}

function overTargets(intervals: readonly Interval[]): Interval {
  const [only, second] = intervals;
  if (only !== undefined && second === undefined) return only;
  return {
    point: intervals.reduce((sum, { point }) => sum + point, 0) / intervals.length,
    low: Math.min(...intervals.map(({ low }) => low)),
    high: Math.max(...intervals.map(({ high }) => high)),
    kind: 'range',
    rounds: Math.min(...intervals.map(({ rounds }) => rounds)),
  };
}

/** Each reason once. */
const distinct = (reasons: readonly Fact[]): Fact[] => [
  ...new Map(reasons.map(reason => [JSON.stringify(reason), reason])).values(),
];

/** From the least to the greatest; null where one of them is not known. */
function endsOf(values: readonly (number | null)[]): { readonly low: number; readonly high: number } | null {
  const known = values.flatMap(value => value ?? []);
  return known.length < values.length ? null : { low: Math.min(...known), high: Math.max(...known) };
}
