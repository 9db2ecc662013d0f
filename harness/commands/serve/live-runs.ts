/** The runs under way in a folder of records: how far each is, from its record, which has no seal yet, and its lock. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, RunRecord } from '../../../results/record.ts';
import { isLocked } from '../../../results/record-file/lock.ts';
import { lockPath, openRecord } from '../../../results/store.ts';
import { UsageError } from '../../errors.ts';
import { cellEstimate } from '../../estimate.ts';
import { type Durations, noteDuration, remainingMs } from '../../progress.ts';

export type LiveRun = {
  readonly run: string;
  readonly machine: string;
  readonly suite: string;
  /** Cells that have ended, whatever became of them. */
  readonly done: number;
  readonly total: number;
  /** The next cell of the plan that has not ended; null: all have. */
  readonly cell: Pick<Cell, 'target' | 'case' | 'kind' | 'round'> | null;
  /** null: no cell has ended yet. */
  readonly leftMs: number | null;
};

/** Newest first. A record that ended, or whose process did, is none. */
export function liveRuns(folder: string): readonly LiveRun[] {
  return recordsWithLocks(folder)
    .filter(path => isLocked(lockPath(path), path))
    .flatMap(path => {
      const record = openOrNull(path);
      return record === null ? [] : [{ startedAt: record.context.startedAt, live: liveRunOf(record) }];
    })
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .map(({ live }) => live);
}

export function liveRunOf(record: RunRecord): LiveRun {
  const { context } = record;
  const { plan, targets, concurrent } = context;
  const ended = new Map([...record.proofs, ...record.cells].map(({ cell, wallMs }) => [cell, wallMs]));
  const remaining = plan.filter(({ id }) => !ended.has(id));
  const expectedMs = cellEstimate(context);
  const durations: Durations = new Map();
  for (const cell of plan) {
    const wallMs = ended.get(cell.id);
    if (wallMs === undefined) continue;
    noteDuration(durations, { cell, status: 'measured', done: ended.size, total: plan.length, wallMs }, expectedMs);
  }
  const leftMs = remainingMs(remaining, durations, expectedMs);
  const [next] = remaining;
  return {
    run: context.runId,
    machine: context.machine.id,
    suite: context.suite.name,
    done: plan.length - remaining.length,
    total: plan.length,
    cell: next === undefined ? null : { target: next.target, case: next.case, kind: next.kind, round: next.round },
    // With all targets at once, as many cells as there are targets run at a time.
    leftMs: leftMs === undefined ? null : leftMs / (concurrent === true ? Math.max(1, targets.length) : 1),
  };
}

/** Every record that somebody writes to, or that a process left without closing it. */
function recordsWithLocks(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.jsonl.lock'))
    .map(name => join(folder, name.slice(0, -'.lock'.length)))
    .filter(path => existsSync(path));
}

/** null: it was sealed, or taken away, a moment ago. */
function openOrNull(path: string): RunRecord | null {
  try {
    return openRecord(path).record;
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
