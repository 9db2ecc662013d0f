/** Made-up sides of a difference, from records on disk that hold. No number here was measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { differenceOf, type Pairing } from '../../../reports/difference/difference.ts';
import type { Side } from '../../../reports/difference/lane.ts';
import type { ComparedWork, Difference } from '../../../reports/difference/schema.ts';
import type { Metric } from '../../../reports/regressions/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { recordViolations } from '../../../results/physics/violations.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { violations as schemaViolations } from '../../harness/commands/published.ts';
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

export const FLAT = [10, 10.01, 9.99, 10.01, 9.99, 10];
export const SLOWER = FLAT.map(ms => 1.05 * ms);

/** The document of two sides, held against its published schema. */
export function compared(a: readonly RunRecord[], b: readonly RunRecord[], pairing: Pairing = 'runs'): Difference {
  const difference = differenceOf(sideOf('a', a), sideOf('b', b), pairing);
  if (difference === null) throw new Error('nothing in common');
  expect(schemaViolations('diff', difference)).toEqual([]);
  return difference;
}

export const metricOf = ({ works: [work] }: Difference, metric: Metric = 'step-time') => {
  const found = work?.metrics.find(item => item.metric === metric);
  if (found === undefined) throw new Error(`no ${metric}`);
  return found;
};

/** Why there is no verdict, in words. */
export const reasons = ({ withheld, ratio }: ComparedWork['metrics'][number]): readonly string[] =>
  (ratio.available ? withheld : [ratio]).map(fact => factText(fact));
