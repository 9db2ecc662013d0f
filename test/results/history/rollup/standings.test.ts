import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { observationsIn } from '../../../../results/history/rollup/observed.ts';
import { refresh } from '../../../../results/history/rollup/refresh.ts';
import { standingsIn } from '../../../../results/history/rollup/standings.ts';
import { streamedHistory } from '../../../../results/history/streamed.ts';
import { recordFiles } from '../../../../results/store.ts';
import { contextOf, target } from '../../small-record.ts';
import { remeasured, wholeRecord } from '../../whole-record.ts';
import { night, ROUNDS } from '../nights.ts';
import { rollupIn } from './made-rollup.ts';

let folder: string;
let runs: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-standings-'));
  runs = join(folder, 'runs');
  mkdirSync(runs);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-03-20T00:00:00Z');

/** Whole, cut off, damaged, impossible, ahead of the clock, of two kernels, of another machine, a copy, and no record. */
function writeHistory(): void {
  cpSync(wholeRecord(runs, { context: night(2) }), join(runs, 'copy.jsonl'));
  wholeRecord(runs, { context: night(3), finishedAt: null, stepsMs: ({ round }) => (round === 0 ? [4, 6] : null) });
  const damaged = wholeRecord(runs, { context: night(4) });
  writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('"wallMs":1000', '"wallMs":1001'));
  let measured = 0;
  const { plan } = contextOf({ ...ROUNDS, targets: [target('cpu')] });
  wholeRecord(runs, {
    context: night(5, { plan, machine: { ...night(5).machine, id: 'a-lab', named: true } }),
    lines: line => [
      remeasured(line, measurement => {
        measured += 1;
        return { ...measurement, open: { ...measurement.open, kernel: measured === 1 ? 'first' : 'second' } };
      }),
    ],
  });
  wholeRecord(runs, {
    context: night(6, { runId: '20260401T010000Z-small-0001', startedAt: '2026-04-01T01:00:00.000Z' }),
  });
  wholeRecord(runs, {
    context: night(7),
    lines: line => [remeasured(line, measurement => ({ ...measurement, window: { startMs: 0, endMs: 0.001 } }))],
  });
  writeFileSync(join(runs, 'notes.jsonl'), 'no record\n');
}

test('the roll-up says of every run what the records say, one after the other', async () => {
  writeHistory();
  const rollup = rollupIn(folder);
  await refresh(rollup);
  const [{ runs: found, unread }, observations] = [
    await standingsIn(rollup.duckDb, rollup.database),
    await observationsIn(rollup.duckDb, rollup.database, { lastNights: 400, now: NOW }),
  ];
  const streamed = streamedHistory(recordFiles(runs), { lastNights: 400, now: NOW });
  const below = found.map(run => ({ ...run, path: join(runs, run.path) }));
  const byPath = (a: { readonly path: string }, b: { readonly path: string }) => (a.path < b.path ? -1 : 1);
  expect(below.toSorted(byPath)).toEqual(streamed.runs.toSorted(byPath));
  expect(unread.map(path => join(runs, path))).toEqual(streamed.unread);
  expect(observations).toEqual(streamed.observations);
  expect(found).toHaveLength(6);
  expect(unread).toEqual(['notes.jsonl']);
  const lanes = found.flatMap(run => run.lanes);
  expect(lanes.some(({ measured, planned }) => measured < planned)).toBe(true);
  expect(lanes.some(({ impossible }) => impossible)).toBe(true);
});

test('without a roll-up, too, only the newest nights of a machine have observations', () => {
  for (const day of [2, 3, 4, 5]) wholeRecord(runs, { context: night(day) });
  const { observations, runs: all } = streamedHistory(recordFiles(runs), { lastNights: 2, now: NOW });
  expect(all).toHaveLength(4);
  expect([...new Set(observations.map(({ order }) => order))]).toEqual([2, 3]);
});
