/** Made-up sides of a difference, from records on disk that hold. No number here was measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Side } from '../../../reports/difference/lane.ts';
import { recordViolations } from '../../../results/physics/violations.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { type Changes, wholeRecord } from '../../results/whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-difference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

/** A whole record; `stepMs`: the mean step of each round, of every lane. */
export function recordOf(stepMs: readonly number[], changes: Changes = {}): RunRecord {
  made += 1;
  const path = wholeRecord(join(folder, `${made}`), {
    stepsMs: ({ round }) => stepsAround(stepMs[round] ?? Number.NaN),
    ...changes,
    parts: { rounds: stepMs.length, ...changes.parts },
  });
  const [record] = readRecords(path).records;
  if (record === undefined) throw new Error(`${path} cannot be read`);
  return record;
}

/** Three steps whose mean it is. */
const stepsAround = (mean: number): readonly number[] => [mean * 0.75, mean * 1.25, mean];

export const sideOf = (name: string, records: readonly RunRecord[]): Side => ({
  name,
  records: records.map(record => ({ record, violations: recordViolations(record) })),
});
