/** The observations of a folder of records: what a check of the nights is made from. */
import { statSync } from 'node:fs';
import { markAhead } from '../../../results/ahead.ts';
import type { Observation } from '../../../results/history/observation.ts';
import { observationsOf, runsInOrder } from '../../../results/history/observe.ts';
import { type DuckDb, loadDuckDb } from '../../../results/history/rollup/duckdb.ts';
import { observationsIn as observationsInRollup } from '../../../results/history/rollup/observed.ts';
import { refresh } from '../../../results/history/rollup/refresh.ts';
import { compareText, machineKey } from '../../../results/history/runs.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { UsageError } from '../../errors.ts';
import { rollupOf } from './rollup.ts';

export type ObservationOptions = {
  /** Of each machine the newest so many runs. */
  readonly lastNights: number;
  /** By the clock of whoever reads. */
  readonly now?: Date;
};

/**
 * The observations of the newest runs of every machine: machine by machine, each in the order of its runs. From the roll-up, which is
 * brought up to date first, where DuckDB is installed and can write it; else from the records, all of which are read.
 */
export async function observationsIn(
  folder: string,
  { lastNights, now = new Date() }: ObservationOptions,
): Promise<readonly Observation[]> {
  const duckDb = isFolder(folder) ? await loadDuckDb() : null;
  const found = duckDb === null ? null : await rolledUp(folder, duckDb, { lastNights, now });
  return found ?? observationsInFiles(folder, { lastNights, now });
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** null where the roll-up cannot be written, or another process holds it for too long: the records are there all the same. */
async function rolledUp(
  folder: string,
  duckDb: DuckDb,
  asked: Required<ObservationOptions>,
): Promise<readonly Observation[] | null> {
  const rollup = rollupOf(folder, duckDb);
  try {
    await refresh(rollup);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
  return observationsInRollup(duckDb, rollup.database, asked);
}

/** From the records themselves. UsageError where there is no such file or folder. */
export function observationsInFiles(
  folder: string,
  { lastNights, now = new Date() }: ObservationOptions,
): readonly Observation[] {
  const { records } = readRecords(folder);
  return observationsOfRecords(markAhead(records, now), lastNights);
}

/** Of the newest runs of every machine. `records`: those ahead of the clock are marked so. */
export function observationsOfRecords(records: readonly RunRecord[], lastNights: number): readonly Observation[] {
  return newestOf(runsInOrder(records), lastNights)
    .toSorted((a, b) => compareText(machineKey(a.record), machineKey(b.record)))
    .flatMap(({ record, order }) => observationsOf(record, order));
}

type Placed = { readonly record: RunRecord; readonly order: number };

function newestOf(runs: readonly Placed[], lastNights: number): readonly Placed[] {
  const counts = new Map<string, number>();
  for (const { record } of runs) counts.set(machineKey(record), (counts.get(machineKey(record)) ?? 0) + 1);
  return runs.filter(({ record, order }) => order >= (counts.get(machineKey(record)) ?? 0) - lastNights);
}
