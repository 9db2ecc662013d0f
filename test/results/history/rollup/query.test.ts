/** A question reads the roll-up, and reaches nothing else. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckDbOrRefuse } from '../../../../results/history/rollup/duckdb.ts';
import { writeParquet } from '../../../../results/history/rollup/parquet.ts';
import { query } from '../../../../results/history/rollup/query.ts';
import { refresh } from '../../../../results/history/rollup/refresh.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { wholeRecord } from '../../whole-record.ts';
import { night } from '../nights.ts';
import { asked, rollupIn } from './made-rollup.ts';

let folder: string;
let files: readonly string[];
const rollup = () => rollupIn(folder);
const secret = () => join(folder, 'secret.csv');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-query-'));
  mkdirSync(join(folder, 'runs'));
  wholeRecord(join(folder, 'runs'), { context: night(2) });
  writeFileSync(secret(), 'password\nhunter2\n');
  await refresh(rollup());
  files = readdirSync(folder).toSorted();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Statements that would write, or read what is not in the roll-up; `%` is a file outside. */
const REFUSED: readonly string[] = [
  "COPY runs TO '%'",
  "COPY (SELECT 1) TO '%' (FORMAT parquet)",
  "COPY run_rows FROM '%'",
  "EXPORT DATABASE '%'",
  "IMPORT DATABASE '%'",
  "ATTACH '%' AS other",
  "ATTACH ':memory:' AS other",
  'DETACH history',
  'PRAGMA database_list',
  '-- a comment\n/* and another */ PRAGMA database_size',
  "PRAGMA enable_profiling = 'json'",
  "PRAGMA temp_directory = '%'",
  'INSTALL httpfs',
  "LOAD '%'",
  'SET threads = 64',
  "SET temp_directory = '%'",
  'SET enable_external_access = true',
  'RESET enable_external_access',
  'CALL pragma_version()',
  'CHECKPOINT',
  'VACUUM',
  'BEGIN',
  'USE memory',
  "PREPARE leak AS SELECT * FROM '%'",
  'CREATE TABLE mine AS SELECT 1',
  'CREATE TEMP TABLE mine AS SELECT 1',
  'CREATE MACRO mine() AS 1',
  'DROP VIEW runs',
  'DELETE FROM run_rows',
  'UPDATE run_rows SET seal = NULL',
  "INSERT INTO made_by VALUES ('a', 'b')",
  'EXPLAIN ANALYZE SELECT 1',
  "SELECT * FROM '%'",
  "FROM '%'",
  "FROM '/etc/passwd'",
  "SELECT * FROM read_csv('%')",
  "SELECT * FROM read_csv_auto('%')",
  "SELECT * FROM sniff_csv('%')",
  "SELECT * FROM read_text('%')",
  "SELECT * FROM read_blob('%')",
  "SELECT * FROM read_json('%')",
  "SELECT * FROM parquet_scan('%')",
  "SELECT * FROM glob('%')",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM 'https://example.com/a.parquet'",
  "SELECT (SELECT content FROM read_text('%'))",
  "SELECT * FROM query('SELECT * FROM read_text(''%'')')",
  "SELECT * FROM query_table('%')",
  "SELECT getenv('HOME')",
  'SELECT 1; SELECT 2',
  "SELECT 1; COPY runs TO '%'",
  'SELECT 1 -- one\n; DROP VIEW runs',
  'SELECT 1 /* ; */ ; SELECT 2',
  'WITH gone AS (DELETE FROM run_rows RETURNING *) SELECT * FROM gone',
  '',
  '   ',
  '-- nothing but a comment',
];

for (const sql of REFUSED) {
  test(`refused: ${JSON.stringify(sql)}`, async () => {
    const before = statSync(rollup().database, { bigint: true });
    const target = sql.startsWith('COPY') || sql.startsWith('EXPORT') ? join(folder, 'out.csv') : secret();
    const refusal = await asked(rollup(), sql.replaceAll('%', target)).then(
      rows => rows,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal).toHaveProperty('message', expect.not.stringContaining('\n'));
    expect(String(refusal)).not.toContain('hunter2');
    expect(readdirSync(folder).toSorted()).toEqual(files);
    expect(statSync(rollup().database, { bigint: true }).mtimeNs).toBe(before.mtimeNs);
  });
}

const ANSWERED: readonly (readonly [string, readonly unknown[]])[] = [
  ['SELECT 1 AS one', [{ one: 1 }]],
  ['SELECT 1 AS one;', [{ one: 1 }]],
  ['/* ; */ SELECT 1 AS one -- ; SELECT 2', [{ one: 1 }]],
  ["SELECT '; COPY runs TO x' AS text", [{ text: '; COPY runs TO x' }]],
  ['FROM runs SELECT run_order', [{ run_order: 0 }]],
  ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) AS s FROM n', [{ s: 6 }]],
  ['SELECT 9007199254740993 AS big, 0.5 AS half, NULL AS none', [{ big: '9007199254740993', half: 0.5, none: null }]],
  ["SELECT DATE '2026-03-02' AS day, [1, 2] AS list", [{ day: '2026-03-02T00:00:00.000Z', list: [1, 2] }]],
];

for (const [sql, rows] of ANSWERED) {
  test(`answered: ${sql}`, async () => {
    expect(await asked(rollup(), sql)).toEqual(rows);
  });
}

test('a question that takes too long is cut off, and says how to give it longer', async () => {
  const forever = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  await expect(asked(rollup(), forever, 200)).rejects.toThrow(/no answer within 0.2 s: .*--timeout/);
  const large = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 5';
  await expect(asked(rollup(), large, 200)).rejects.toThrow(UsageError);
});

test('an unknown column is said in the words of DuckDB, with where the columns are listed', async () => {
  await expect(asked(rollup(), 'SELECT step FROM medians')).rejects.toThrow(
    /^Binder Error: .*step.*docs\/HISTORY\.md for the views and their columns$/,
  );
});

test('Parquet is written beside the confined question, read back alike, and never over another file', async () => {
  const duckDb = await duckDbOrRefuse();
  const path = join(folder, 'medians.parquet');
  const ask = () =>
    query(duckDb, rollup().database, { sql: 'SELECT *, NULL AS none FROM medians', timeoutMs: 60_000 }, answer =>
      writeParquet(duckDb, path, answer),
    );
  expect(await ask()).toBe(1);
  const instance = await duckDb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const back = await connection.runAndReadAll(
    `SELECT run_id, round_step_ms, setup['system.kernel'] AS kernel, none FROM '${path}'`,
  );
  expect(back.getRowObjectsJson()).toEqual([
    { run_id: night(2).runId, round_step_ms: [5.005208333333333, 5.010416666666667], kernel: '6.1', none: null },
  ]);
  connection.closeSync();
  instance.closeSync();
  const bytes = readFileSync(path);
  await expect(ask()).rejects.toThrow(/exists already/);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(existsSync(`${path}.part`)).toBe(false);
  rmSync(path);
});
