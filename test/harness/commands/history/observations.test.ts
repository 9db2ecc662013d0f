import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { observationsIn, observationsInFiles } from '../../../../harness/commands/history/observations.ts';
import { databaseOf } from '../../../../harness/commands/history/rollup.ts';
import type { CellEnergy } from '../../../../results/schema/energy.ts';
import { read } from '../../../../results/schema/reading.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { night, ROUNDS } from '../../../results/history/nights.ts';
import { contextOf, target } from '../../../results/small-record.ts';
import { remeasured, wholeRecord } from '../../../results/whole-record.ts';

let folder: string;
let runs: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-observations-'));
  runs = join(folder, 'runs');
  mkdirSync(runs);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-03-20T00:00:00Z');
const ALL = { lastNights: 400, now: NOW };

const gpu = target('torch-cuda:0', {
  device: { vendor: 'nvidia', name: 'NVIDIA H20', index: 0, uuid: 'GPU-a' },
});
const conditions: CellEnergy['conditions'] = {
  available: true,
  looks: 9,
  clocksMHz: { core: { min: 1, mean: 1.5, max: 2 } },
  temperatureC: null,
  powerLimitW: 500,
  throttled: null,
  processes: 1,
};

/** Nights of two machines: whole, cut off, damaged, of an accelerator, ahead of the clock. */
function writeNights(): void {
  wholeRecord(runs, { context: night(2) });
  wholeRecord(runs, { context: night(3), finishedAt: null, stepsMs: ({ round }) => (round === 0 ? [4, 6] : null) });
  const damaged = wholeRecord(runs, { context: night(4) });
  writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('"wallMs":1000', '"wallMs":1001'));
  const { plan } = contextOf({ ...ROUNDS, targets: [gpu] });
  wholeRecord(runs, {
    context: night(5, { targets: [gpu], plan, machine: { ...night(5).machine, id: 'a-lab', named: true } }),
    lines: line => [
      remeasured(line, measurement => ({ ...measurement, conditions, energyJ: read(12, 'energy-counter', 'board') })),
    ],
  });
  wholeRecord(runs, {
    context: night(6, { runId: '20260401T010000Z-small-0001', startedAt: '2026-04-01T01:00:00.000Z' }),
  });
}

test('the roll-up gives the observations that the records give', async () => {
  writeNights();
  const found = await observationsIn(runs, ALL);
  expect(found).toEqual(observationsInFiles(runs, ALL));
  expect(found.map(({ machine, order, unusable }) => [machine, order, unusable])).toEqual([
    ['a-lab', 0, null],
    ['lab-1', 0, null],
    ['lab-1', 1, 'rounds-missing'],
    ['lab-1', 2, 'damaged'],
    ['lab-1', 3, 'ahead-of-clock'],
  ]);
  expect(found[0]).toMatchObject({ board: 'GPU-a', powerLimitW: 500, clockMHz: 1.5, energyJPerStep: 4 });
});

test('of each machine the newest nights are read, with their place among all', async () => {
  writeNights();
  const newest = { ...ALL, lastNights: 2 };
  const found = await observationsIn(runs, newest);
  expect(found.map(({ machine, order }) => [machine, order])).toEqual([
    ['a-lab', 0],
    ['lab-1', 2],
    ['lab-1', 3],
  ]);
  expect(found).toEqual(observationsInFiles(runs, newest));
});

test('one record alone has its observations', async () => {
  const path = wholeRecord(runs, { context: night(2) });
  expect(await observationsIn(path, ALL)).toEqual(observationsInFiles(runs, ALL));
});

test('where the roll-up cannot be written the records are read', async () => {
  writeNights();
  mkdirSync(databaseOf(runs));
  writeFileSync(join(databaseOf(runs), 'in the way'), '');
  expect(await observationsIn(runs, ALL)).toEqual(observationsInFiles(runs, ALL));
});

test('a folder that is not there is refused', async () => {
  await expect(observationsIn(join(folder, 'none'), ALL)).rejects.toThrow(UsageError);
});

test('the roll-up lies beside the folder of records, named after any other than the default', () => {
  expect(databaseOf('/data/results/runs')).toBe('/data/results/history.duckdb');
  expect(databaseOf('/data/results/runs/')).toBe('/data/results/history.duckdb');
  expect(databaseOf('/data/h20')).toBe('/data/h20.history.duckdb');
});
