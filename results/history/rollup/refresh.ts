/**
 * Brings the roll-up of a folder of records up to date. It is built aside and renamed, so nobody sees half of it; files that are as they
 * were are not read again. What another program, schema or catalog made is made anew. The records stay the truth.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import * as z from 'zod';
import { sha256 } from '../../../suites/identity.ts';
import { onDisk } from '../../disk.ts';
import { type DuckDb, withDatabase } from './duckdb.ts';
import { FILES, MADE_BY, TABLES } from './tables.ts';
import { type Stats, statsBelow } from './tree.ts';
import { lockedRollup } from './turn.ts';
import { update } from './update.ts';
import { VIEWS } from './views.ts';
import type { Known, Refreshed, RentBook } from './workshop.ts';

/** Another number makes every roll-up anew: for when a table, a view, or what is kept of a record is another one. */
const ROLLUP_VERSION = 3;

export type Rollup = {
  readonly duckDb: DuckDb;
  /** The folder of the records. */
  readonly folder: string;
  /** The database file. */
  readonly database: string;
  /** The version of the program: another one may judge a record otherwise. */
  readonly program: string;
  readonly rents: RentBook;
};

export async function refresh(rollup: Rollup): Promise<Refreshed> {
  const seen = stampOf(rollup.database);
  const stale = await staleness(rollup);
  if (stale === null) return NOTHING;
  return lockedRollup(rollup.database, async () => {
    // Whoever had the lock before may have done it.
    const found = stampOf(rollup.database) === seen ? stale : await staleness(rollup);
    return found === null ? NOTHING : rebuilt(rollup, found);
  });
}

const NOTHING: Refreshed = { read: 0, dropped: 0 };

/** Another one for every database that takes the place of the one before; '' where there is none. */
function stampOf(database: string): string {
  const stat = statSync(database, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeNs}:${stat.ctimeNs}`;
}

type Stale = {
  /** null: what is there is of no use. */
  readonly known: readonly Known[] | null;
  readonly stats: Stats;
};

/** What has to be done; null: nothing. */
async function staleness(rollup: Rollup): Promise<Stale | null> {
  const stats = statsBelow(rollup.folder);
  const known = await knownFiles(rollup);
  if (known === null) return { known, stats };
  const isSame = known.length === stats.size && known.every(({ path, stat }) => stats.get(path) === stat);
  return isSame ? null : { known, stats };
}

const knownSchema = z.array(z.object({ file: z.int(), path: z.string(), stat: z.string(), sha256: z.string() }));

/** The files of the roll-up that is there; null where there is none, or it is of another program, schema or catalog. */
async function knownFiles(rollup: Rollup): Promise<readonly Known[] | null> {
  const { duckDb, database } = rollup;
  if (!existsSync(database)) return null;
  try {
    return await withDatabase(duckDb, database, 'read', async connection => {
      const made = await connection.runAndReadAll(`SELECT value FROM ${MADE_BY.name}`);
      if (made.getRowsJS()[0]?.[0] !== maker(rollup)) return null;
      const files = await connection.runAndReadAll(`SELECT file, path, stat, sha256 FROM ${FILES.name}`);
      return knownSchema.parse(files.getRowObjectsJS());
    });
  } catch {
    // No database, or of a newer DuckDB: it can always be made anew.
    return null;
  }
}

const maker = ({ program, rents }: Rollup): string =>
  `${ROLLUP_VERSION} ${program} ${sha256(JSON.stringify([TABLES, VIEWS, rents.key]))}`;

async function rebuilt(rollup: Rollup, { known, stats }: Stale): Promise<Refreshed> {
  const { duckDb, database, folder, rents } = rollup;
  const aside = `${database}.${process.pid}.part`;
  try {
    if (known !== null) onDisk(aside, () => copyFileSync(database, aside));
    const refreshed = await withDatabase(duckDb, aside, 'write', connection =>
      update({ duckDb, connection, folder, rents, maker: maker(rollup) }, known, stats),
    );
    onDisk(database, () => {
      flush(aside);
      renameSync(aside, database);
    });
    return refreshed;
  } finally {
    for (const file of [aside, `${aside}.wal`]) rmSync(file, { force: true });
  }
}

/** On disk before it takes its place. */
function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
