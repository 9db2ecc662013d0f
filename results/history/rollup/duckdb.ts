/** DuckDB, which a checkout may lack: loaded when it is first needed, and opened without extensions and within limits. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { UsageError } from '../../../suites/usage-error.ts';

export type DuckDb = typeof import('@duckdb/node-api');

/** The version of package.json; test/results/history holds them together. */
export const DUCKDB_PACKAGE = '@duckdb/node-api@1.5.4-r.1';

/** The package; null where it is not installed. `load`: for tests. */
export async function loadDuckDb(load: () => Promise<DuckDb> = importDuckDb): Promise<DuckDb | null> {
  try {
    return await load();
  } catch {
    return null;
  }
}

const importDuckDb = async (): Promise<DuckDb> => (await import('@duckdb/node-api')).default;

/** UsageError that says how to install it. */
export async function duckDbOrRefuse(load?: () => Promise<DuckDb>): Promise<DuckDb> {
  const found = await loadDuckDb(load);
  if (found !== null) return found;
  throw new UsageError(
    `DuckDB is not installed, and SQL needs it: npm install --no-save ${DUCKDB_PACKAGE} (a bundle leaves it out)`,
  );
}

/** For a process beside a measurement: two threads, little memory, nothing fetched or loaded from elsewhere. */
const LIMITS: Readonly<Record<string, string>> = {
  threads: '2',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/** Statements that confine a connection: no file is read or written, and none of this can be undone. */
const CONFINED = ["SET temp_directory = ''", 'SET enable_external_access = false', 'SET lock_configuration = true'];

export type Access = 'write' | 'read';

/** Calls `act` with a connection to the database file, which is closed again. `read`: confined to reading it. */
export async function withDatabase<T>(
  { DuckDBInstance }: DuckDb,
  path: string,
  access: Access,
  act: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const options = access === 'read' ? { ...LIMITS, access_mode: 'READ_ONLY' } : LIMITS;
  const instance = await DuckDBInstance.create(path, options);
  try {
    const connection = await instance.connect();
    try {
      if (access === 'read') for (const statement of CONFINED) await connection.run(statement);
      return await act(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
