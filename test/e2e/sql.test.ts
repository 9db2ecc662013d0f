import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sqlDocumentSchema } from '../../harness/commands/sql/sql.ts';
import { DUCKDB_PACKAGE, duckDbOrRefuse } from '../../results/history/rollup/duckdb.ts';
import { night, ROUNDS } from '../results/history/nights.ts';
import { contextOf, target } from '../results/small-record.ts';
import { wholeRecord } from '../results/whole-record.ts';
import { moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('sql');
const runs = join(folder, 'runs');
beforeAll(() => {
  mkdirSync(runs);
  const gpu = target('torch-cuda:0', { device: { vendor: 'nvidia', name: 'NVIDIA H800', index: 0 } });
  const { plan } = contextOf({ ...ROUNDS, targets: [gpu] });
  const onGpu = (day: number, kernel: string) =>
    wholeRecord(runs, {
      context: night(day, { targets: [gpu], plan, machine: { ...night(day).machine, kernel } }),
    });
  onGpu(2, '6.1');
  onGpu(3, '6.1');
  onGpu(4, '6.8');
});
const sql = (select: string, ...options: readonly string[]) =>
  moebench(folder, 'sql', select, '--results', runs, ...options);

test.skipIf(SKIP)('an answer as JSON follows its schema', async () => {
  const { code, stdout } = await sql('SELECT run_order, started_at FROM runs ORDER BY run_order', '--json');
  expect(code).toBe(0);
  const document = sqlDocumentSchema.parse(JSON.parse(stdout));
  expect(document).toEqual({
    schema: 'moebench.sql/1',
    columns: [
      { name: 'run_order', type: 'INTEGER' },
      { name: 'started_at', type: 'TIMESTAMP' },
    ],
    rows: [
      [0, '2026-03-02T01:00:00.000Z'],
      [1, '2026-03-03T01:00:00.000Z'],
      [2, '2026-03-04T01:00:00.000Z'],
    ],
    cut: false,
  });
});

test.skipIf(SKIP)('an answer as CSV has its columns even without a row, and the same name twice', async () => {
  expect((await sql('SELECT 1 AS n, 2 AS n, NULL AS none', '--csv')).stdout).toBe('n,n:1,none\n1,2,\n');
  expect((await sql('SELECT run_id FROM runs WHERE false', '--csv')).stdout).toBe('run_id\n');
});

test.skipIf(SKIP)('more rows than the limit are left out, and it is said', async () => {
  const { stdout, stderr } = await sql('SELECT * FROM range(3)', '--limit', '2', '--csv');
  expect(stdout).toBe('range\n0\n1\n');
  expect(stderr).toContain('only the first 2 rows are shown: give --limit');
});

test.skipIf(SKIP)('what changed between two nights is named, with the step before and after it', async () => {
  const { stdout } = await sql('SELECT run_order, what, before, now FROM changes', '--csv');
  expect(stdout).toBe('run_order,what,before,now\n2,system.kernel,6.1,6.8\n');
});

test.skipIf(SKIP)("a layer's cost is its device-hours times the newest rent of the chip", async () => {
  const select = `SELECT chip, mean_step_ms, tokens, device_hours_per_1e12_tokens AS hours, rent_low, cost_low_per_1e12_tokens AS cost
    FROM costs WHERE run_order = 0`;
  const { rows } = sqlDocumentSchema.parse(JSON.parse((await sql(select, '--json')).stdout));
  const row = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()]);
  const [chip, meanStepMs, tokens, hours, rent, cost] = row.parse(rows[0]);
  expect([chip, tokens]).toEqual(['nvidia-h800', 64]);
  expect(hours).toBeCloseTo(((1e12 / 64) * meanStepMs) / 3.6e6, 6);
  expect(cost).toBeCloseTo(hours * rent, 6);
});

const REFUSALS: readonly (readonly [readonly string[], string])[] = [
  [['SELEC 1'], 'Parser Error'],
  [['DROP VIEW runs'], 'a statement of type DROP is refused'],
  [['SELECT 1', '--limit', '0'], "'0' is no whole number above 0"],
  [['SELECT 1', '--timeout', 'soon'], "'soon' is no whole number above 0"],
  [['SELECT 1', '--csv', '--json'], 'give one of them'],
];

for (const [args, words] of REFUSALS) {
  test.skipIf(SKIP)(`sql ${args.join(' ')} is refused in one line`, async () => {
    const [select = '', ...options] = args;
    const { code, stdout, stderr } = await sql(select, ...options);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
}

test.skipIf(SKIP)('a folder without records, and a file, are refused', async () => {
  const none = await moebench(folder, 'sql', 'SELECT 1', '--results', join(folder, 'none'));
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no such folder')]);
  const file = join(folder, 'a.jsonl');
  writeFileSync(file, '');
  expect((await moebench(folder, 'sql', 'SELECT 1', '--results', file)).stderr).toContain('is a file');
});

test('without DuckDB one line says how to install the version that package.json names', async () => {
  const missing = () => Promise.reject(new Error("Cannot find package '@duckdb/node-api'"));
  await expect(duckDbOrRefuse(missing)).rejects.toThrow(`npm install --no-save ${DUCKDB_PACKAGE}`);
  const { optionalDependencies } = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
  expect(DUCKDB_PACKAGE).toBe(`@duckdb/node-api@${optionalDependencies['@duckdb/node-api']}`);
});

// DuckDB works such texts out while it prepares the question, where it answers no interrupt and keeps to no memory limit.
test.skipIf(SKIP)('a question that cannot be interrupted is ended all the same', async () => {
  const { code, stderr, stdout } = await sql(
    "SELECT length(repeat('x', 3000000000) || repeat('y', 3000000000))",
    '--timeout',
    '1',
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^moebench: no answer within (?:1 s|2 GiB of memory): narrow the question.*\n$/);
});
