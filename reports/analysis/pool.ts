/** Which measurements a row stands on: per machine, target and workload the newest run that has any. */

import type { Note } from '../../results/note.ts';
import type { Measurement } from '../../results/outcome.ts';
import type { Violation } from '../../results/physics/violations.ts';
import type { Disturbance } from '../../results/quiet.ts';
import type { RunRecord, Target, WorkloadCase } from '../../results/record.ts';
import { isSelftest } from '../../results/selftest/selftest.ts';
import { unknownUse } from '../../results/unknown-use.ts';

export type MeasuredRound = {
  readonly round: number;
  readonly measurement: Measurement;
  /** By what it was disturbed; none of a round nobody looked at. */
  readonly disturbed: readonly Disturbance[];
  /** Why it cannot be told whether others disturbed it; null where it can. */
  readonly useUnknown: Note | null;
};

export type Pool = {
  readonly record: RunRecord;
  readonly target: Target;
  readonly workloadCase: WorkloadCase;
  /** In the order of rounds; at least one. */
  readonly rounds: readonly MeasuredRound[];
  /** Older runs of the same work on the same target: counted, not pooled. */
  readonly olderRuns: number;
  /** What its rounds, or the proof they stand on, break of physics. Of one such round the others cannot be trusted either. */
  readonly violations: readonly Violation[];
  /** Its record without every case that breaks physics: what else of the run it may be held against. */
  readonly comparable: RunRecord;
};

/**
 * One pool per (machine, target, workload sha256, all targets at once or not), none of a self-test, ordered by case, machine
 * and target. `invalid`: what breaks physics, by record.
 */
export function poolNewest(
  records: readonly RunRecord[],
  invalid: ReadonlyMap<RunRecord, readonly Violation[]> = new Map(),
): Pool[] {
  const pools = new Map<string, Pool>();
  for (const record of oldestFirst(records).filter(record => !isSelftest(record))) {
    const violations = invalid.get(record) ?? [];
    const comparable = withoutInvalid(record, violations);
    for (const target of record.context.targets) {
      for (const workloadCase of record.context.cases) {
        const rounds = measuredRounds(record, target.id, workloadCase.id);
        if (rounds.length === 0) continue;
        const { machine, concurrent = false } = record.context;
        const key = JSON.stringify([machine.id, target.id, workloadCase.sha256, concurrent]);
        const older = pools.get(key);
        const olderRuns = older === undefined ? 0 : older.olderRuns + 1;
        const own = violationsOf(record, violations, target.id, workloadCase.id);
        pools.set(key, { record, target, workloadCase, rounds, olderRuns, violations: own, comparable });
      }
    }
  }
  return [...pools.values()].toSorted((a, b) => compareText(poolName(a), poolName(b)));
}

/** The record without the timed cells of every case, on the target, of which any cell is invalid. */
function withoutInvalid(record: RunRecord, violations: readonly Violation[]): RunRecord {
  if (violations.length === 0) return record;
  const { plan } = record.context;
  const invalid = plan.filter(cell => violationsOf(record, violations, cell.target, cell.case).length > 0);
  const ids = new Set(invalid.map(({ id }) => id));
  return { ...record, cells: record.cells.filter(({ cell }) => !ids.has(cell)) };
}

/** Those of a case's timed cells on a target, and of the proofs they stand on. */
function violationsOf(
  { context }: RunRecord,
  violations: readonly Violation[],
  targetId: string,
  caseId: string,
): readonly Violation[] {
  if (violations.length === 0) return [];
  const cells = context.plan.filter(
    ({ kind, ...cell }) => kind === 'time' && cell.target === targetId && cell.case === caseId,
  );
  const ids = new Set(cells.flatMap(({ id, proof }) => [id, ...(proof === null ? [] : [proof])]));
  return violations.filter(({ cell }) => ids.has(cell));
}

/** The timed rounds of one case on one target within one run. */
export function measuredRounds(record: RunRecord, targetId: string, caseId: string): MeasuredRound[] {
  const outcomes = new Map(record.cells.map(line => [line.cell, line]));
  const target = record.context.targets.find(({ id }) => id === targetId);
  return record.context.plan
    .filter(cell => cell.kind === 'time' && cell.target === targetId && cell.case === caseId)
    .flatMap(cell => {
      const outcome = outcomes.get(cell.id)?.outcome;
      if (outcome?.status !== 'measured') return [];
      const { measurement, quiet } = outcome;
      const useUnknown = target === undefined ? null : unknownUse(quiet, target);
      return [{ round: cell.round, measurement, disturbed: quiet?.disturbed ?? [], useUnknown }];
    })
    .toSorted((a, b) => a.round - b.round);
}

/** Runs by the time they started, then by id: the order does not depend on the order of files. */
export function oldestFirst(records: readonly RunRecord[]): RunRecord[] {
  return records.toSorted(
    (a, b) =>
      Date.parse(a.context.startedAt) - Date.parse(b.context.startedAt) ||
      compareText(a.context.runId, b.context.runId),
  );
}

/** Orders text by code unit, alike on every machine and in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function poolName({ workloadCase, record, target }: Pool): string {
  const { machine, concurrent = false } = record.context;
  return [workloadCase.id, machine.id, target.id, concurrent].join('\n');
}
