/** The figures of every night as CSV: a row a series and run, the oldest first. Software stands in columns `setup.<path>`. Pure. */
import { type CsvRow, toCsv } from '../../results/export/csv.ts';
import type { Observation } from '../../results/history/observation.ts';
import { mean, median } from '../../results/statistics.ts';
import type { OutputDocument } from './document.ts';
import { seriesName } from './series-name.ts';

export const nightsCsv = ({ history }: OutputDocument): string => toCsv(history.map(rowOf));

function rowOf(night: Observation): CsvRow {
  const { roundStepMs: rounds, setup } = night;
  return {
    series: seriesName({ series: night, case: night.case }),
    machine: night.machine,
    target: night.target,
    board: night.board,
    strategy: night.strategy,
    case: night.case,
    role: night.role,
    workloadSha256: night.workloadSha256,
    concurrent: night.concurrent,
    powerLimitW: night.powerLimitW,
    runId: night.runId,
    startedAt: night.startedAt,
    order: night.order,
    computeKernel: night.computeKernel,
    unusable: night.unusable,
    rounds: night.rounds,
    plannedRounds: night.plannedRounds,
    stepMsMedian: rounds.length === 0 ? null : median(rounds),
    stepMsMean: rounds.length === 0 ? null : mean(rounds),
    stepMsLeast: rounds.length === 0 ? null : Math.min(...rounds),
    stepMsGreatest: rounds.length === 0 ? null : Math.max(...rounds),
    energyJPerStep: night.energyJPerStep,
    peakHostBytes: night.peakHostBytes,
    peakDeviceBytes: night.peakDeviceBytes,
    clockMHz: night.clockMHz,
    ...Object.fromEntries(Object.entries(setup).map(([path, value]) => [`setup.${path}`, value])),
  };
}
