/** What a run measured of each work on each target, and under which conditions. Pure. */
import { clockOf } from '../../results/history/clock.ts';
import { lanesOf } from '../../results/history/lane.ts';
import type { Round } from '../../results/readings/rounds.ts';
import type { RunRecord } from '../../results/record.ts';
import { median } from '../../results/statistics.ts';

export type RunWork = {
  readonly case: string;
  readonly workloadSha256: string;
  readonly target: string;
  readonly device: string;
  readonly strategy: string;
  readonly rounds: number;
  readonly plannedRounds: number;
  /** Median over rounds of the median step; null: no round was measured. */
  readonly stepMs: number | null;
  /** The least and the greatest mean of a round; null: the driver does not tell. */
  readonly clockMHz: Range | null;
  readonly temperatureC: Range | null;
  readonly powerLimitW: Range | null;
};

export type Range = { readonly low: number; readonly high: number };

export const worksOfRun = (record: RunRecord): readonly RunWork[] =>
  lanesOf(record).map(({ target, workloadCase, strategy, planned, rounds }) => ({
    case: workloadCase.id,
    workloadSha256: workloadCase.sha256,
    target: target.id,
    device: target.device.name,
    strategy,
    rounds: rounds.length,
    plannedRounds: planned.length,
    stepMs: rounds.length === 0 ? null : median(rounds.map(({ measurement }) => measurement.stepMs.medianMs)),
    clockMHz: rangeOf(rounds, clockOf),
    temperatureC: rangeOf(rounds, conditions =>
      conditions.available ? (conditions.temperatureC?.mean ?? null) : null,
    ),
    powerLimitW: rangeOf(rounds, conditions => (conditions.available ? conditions.powerLimitW : null)),
  }));

type Conditions = Round['measurement']['conditions'];

function rangeOf(rounds: readonly Round[], pick: (conditions: Conditions) => number | null): Range | null {
  const values = rounds.flatMap(({ measurement }) => pick(measurement.conditions) ?? []);
  return values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) };
}
