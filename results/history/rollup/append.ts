/** Writes rows into the roll-up's tables. */
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { DuckDb } from './duckdb.ts';
import type { Kind, Table, Value } from './tables.ts';

type Append = (appender: DuckDBAppender, value: Exclude<Value, null>) => void;

/** Rows for one table, each as its values in the order of the columns. `close` puts them all into the database. */
export type Appender = { readonly append: (values: readonly Value[]) => void; readonly close: () => void };

export async function openAppender(duckDb: DuckDb, connection: DuckDBConnection, table: Table): Promise<Appender> {
  const appender = await connection.createAppender(table.name);
  const kinds = appendersOf(duckDb);
  const columns = Object.values(table.columns).map(kind => kinds[kind]);
  return {
    append(values) {
      for (const [i, append] of columns.entries()) {
        const value = values[i] ?? null;
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
