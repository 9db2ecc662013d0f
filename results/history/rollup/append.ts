/** Writes rows into the roll-up's tables. */
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { DuckDb } from './duckdb.ts';
import type { Kind, Table, Value } from './tables.ts';

type Row = Readonly<Record<string, Value>>;
type Append = (appender: DuckDBAppender, value: Exclude<Value, null>) => void;

/** Rows for one table. `close` puts them all into the database. */
export type Appender = { readonly append: (row: Row) => void; readonly close: () => void };

export async function openAppender(duckDb: DuckDb, connection: DuckDBConnection, table: Table): Promise<Appender> {
  const appender = await connection.createAppender(table.name);
  const kinds = appendersOf(duckDb);
  const columns = Object.entries(table.columns).map(([name, kind]) => ({ name, append: kinds[kind] }));
  return {
    append(row) {
      for (const { name, append } of columns) {
        const value = row[name] ?? null;
        if (value === null) appender.appendNull();
        else append(appender, value);
      }
      appender.endRow();
    },
    close: () => appender.closeSync(),
  };
}

function appendersOf({
  DuckDBTimestampValue,
  DuckDBListType,
  DuckDBDoubleType,
}: DuckDb): Readonly<Record<Kind, Append>> {
  const doubles = new DuckDBListType(DuckDBDoubleType.instance);
  return {
    VARCHAR: (appender, value) => appender.appendVarchar(String(value)),
    DOUBLE: (appender, value) => appender.appendDouble(Number(value)),
    INTEGER: (appender, value) => appender.appendInteger(Number(value)),
    BOOLEAN: (appender, value) => appender.appendBoolean(value === true),
    TIMESTAMP: (appender, value) => appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Number(value)) * 1000n)),
    'DOUBLE[]': (appender, value) => appender.appendList(Array.isArray(value) ? value : [], doubles),
  };
}
