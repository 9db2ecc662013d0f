/** The rows of an answer as plain JSON, up to a number of them. */
import type { DuckDBResult, JS } from '@duckdb/node-api';

export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

export type Answer = {
  /** By DuckDB's names of types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly PlainValue[])[];
  /** There are more rows. */
  readonly isCut: boolean;
};

export async function answerOf(result: DuckDBResult, mostRows: number): Promise<Answer> {
  const rows: (readonly PlainValue[])[] = [];
  const names = result.deduplicatedColumnNames();
  const columns = names.map((name, i) => ({ name, type: result.columnType(i).toString() }));
  for await (const chunk of result.yieldRowsJs()) {
    rows.push(...chunk.map(row => row.map(plainValue)));
    if (rows.length > mostRows) return { columns, rows: rows.slice(0, mostRows), isCut: true };
  }
  return { columns, rows, isCut: false };
}

/** Whole numbers beyond what a double holds are texts, and so are numbers that JSON has not; a time is UTC. */
function plainValue(value: JS): PlainValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainValue(part)]));
}
