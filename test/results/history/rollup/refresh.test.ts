import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refresh } from '../../../../results/history/rollup/refresh.ts';
import { importRecord } from '../../../../results/import.ts';
import { wholeRecord } from '../../whole-record.ts';
import { night, ROUNDS } from '../nights.ts';
import { allOf, asked, rentsOf, rollupIn } from './made-rollup.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-rollup-'));
  mkdirSync(join(folder, 'runs'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (day: number, changes: Parameters<typeof night>[1] = {}) =>
  wholeRecord(join(folder, 'runs'), { context: night(day, changes) });

const otherMachine = { machine: { ...night(1).machine, id: 'lab-2' } };

test('what is added night by night is what is read at once', async () => {
  const rollup = rollupIn(folder);
  written(2);
  const cut = written(3);
  await refresh(rollup);
  // A night of another machine, one whose clock was set back, a copy, a damaged record, and one that is no record.
  written(4, otherMachine);
  await refresh(rollup);
  written(5, { runId: '20250304T010000Z-small-0001', startedAt: '2025-03-04T01:00:00.000Z' });
  cpSync(cut, join(folder, 'runs', 'copy.jsonl'));
  await refresh(rollup);
  const damaged = written(6);
  writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('"wallMs":1000', '"wallMs":1001'));
  writeFileSync(join(folder, 'runs', 'notes.jsonl'), 'no record\n');
  expect(await refresh(rollup)).toEqual({ read: 2, dropped: 0 });
  const scratch = rollupIn(folder, { database: join(folder, 'scratch.duckdb') });
  expect(await refresh(scratch)).toEqual({ read: 7, dropped: 0 });
  const views = await allOf(scratch);
  expect(await allOf(rollup)).toEqual(views);
  expect(views.runs).toHaveLength(5);
  expect(views.files).toHaveLength(7);
});

test('nothing is read again where nothing changed', async () => {
  const rollup = rollupIn(folder);
  written(2);
  expect(await refresh(rollup)).toEqual({ read: 1, dropped: 0 });
  const { mtimeNs } = statSync(rollup.database, { bigint: true });
  expect(await refresh(rollup)).toEqual({ read: 0, dropped: 0 });
  expect(statSync(rollup.database, { bigint: true }).mtimeNs).toBe(mtimeNs);
});

test('a file that is gone is gone from every view', async () => {
  const rollup = rollupIn(folder);
  written(2);
  rmSync(written(3));
  await refresh(rollup);
  const path = written(4);
  await refresh(rollup);
  rmSync(path);
  expect(await refresh(rollup)).toEqual({ read: 0, dropped: 1 });
  const views = await allOf(rollup);
  expect(Object.entries(views).map(([name, rows]) => [name, rows.length])).toEqual([
    ['files', 1],
    ['runs', 1],
    ['cells', 3],
    ['medians', 1],
    ['costs', 1],
    ['changes', 0],
  ]);
});

test('a record that was changed to one of the same size and date is read again', async () => {
  const rollup = rollupIn(folder);
  const path = written(2);
  await refresh(rollup);
  const { mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"wallMs":1000', '"wallMs":1001'));
  utimesSync(path, mtime, mtime);
  expect(await refresh(rollup)).toEqual({ read: 1, dropped: 1 });
  expect(await asked(rollup, 'SELECT DISTINCT seal FROM cells')).toEqual([{ seal: 'broken' }]);
});

test('a file that was only touched keeps its rows', async () => {
  const rollup = rollupIn(folder);
  const path = written(2);
  await refresh(rollup);
  utimesSync(path, 0, 0);
  expect(await refresh(rollup)).toEqual({ read: 0, dropped: 0 });
  expect(await asked(rollup, 'SELECT count(*) AS n FROM medians')).toEqual([{ n: 1 }]);
});

test('an interrupted run that was gone on with is read anew, with its seal', async () => {
  const rollup = rollupIn(folder);
  const sealed = readFileSync(written(2), 'utf8');
  const path = join(folder, 'runs', 'lab-1', `${night(2).runId}.jsonl`);
  writeFileSync(path, sealed.split('\n').slice(0, 3).join('\n'));
  await refresh(rollup);
  expect(await asked(rollup, 'SELECT seal, unusable FROM medians')).toEqual([
    { seal: 'unsealed', unusable: 'rounds-missing' },
  ]);
  writeFileSync(path, sealed);
  await refresh(rollup);
  expect(await asked(rollup, 'SELECT seal, unusable FROM medians')).toEqual([{ seal: 'sealed', unusable: null }]);
});

test('a record that is marked as imported becomes one of a machine of its own', async () => {
  const rollup = rollupIn(folder);
  const elsewhere = wholeRecord(join(folder, 'stick'));
  importRecord(elsewhere, join(folder, 'runs'), new Date('2026-03-05T00:00:00Z'));
  await refresh(rollup);
  expect(await asked(rollup, 'SELECT machine, imported FROM runs')).toEqual([
    { machine: 'imported/lab-1', imported: true },
  ]);
  // Without its origin it is a record of this machine.
  for (const name of readdirSync(join(folder, 'runs'), { recursive: true })) {
    if (String(name).endsWith('.origin.json')) rmSync(join(folder, 'runs', String(name)));
  }
  await refresh(rollup);
  expect(await asked(rollup, 'SELECT machine, imported FROM runs')).toEqual([{ machine: 'lab-1', imported: false }]);
});

test('another program, another catalog, or a file that is no database makes it anew', async () => {
  written(2);
  const rollup = rollupIn(folder);
  await refresh(rollup);
  expect(await refresh(rollupIn(folder, { program: '0.2.0' }))).toEqual({ read: 1, dropped: 0 });
  expect(await refresh(rollupIn(folder, { program: '0.2.0', rents: rentsOf('NVIDIA H800') }))).toMatchObject({
    read: 1,
  });
  writeFileSync(rollup.database, 'half of a database');
  expect(await refresh(rollup)).toEqual({ read: 1, dropped: 0 });
  expect(await asked(rollup, 'SELECT count(*) AS n FROM runs')).toEqual([{ n: 1 }]);
});

test('nothing but the database is left beside the records', async () => {
  written(2);
  await refresh(rollupIn(folder));
  expect(readdirSync(folder).toSorted()).toEqual(['history.duckdb', 'runs']);
});

test('whoever finds the roll-up being made waits until it is there', async () => {
  written(2);
  const rollup = rollupIn(folder);
  // A process that lives until its input ends holds the lock.
  const holder = spawn(process.execPath, [LOCK_CHILD, BUILT_LOCK, `${rollup.database}.lock`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise(resolve => holder.stdout.once('data', resolve));
  const refreshed = refresh(rollup);
  expect(existsSync(rollup.database)).toBe(false);
  holder.stdin.end();
  expect(await refreshed).toEqual({ read: 1, dropped: 0 });
  expect(existsSync(join(dirname(rollup.database), 'history.duckdb.lock'))).toBe(false);
});

const LOCK_CHILD = join(import.meta.dirname, '../../record-file/lock-child.mjs');
const BUILT_LOCK = join(import.meta.dirname, '../../../../dist/results/record-file/lock.js');

test('one night of two rounds is a proof and two cells', async () => {
  written(2);
  const rollup = rollupIn(folder);
  await refresh(rollup);
  expect(await asked(rollup, 'SELECT kind, round, status, proof, seal FROM cells ORDER BY ALL')).toEqual([
    { kind: 'proof', round: 0, status: 'proven', proof: null, seal: 'sealed' },
    ...Array.from({ length: ROUNDS.rounds }, (_, round) => ({
      kind: 'time',
      round,
      status: 'measured',
      proof: 'proven',
      seal: 'sealed',
    })),
  ]);
});
