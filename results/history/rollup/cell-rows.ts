/** One row a line of a record that is of a planned cell or proof, with whether it can be believed. Pure. */
import type { Violation } from '../../physics/violations.ts';
import { evidenceOf } from '../../proof/evidence.ts';
import { targetEnergy } from '../../readings/energy.ts';
import type { Cell, CellLine, ContextLine, ProofLine, RunRecord, Target } from '../../record.ts';
import type { Reading } from '../../schema/reading.ts';
import type { WorkloadCase } from '../../schema/workload-case.ts';
import { clockOf } from '../clock.ts';
import { driverOf } from '../setup-paths.ts';
import type { CellRow } from './row-types.ts';

export function cellRows(record: RunRecord, violations: readonly Violation[]): readonly CellRow[] {
  const { context } = record;
  const plan = new Map(context.plan.map(cell => [cell.id, cell]));
  const targets = new Map(context.targets.map(target => [target.id, target]));
  const cases = new Map(context.cases.map(item => [item.id, item]));
  const impossible = new Map(violations.toReversed().map(({ cell, code }) => [cell, code]));
  return [...record.proofs, ...record.cells].flatMap(line => {
    const cell = plan.get(line.cell);
    const target = targets.get(cell?.target ?? '');
    const item = cases.get(cell?.case ?? '');
    if (cell === undefined || target === undefined || item === undefined) return [];
    const measured =
      line.outcome.status === 'measured' ? measuredColumns(record, target, line.outcome) : NOTHING_MEASURED;
    const proof = proofColumns(record, cell, line);
    return [
      cellRow(context, {
        cell,
        target,
        item,
        line,
        proof,
        measured,
        violation: impossible.get(cell.id) ?? impossible.get(cell.proof ?? ''),
      }),
    ];
  });
}

type Parts = {
  readonly cell: Cell;
  readonly target: Target;
  readonly item: WorkloadCase;
  readonly line: CellLine | ProofLine;
  readonly proof: ReturnType<typeof proofColumns>;
  readonly measured: Measured;
  readonly violation: string | undefined;
};

/** Field by field: of hundreds of thousands of rows, objects put together from parts take most of the time. */
function cellRow({ machine }: ContextLine, { cell, target, item, line, proof, measured, violation }: Parts): CellRow {
  return {
    cell: cell.id,
    kind: cell.kind,
    target: target.id,
    runner: target.runner,
    device: target.device.name,
    board: target.device.uuid ?? null,
    driver: driverOf(machine, target),
    case_id: item.id,
    role: item.role.kind,
    workload_sha256: item.sha256,
    dtype: item.workload.dtype,
    strategy: cell.strategy,
    compute_kernel: measured.compute_kernel,
    round: cell.round,
    started_at: Date.parse(line.startedAt),
    wall_ms: line.wallMs,
    status: line.outcome.status,
    reason: reasonOf(line),
    proof: proof.status,
    proof_reason: proof.code,
    impossible: violation ?? null,
    disturbed: measured.disturbed,
    power_limit_w: measured.power_limit_w,
    clock_mhz: measured.clock_mhz,
    temperature_c: measured.temperature_c,
    steps: measured.steps,
    mean_ms: measured.mean_ms,
    median_ms: measured.median_ms,
    min_ms: measured.min_ms,
    p05_ms: measured.p05_ms,
    p25_ms: measured.p25_ms,
    p75_ms: measured.p75_ms,
    p95_ms: measured.p95_ms,
    max_ms: measured.max_ms,
    outliers: measured.outliers,
    settled: measured.settled,
    energy_j: measured.energy_j,
    energy_method: measured.energy_method,
    energy_scope: measured.energy_scope,
    mean_power_w: measured.mean_power_w,
    peak_host_bytes: measured.peak_host_bytes,
    peak_device_bytes: measured.peak_device_bytes,
  };
}

type Measured = Readonly<Record<keyof typeof NOTHING_MEASURED, string | number | boolean | null>>;

/** Of a line that is no measurement. */
const NOTHING_MEASURED = {
  compute_kernel: null,
  disturbed: null,
  power_limit_w: null,
  clock_mhz: null,
  temperature_c: null,
  steps: null,
  mean_ms: null,
  median_ms: null,
  min_ms: null,
  p05_ms: null,
  p25_ms: null,
  p75_ms: null,
  p95_ms: null,
  max_ms: null,
  outliers: null,
  settled: null,
  energy_j: null,
  energy_method: null,
  energy_scope: null,
  mean_power_w: null,
  peak_host_bytes: null,
  peak_device_bytes: null,
} as const;

/** The code of a fault, or of why a cell was skipped. */
function reasonOf({ outcome }: CellLine | ProofLine): string | null {
  if (outcome.status === 'fault') return outcome.fault.code;
  return outcome.status === 'skipped' ? outcome.reason.code : null;
}

/** `proven`, `unproven`: of what was measured, by this reader; null of anything else. */
function proofColumns(record: RunRecord, cell: Cell, line: CellLine | ProofLine) {
  if (line.outcome.status !== 'measured') return { status: null, code: null };
  const evidence = evidenceOf(record, cell);
  return { status: evidence.status, code: evidence.status === 'unproven' ? evidence.code : null };
}

function measuredColumns(
  record: RunRecord,
  target: Target,
  { measurement, quiet }: Extract<CellLine['outcome'], { status: 'measured' }>,
): Measured {
  const { stepMs, conditions, open, warmup } = measurement;
  const energy = targetEnergy({ record, target }, measurement);
  return {
    compute_kernel: open.kernel,
    disturbed: disturbedText(quiet),
    power_limit_w: conditions.available ? conditions.powerLimitW : null,
    clock_mhz: clockOf(conditions),
    temperature_c: conditions.available ? (conditions.temperatureC?.mean ?? null) : null,
    steps: stepMs.steps,
    mean_ms: stepMs.sumMs / stepMs.steps,
    median_ms: stepMs.medianMs,
    min_ms: stepMs.minMs,
    p05_ms: stepMs.p05Ms,
    p25_ms: stepMs.p25Ms,
    p75_ms: stepMs.p75Ms,
    p95_ms: stepMs.p95Ms,
    max_ms: stepMs.maxMs,
    outliers: stepMs.outliers,
    settled: warmup.settled,
    energy_j: readValue(energy),
    energy_method: energy.available ? energy.method : null,
    energy_scope: energy.available ? energy.scope : null,
    mean_power_w: readValue(measurement.meanPowerW),
    peak_host_bytes: readValue(measurement.peakHostBytes),
    peak_device_bytes: readValue(measurement.peakDeviceBytes),
  };
}

/** '' where nothing disturbed it; null where nobody looked. */
const disturbedText = (quiet: Extract<CellLine['outcome'], { status: 'measured' }>['quiet']): string | null =>
  quiet === undefined ? null : quiet.disturbed.map(({ code }) => code).join(', ');

const readValue = (reading: Reading): number | null => (reading.available ? reading.value : null);
