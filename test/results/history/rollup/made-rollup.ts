/** A roll-up of a folder of made-up records, and what its views hold. */
import { join } from 'node:path';
import { answerOf, type PlainValue } from '../../../../results/history/rollup/answer.ts';
import { duckDbOrRefuse } from '../../../../results/history/rollup/duckdb.ts';
import { query } from '../../../../results/history/rollup/query.ts';
import type { Rollup } from '../../../../results/history/rollup/refresh.ts';
import { VIEWS } from '../../../../results/history/rollup/views.ts';
import type { RentBook } from '../../../../results/history/rollup/workshop.ts';

const duckDb = await duckDbOrRefuse();

/** A catalog with one rent: 2 to 4 CNY an hour of any device of this name. */
export const rentsOf = (device: string): RentBook => ({
  key: device,
  rentOf: ({ name }) =>
    name === device
      ? {
          chip: 'made-up',
          rent_low: 2,
          rent_high: 4,
          currency: 'CNY',
          rent_kind: 'rent-on-demand',
          rent_date: '2026-01',
          rent_source: 'made up',
        }
      : null,
});

export const rollupIn = (folder: string, changes: Partial<Rollup> = {}): Rollup => ({
  duckDb,
  folder: join(folder, 'runs'),
  database: join(folder, 'history.duckdb'),
  program: '0.1.0',
  rents: rentsOf('NVIDIA H20'),
  ...changes,
});

export async function asked(
  { database }: Pick<Rollup, 'database'>,
  sql: string,
  timeoutMs = 60_000,
): Promise<readonly Readonly<Record<string, PlainValue>>[]> {
  const { columns, rows } = await query(duckDb, database, { sql, timeoutMs }, answer => answerOf(answer, 1e6));
  return rows.map(row => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
}

/** Every view with all its rows, in an order that does not depend on that of reading. */
export async function allOf(rollup: Rollup): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const views: Record<string, readonly unknown[]> = {};
  for (const { name } of VIEWS) views[name] = await asked(rollup, `SELECT * FROM ${name} ORDER BY ALL`);
  return views;
}
