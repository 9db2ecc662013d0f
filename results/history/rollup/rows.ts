/** From a record to the rows that the roll-up keeps of it. Pure. */
import { isMoe, type Workload } from '../../../suites/workload.ts';
import { latestTime } from '../../ahead.ts';
import { recordViolations, type Violation } from '../../physics/violations.ts';
import type { RunRecord, Target } from '../../record.ts';
import { OF_UNKNOWN_VENDOR } from '../../schema/note-codes.ts';
import { isSelftest } from '../../selftest/selftest.ts';
import { mean } from '../../statistics.ts';
import { lanesOf } from '../lane.ts';
import { observationsOf } from '../observe.ts';
import { machineKey } from '../runs.ts';
import { cellRows } from './cell-rows.ts';
import type { ObservationRow, RecordRows, RunRow } from './row-types.ts';
import { CELLS, columnsOf, OBSERVATIONS, RUNS, valuesOf } from './tables.ts';

const [RUN_COLUMNS, CELL_COLUMNS, OBSERVATION_COLUMNS] = [
  columnsOf(RUNS, 1),
  columnsOf(CELLS, 1),
  columnsOf(OBSERVATIONS, 1),
];

export function rowsOf(record: RunRecord): RecordRows {
  const violations = recordViolations(record);
  return {
    run: valuesOf(RUN_COLUMNS, runRow(record)),
    cells: cellRows(record, violations).map(row => valuesOf(CELL_COLUMNS, row)),
    observations: observationRows(record, violations).map(row => valuesOf(OBSERVATION_COLUMNS, row)),
  };
}

function runRow(record: RunRecord): RunRow {
  const { context, proofs, cells, attempts, sealed, damaged, imported } = record;
  const { runId, startedAt, previousRun, program, machine, suite, plan, command } = context;
  return {
    machine: machineKey(record),
    machine_id: machine.id,
    run_id: runId,
    started_at: Date.parse(startedAt),
    latest_at: Date.parse(latestTime(record)),
    previous_run_id: previousRun?.runId ?? null,
    previous_started_at: previousRun === undefined ? null : Date.parse(previousRun.startedAt),
    imported: imported !== undefined,
    seal: damaged !== undefined ? 'broken' : sealed ? 'sealed' : 'unsealed',
    seal_sha256: record.sealSha256 ?? null,
    lines: proofs.length + cells.length + attempts.length,
    lost_lines: damaged?.lostLines ?? 0,
    self_test: isSelftest(record),
    suite: suite.name,
    suite_sha256: suite.sha256,
    rounds: suite.rounds,
    disturbed_policy: context.disturbed ?? null,
    concurrent: context.concurrent === true,
    planned_cells: plan.length,
    measured_cells: cells.filter(({ outcome }) => outcome.status === 'measured').length,
    failed_cells: [...cells, ...proofs].filter(({ outcome }) => outcome.status === 'fault').length,
    program_version: program.version,
    program_origin: program.origin,
    hostname: machine.hostname,
    os: machine.os,
    kernel: machine.kernel,
    cpu: machine.cpu.name,
    cores: machine.cpu.cores,
    memory_bytes: machine.memoryBytes,
    drivers: textOf(machine.accelerators.map(({ name, driver }) => `${name} ${driver ?? 'unknown'}`)),
    runtimes: textOf(Object.entries(program.runtimes).map(([name, version]) => `${name} ${version}`)),
    command: command.join(' '),
  };
}

/** null: there is none. */
const textOf = (parts: readonly string[]): string | null =>
  parts.length === 0 ? null : [...new Set(parts)].toSorted().join(', ');

function observationRows(record: RunRecord, violations: readonly Violation[]): readonly ObservationRow[] {
  const lanes = lanesOf(record);
  return observationsOf(record, 0, violations).map((found, seq) => {
    const lane = lanes[seq];
    const medians = lane?.rounds.map(({ measurement }) => measurement.stepMs.medianMs) ?? [];
    const { workload } = lane?.workloadCase ?? {};
    return {
      seq,
      target: found.target,
      board: found.board,
      strategy: found.strategy,
      workload_sha256: found.workloadSha256,
      power_limit_w: found.powerLimitW,
      case_id: found.case,
      role: found.role,
      compute_kernel: found.computeKernel,
      unusable: found.unusable,
      rounds: found.rounds,
      planned_rounds: found.plannedRounds,
      round_step_ms: found.roundStepMs,
      mean_step_ms: found.roundStepMs.length === 0 ? null : mean(found.roundStepMs),
      median_step_ms: medians.length === 0 ? null : mean(medians),
      energy_j_per_step: found.energyJPerStep,
      peak_host_bytes: found.peakHostBytes,
      peak_device_bytes: found.peakDeviceBytes,
      clock_mhz: found.clockMHz,
      setup: JSON.stringify(found.setup),
      dtype: workload?.dtype ?? null,
      ...deviceOf(lane?.target),
      tokens: workload === undefined ? null : tokensOf(workload),
    };
  });
}

const deviceOf = (target: Target | undefined) => ({
  vendor: target?.device.vendor ?? null,
  device: target?.device.name ?? null,
  is_whole_chip: target !== undefined && isWholeChip(target),
});

/** A software adapter is no chip, nor is a part of a card, nor a board of which nobody knows whose it is. */
const isWholeChip = ({ software, device }: Target): boolean =>
  !software && device.partitioned !== true && !OF_UNKNOWN_VENDOR.includes(device.boardUnknown?.code ?? '');

const tokensOf = (workload: Workload): number | null => (isMoe(workload) ? workload.tokens : null);
