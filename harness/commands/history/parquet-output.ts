/** The figures of every night as a Parquet file: the view `medians` of the roll-up, written by DuckDB. */
import { renameSync, rmSync } from 'node:fs';
import type { Check } from '../../../reports/regressions/schema.ts';
import { onDisk } from '../../../results/disk.ts';
import { duckDbOrRefuse } from '../../../results/history/rollup/duckdb.ts';
import { writeParquet } from '../../../results/history/rollup/parquet.ts';
import { query } from '../../../results/history/rollup/query.ts';
import { refresh } from '../../../results/history/rollup/refresh.ts';
import { rollupOf } from './rollup.ts';

/** Where a check came from: the folder of its records. */
export type CheckedResults = { readonly results: string; readonly check: Check };

/** Reading 10,000 runs of 50 works takes seconds; a question that takes longer hangs. */
const TIMEOUT_MS = 600_000;

/** Ordered, so that the same nights give the same bytes. */
const mediansOf = (machines: readonly string[]): string =>
  `SELECT * FROM medians WHERE machine IN (${machines.map(quoted).join(', ')}) ORDER BY ALL`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Every night of the checked machines. Replaces the file as a whole. UsageError without DuckDB, or where it cannot be written. */
export async function writeNightsParquet(path: string, { results, check }: CheckedResults): Promise<void> {
  const duckDb = await duckDbOrRefuse();
  const rollup = rollupOf(results, duckDb);
  await refresh(rollup);
  const fresh = `${path}.${process.pid}.new`;
  const machines = [...new Set(check.runs.map(({ machine }) => machine))];
  const question = { sql: mediansOf(machines), timeoutMs: TIMEOUT_MS };
  try {
    await query(duckDb, rollup.database, question, answer => writeParquet(duckDb, fresh, answer));
    onDisk(path, () => renameSync(fresh, path));
  } finally {
    rmSync(fresh, { force: true });
  }
}
