/** Records written, changed and verified: what was found of a promise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Cell } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { PromiseName } from '../../results/verify/promise.ts';
import { verifyRecord } from '../../results/verify.ts';
import { contextOf } from './small-record.ts';
import { type Changes, type Line, remeasured, wholeRecord } from './whole-record.ts';

export const folder = mkdtempSync(join(tmpdir(), 'moebench-verify-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const NOW = new Date('2026-03-02T00:00:00.000Z');
export let runs = 0;

export function place(): string {
  runs += 1;
  return join(folder, `runs-${runs}`);
}

export const written = (changes: Changes = {}): string => wholeRecord(place(), changes);
export const verified = (path: string) => verifyRecord(path, undefined, { now: NOW });

/** What was found of one promise: `holds`, or the status with its code. */
export function found(path: string, promise: PromiseName): string {
  const row = verified(path).promises.find(item => item.promise === promise);
  return row?.status === 'holds' ? 'holds' : `${row?.status} ${row?.code}`;
}

export function summary(path: string) {
  const { status, lines, problems, invalid } = verified(path);
  return { status, lines, problems, invalid };
}

export const isTimed = (line: Line): boolean => line.kind === 'cell';
export const [PROOF = '', CELL = ''] = contextOf().plan.map(({ id }) => id);

/** A change of every measured line. */
export const measuring =
  (change: (measurement: Measurement, cell: Cell) => Measurement): NonNullable<Changes['lines']> =>
  (line, cell) => [remeasured(line, measurement => change(measurement, cell))];

export const base = ({ cell, startedAt, wallMs }: Line) => ({ cell, startedAt, wallMs });

export const cellOf = (): Cell => {
  const cell = contextOf().plan[1];
  if (cell === undefined) throw new Error('a plan has a timed cell');
  return cell;
};

export const attemptOf = (line: Line): Line => {
  if (line.kind !== 'cell' || line.outcome.status !== 'measured') throw new Error('not measured');
  return { ...line, kind: 'attempt', reason: note('disturbed-again', { causes: 'made up' }), outcome: line.outcome };
};
