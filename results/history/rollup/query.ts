/**
 * One question of a user's to the roll-up. The database is opened to be read, no file can be reached, no setting changed; of what was
 * written DuckDB itself says whether it is one statement and what kind: only a SELECT is run.
 */
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { UsageError } from '../../../suites/usage-error.ts';
import { type DuckDb, withDatabase } from './duckdb.ts';

export type Question = { readonly sql: string; readonly timeoutMs: number };

/**
 * Asks, and hands the answer to `take` while the database is open; both are cut off when the time is over. UsageError, in DuckDB's words,
 * for what cannot be answered.
 */
export async function query<T>(
  duckDb: DuckDb,
  database: string,
  { sql, timeoutMs }: Question,
  take: (answer: DuckDBResult) => Promise<T>,
): Promise<T> {
  return withDatabase(duckDb, database, 'read', connection =>
    interruptedAfter(timeoutMs, connection, async () => take(await select(duckDb, connection, sql))),
  );
}

async function select({ StatementType }: DuckDb, connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    throw new UsageError(`${statements.count} statements: give one SELECT, with no ; between`);
  }
  if (PRAGMA.test(sql)) throw new UsageError('a PRAGMA is refused: give one SELECT (DESCRIBE medians lists columns)');
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) {
    const name = StatementType[statement.statementType] ?? 'other';
    throw new UsageError(`a statement of type ${name} is refused: give one SELECT; the roll-up is read only`);
  }
  return statement.stream();
}

/** DuckDB makes a SELECT of some. Comments may stand before it. */
const PRAGMA = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:PRAGMA|CALL)\b/i;

/** UsageErrors for whatever goes wrong, with the first line of what DuckDB says. */
async function interruptedAfter<T>(timeoutMs: number, connection: DuckDBConnection, act: () => Promise<T>): Promise<T> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, timeoutMs);
  try {
    return await act();
  } catch (error) {
    if (isLate) {
      throw new UsageError(`no answer within ${timeoutMs / 1000} s: narrow the question, or give --timeout <seconds>`);
    }
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`${messageOf(error)}: see docs/HISTORY.md for the views and their columns`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** `Catalog Error: Table with name night does not exist!`, with its hint, on one line and without the excerpt of what was written. */
function messageOf({ message }: Error): string {
  const [text = ''] = message.split('\n\nLINE ');
  return text.replaceAll(/\s*\n\s*/g, ' ').replace(/[.!:\s]+$/, '');
}
