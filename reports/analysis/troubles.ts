/** What failed, what cannot be true and what was left out, of the runs the report stands on. */
import type { Violation } from '../../results/physics/violations.ts';
import type { Fault, RunRecord } from '../../results/record.ts';
import type { Failure, Report, ReportRow } from './schema.ts';

/** Faults of proofs and timed cells; the same fault in several rounds is one line with its rounds. */
export function failuresOf(record: RunRecord): Failure[] {
  const { runId, machine, plan } = record.context;
  const cells = new Map(plan.map(cell => [cell.id, cell]));
  const failures = new Map<string, Failure>();
  for (const line of [...record.proofs, ...record.cells]) {
    const cell = cells.get(line.cell);
    if (line.outcome.status !== 'fault' || cell === undefined) continue;
    const { code, message, detail }: Fault = line.outcome.fault;
    const key = JSON.stringify([cell.kind, cell.target, cell.case, code, message]);
    const before = failures.get(key);
    failures.set(key, {
      run: runId,
      machine: machine.id,
      target: cell.target,
      case: cell.case,
      stage: cell.kind,
      rounds: [...(before?.rounds ?? []), cell.round],
      code,
      reason: null,
      message,
      detail: before?.detail ?? detail,
    });
  }
  return [...failures.values()];
}

/** What breaks physics: one line a case, target and check, with its rounds and the first one's values. */
export function invalidFailures(record: RunRecord, violations: readonly Violation[]): Failure[] {
  const { runId, machine, plan } = record.context;
  const failures = new Map<string, Failure>();
  for (const { cell: id, code, message } of violations) {
    const cell = plan.find(planned => planned.id === id);
    if (cell === undefined) continue;
    const key = JSON.stringify([cell.kind, cell.target, cell.case, code]);
    const before = failures.get(key);
    failures.set(key, {
      run: runId,
      machine: machine.id,
      target: cell.target,
      case: cell.case,
      stage: cell.kind,
      rounds: [...(before?.rounds ?? []), cell.round],
      code: 'invalid',
      reason: code,
      message: before?.message ?? message,
      detail: '',
    });
  }
  return [...failures.values()];
}

/** A row whose results disagree is a failure too, found by the report. */
export function mismatchFailure(row: ReportRow): Failure[] {
  if (row.mismatch === null) return [];
  return [
    {
      run: row.run,
      machine: row.machine,
      target: row.target,
      case: row.workload.id,
      stage: 'report',
      rounds: row.rounds.map(({ round }) => round),
      code: 'mismatch',
      reason: null,
      message: row.mismatch,
      detail: '',
    },
  ];
}

/** What a run found but did not run: whole targets, and single cells (the same reason once per target and case). */
export function skipsOf(record: RunRecord): Report['skips'] {
  const { runId, machine, plan, skipped } = record.context;
  const cells = new Map(plan.map(cell => [cell.id, cell]));
  const single = [...record.cells].flatMap(line => {
    const cell = cells.get(line.cell);
    if (line.outcome.status !== 'skipped' || cell === undefined) return [];
    return [{ what: `${cell.case} on ${cell.target}`, reason: line.outcome.reason }];
  });
  const unique = new Map([...skipped, ...single].map(skip => [JSON.stringify(skip), skip]));
  return [...unique.values()].map(skip => ({ run: runId, machine: machine.id, ...skip }));
}
