/** From a record to what it found of each work: the observations of a history. Pure. */
import { groupedBy } from '../grouped.ts';
import { recordViolations, type Violation } from '../physics/violations.ts';
import { isEstimate, targetEnergy } from '../readings/energy.ts';
import { type Round, roundReadings, stepsInWindow } from '../readings/rounds.ts';
import type { RunRecord } from '../record.ts';
import type { Measurement } from '../schema/outcome.ts';
import type { Reading } from '../schema/reading.ts';
import { mean } from '../statistics.ts';
import { clockOf } from './clock.ts';
import { type Lane, lanesOf } from './lane.ts';
import type { Observation } from './observation.ts';
import { inOrder } from './order.ts';
import { distinctRuns, machineKey } from './runs.ts';
import { setupOf } from './setup-paths.ts';
import { quietLane, unusableFor } from './usable.ts';

/** Of every record, each run once, in the order of the machine's runs. */
export function historyOf(records: readonly RunRecord[]): readonly Observation[] {
  return runsInOrder(records).flatMap(({ record, order }) => observationsOf(record, order));
}

/** Each run once with its place among those of its machine, machine by machine. */
export function runsInOrder(records: readonly RunRecord[]): readonly { record: RunRecord; order: number }[] {
  const runs = distinctRuns(records).map(record => ({ ...record.context, record }));
  const machines = groupedBy(runs, ({ record }) => machineKey(record));
  return [...machines.values()].flatMap(ofMachine =>
    inOrder(ofMachine).map(({ record }, order) => ({ record, order })),
  );
}

/** One a timed work, target and strategy. `order`: the run's place among those of its machine; 0 of a record alone. */
export function observationsOf(
  record: RunRecord,
  order = 0,
  violations: readonly Violation[] = recordViolations(record),
): readonly Observation[] {
  const machine = machineKey(record);
  const { runId, startedAt, concurrent = false } = record.context;
  return lanesOf(record).map(found => {
    const lane = quietLane(found);
    const { target, workloadCase, strategy, planned, rounds } = lane;
    return {
      machine,
      target: target.id,
      board: target.device.uuid ?? null,
      strategy,
      workloadSha256: workloadCase.sha256,
      concurrent,
      powerLimitW: powerLimitOf(rounds),
      runId,
      startedAt,
      order,
      case: workloadCase.id,
      role: workloadCase.role.kind,
      computeKernel: kernelOf(lane),
      unusable: unusableFor(lane, violations),
      rounds: rounds.length,
      plannedRounds: planned.length,
      roundStepMs: rounds.flatMap(({ measurement: { stepMs } }) => positive(stepMs.sumMs / stepMs.steps) ?? []),
      energyJPerStep: energyOf(lane),
      peakHostBytes: greatest(rounds, ({ peakHostBytes }) => peakHostBytes),
      peakDeviceBytes: greatest(rounds, ({ peakDeviceBytes }) => peakDeviceBytes),
      clockMHz: clockOver(rounds),
      setup: setupOf(record.context, target),
    };
  });
}

const positive = (value: number): number | null => (Number.isFinite(value) && value > 0 ? value : null);

/** By the runner's own word in the rounds, else when the strategy was tried. Rounds of several kernels name all of them. */
function kernelOf({ target, strategy, workloadCase, rounds }: Lane): string | null {
  const kernels = [...new Set(rounds.flatMap(({ measurement }) => measurement.open.kernel ?? []))];
  if (kernels.length > 0) return kernels.join(' + ');
  const { dtype } = workloadCase.workload;
  const tried = target.process?.tried.find(row => row.strategy === strategy && row.dtype === dtype);
  return tried?.works === true ? tried.kernel : null;
}

/** Joules of all windows ÷ their steps; an estimate (limit × busy time) counts nothing. */
function energyOf({ record, target, rounds }: Lane): number | null {
  const found = roundReadings(rounds, measurement => targetEnergy({ record, target }, measurement));
  if (!found.available || isEstimate(found.method)) return null;
  const steps = rounds.reduce((sum, { measurement }) => sum + stepsInWindow(measurement), 0);
  return positive(found.values.reduce((sum, joules) => sum + joules, 0) / steps);
}

function greatest(rounds: readonly Round[], pick: (measurement: Measurement) => Reading): number | null {
  const found = roundReadings(rounds, pick);
  return found.available ? Math.max(...found.values) : null;
}

/** Some drivers tell a cap with the noise of its measurement. */
const SAME_LIMIT = 0.01;

/** The cap that held in every round in which the driver told it, to the watt; null where it changed: such a night is of no series. */
function powerLimitOf(rounds: readonly Round[]): number | null {
  const limits = rounds.flatMap(({ measurement: { conditions } }) =>
    conditions.available && conditions.powerLimitW !== null ? [conditions.powerLimitW] : [],
  );
  if (limits.length === 0) return null;
  return Math.max(...limits) - Math.min(...limits) <= SAME_LIMIT * Math.max(...limits)
    ? Math.round(mean(limits))
    : null;
}

/** Mean over the rounds in which the driver told it. */
function clockOver(rounds: readonly Round[]): number | null {
  const clocks = rounds.flatMap(({ measurement: { conditions } }) => clockOf(conditions) ?? []);
  return clocks.length === 0 ? null : positive(mean(clocks));
}
