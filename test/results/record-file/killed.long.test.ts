/**
 * A process that writes a record is killed before each of its calls of the file system, one after the other. Whatever is on disk then can
 * be read, and whoever goes on ends with the whole record. Needs npm run build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../../results/seal.ts';
import { type RunWriter, readRecords } from '../../../results/store.ts';
import { verifyRecord } from '../../../results/verify.ts';
import { sha256 } from '../../../suites/identity.ts';
import { contextOf } from '../small-record.ts';
import { appendCell, type Line, startOf } from '../whole-record.ts';

const CHILD = fileURLToPath(new URL('./killed-child.mjs', import.meta.url));
const STORE = fileURLToPath(new URL('../../../dist/results/store.js', import.meta.url));
const LACKING = !existsSync(STORE) && process.env.MOEBENCH_REQUIRE_ALL !== '1';

/** More calls than a record of three cells takes. */
const MOST_CALLS = 1000;

const folder = mkdtempSync(join(tmpdir(), 'moebench-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planned = contextOf({ rounds: 2 });

/** What is written of each cell, as `appendCell` writes it: its step times, if it has any, then its line. */
const cells = planned.plan.map(({ id }, n) => {
  const lines: Line[] = [];
  const samples: (readonly number[])[] = [];
  const writer: RunWriter = {
    path: '',
    append: line => lines.push(line as Line),
    appendSamples: (cell, stepMs) => {
      samples.push(stepMs);
      return sha256(JSON.stringify({ cell, stepMs }));
    },
    seal: () => {},
    close: () => {},
  };
  appendCell(writer, planned, n);
  return { cell: id, samplesMs: samples[0] ?? null, line: lines[0] };
});

/** Writes the record of this folder, or goes on with it, and is killed before the n-th call; what it said. */
function write(runs: string, n: number): string {
  const path = join(runs, planned.machine.id, `${planned.runId}.jsonl`);
  const job = `${runs}.json`;
  writeFileSync(
    job,
    JSON.stringify({ folder: runs, path, context: planned, cells, finishedAt: startOf(cells.length) }),
  );
  const { stdout, stderr, signal } = spawnSync(process.execPath, [CHILD, STORE, job, String(n)], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(signal).toBe(stdout === 'sealed' ? null : 'SIGKILL');
  return stdout;
}

const isSealed = (runs: string) => existsSync(runs) && readRecords(runs).records.some(({ sealed }) => sealed);

/** The names that a finished run leaves. */
const FINISHED = [`${planned.runId}.jsonl`, `${planned.runId}.samples.gz`];

describe.skipIf(LACKING)(`a record whose process is killed${LACKING ? ' (skipped: npm run build)' : ''}`, () => {
  test('before any call of the file system is read as far as it goes, and gone on with', () => {
    let n = 1;
    for (; n < MOST_CALLS; n += 1) {
      const runs = join(folder, String(n));
      if (write(runs, n) === 'sealed') break;
      const found = existsSync(runs) ? readRecords(runs) : { records: [], unread: [] };
      expect(found.unread, `killed before call ${n}`).toEqual([]);
      for (const { path } of found.records) {
        const { status } = inspectRecord(readFileSync(path, 'utf8'));
        expect(['sealed', 'unsealed'], `killed before call ${n}`).toContain(status);
        if (status === 'unsealed') expect(write(runs, 0), `killed before call ${n}`).toBe('sealed');
        expect(verifyRecord(path), `killed before call ${n}`).toMatchObject({
          status: 'sealed',
          problems: [],
          invalid: [],
        });
        if (status === 'unsealed') expect(readdirSync(dirname(path)).toSorted()).toEqual(FINISHED);
      }
    }
    expect(n).toBeGreaterThan(30);
    expect(n).toBeLessThan(MOST_CALLS);
    expect(readdirSync(join(folder, String(n), planned.machine.id)).toSorted()).toEqual(FINISHED);
  }, 600_000);

  test('again and again, each time one call later, ends with the whole record too', () => {
    const runs = join(folder, 'again');
    let kills = 0;
    for (let n = 20; !isSealed(runs); n += 1) {
      if (write(runs, n) === '') kills += 1;
      const { records, unread } = readRecords(runs);
      expect({ records: records.length, unread }, `killed before call ${n}`).toEqual({ records: 1, unread: [] });
    }
    expect(kills).toBeGreaterThan(5);
    const [path = ''] = readRecords(runs).records.map(record => record.path);
    expect(verifyRecord(path)).toMatchObject({ status: 'sealed', problems: [], invalid: [] });
  }, 600_000);
});
