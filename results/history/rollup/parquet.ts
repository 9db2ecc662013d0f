/** Writes an answer as Parquet. The database that was asked cannot write; another one, in memory, does nothing but this. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { DuckDBResult } from '@duckdb/node-api';
import { UsageError } from '../../../suites/usage-error.ts';
import { onDisk } from '../../disk.ts';
import { type DuckDb, withDatabase } from './duckdb.ts';

/** The number of rows written. UsageError where the file is there already, or cannot be written. */
export async function writeParquet(duckDb: DuckDb, path: string, answer: DuckDBResult): Promise<number> {
  if (existsSync(path)) throw new UsageError(`${path}: exists already, and is not overwritten; give another file`);
  const part = `${path}.part`;
  try {
    const rows = await withDatabase(duckDb, ':memory:', 'write', async connection => {
      const columns = answer.deduplicatedColumnNames().map((name, i) => `${quoted(name, '"')} ${typeOf(answer, i)}`);
      await connection.run(`CREATE TABLE answer (${columns.join(', ')})`);
      const appender = await connection.createAppender('answer');
      let count = 0;
      for (
        let chunk = await answer.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await answer.fetchChunk()
      ) {
        appender.appendDataChunk(chunk);
        count += chunk.rowCount;
      }
      appender.closeSync();
      await connection.run(`COPY answer TO ${quoted(part, "'")} (FORMAT parquet, COMPRESSION zstd)`);
      return count;
    });
    onDisk(path, () => renameSync(part, path));
    return rows;
  } finally {
    rmSync(part, { force: true });
  }
}

/** A column of nothing but NULL has no type that a file can have. */
const typeOf = (answer: DuckDBResult, column: number): string => {
  const type = answer.columnType(column).toString();
  return type === 'SQLNULL' || type === '"NULL"' ? 'VARCHAR' : type;
};

const quoted = (text: string, mark: string): string => `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;
