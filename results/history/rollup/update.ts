/** Changes a roll-up that nobody else sees yet: rows of files that are new or other, and what all files together decide. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Appender, openAppender } from './append.ts';
import type { DuckDb } from './duckdb.ts';
import { type Read, readAll } from './reader.ts';
import { settle } from './settle.ts';
import { CELLS, columnsOf, createTable, FILES, OBSERVATIONS, RUNS, TABLES, valuesOf } from './tables.ts';
import type { Stats } from './tree.ts';
import type { Known, Refreshed, Workshop } from './workshop.ts';

/** `known`: null for a database that is empty. */
export async function update(workshop: Workshop, known: readonly Known[] | null, stats: Stats): Promise<Refreshed> {
  const { connection } = workshop;
  await connection.run("SET temp_directory = ''");
  await connection.run('BEGIN');
  if (known === null) for (const table of TABLES) await connection.run(createTable(table));
  const before = new Map((known ?? []).map(entry => [entry.path, entry]));
  const { read, replaced, restated } = await readChanged(workshop, before, stats);
  for (const { file, stat } of restated) {
    await connection.run(`UPDATE ${FILES.name} SET stat = $stat WHERE file = $file`, { stat, file });
  }
  const gone = [...before.values()].filter(({ path }) => !stats.has(path)).map(({ file }) => file);
  const dropped = [...gone, ...replaced];
  if (dropped.length > 0) {
    for (const { name } of READ) await connection.run(`DELETE FROM ${name} WHERE file IN (${dropped.join(', ')})`);
  }
  await settle(workshop, known === null);
  await connection.run('COMMIT');
  await connection.run('CHECKPOINT');
  return { read, dropped: dropped.length };
}

/** The tables that hold what was read of files. */
const READ = [FILES, RUNS, CELLS, OBSERVATIONS] as const;

type Changed = {
  readonly read: number;
  /** Files whose rows are of what they held before. */
  readonly replaced: readonly number[];
  /** Files that hold what they did, with other times. */
  readonly restated: readonly Known[];
};

async function readChanged(
  { duckDb, connection, folder }: Workshop,
  before: ReadonlyMap<string, Known>,
  stats: Stats,
): Promise<Changed> {
  const changed = [...stats].filter(([path, stat]) => before.get(path)?.stat !== stat);
  const wanted = changed.map(([path]) => ({ path, known: before.get(path)?.sha256 ?? null }));
  const first = [...before.values()].reduce((most, { file }) => Math.max(most, file), 0) + 1;
  const replaced: number[] = [];
  const restated: Known[] = [];
  let read = 0;
  const appenders = await openAppenders(duckDb, connection);
  await readAll(folder, wanted, ({ path, found }) => {
    const old = before.get(path);
    const stat = stats.get(path) ?? '';
    if (found === 'as-known') {
      if (old !== undefined) restated.push({ ...old, stat });
      return;
    }
    if (old !== undefined) replaced.push(old.file);
    appendFile(appenders, { file: first + read, path, stat }, found);
    read += 1;
  });
  for (const appender of Object.values(appenders)) appender.close();
  return { read, replaced, restated };
}

type Appenders = Readonly<Record<'files' | 'runs' | 'cells' | 'observations', Appender>>;

async function openAppenders(duckDb: DuckDb, connection: DuckDBConnection): Promise<Appenders> {
  return {
    files: await openAppender(duckDb, connection, FILES),
    runs: await openAppender(duckDb, connection, RUNS),
    cells: await openAppender(duckDb, connection, CELLS),
    observations: await openAppender(duckDb, connection, OBSERVATIONS),
  };
}

const FILE_COLUMNS = columnsOf(FILES);

type Placed = { readonly file: number; readonly path: string; readonly stat: string };

function appendFile(
  { files, runs, cells, observations }: Appenders,
  placed: Placed,
  { rows, ...found }: Exclude<Read['found'], 'as-known'>,
): void {
  const { file } = placed;
  files.append(valuesOf(FILE_COLUMNS, { ...placed, ...found }));
  if (rows === null) return;
  runs.append([file, ...rows.run]);
  for (const row of rows.cells) cells.append([file, ...row]);
  for (const row of rows.observations) observations.append([file, ...row]);
}
