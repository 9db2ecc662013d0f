/**
 * The records that a site is made of. Of a long history the newest runs are read, with the older ones that a row still stands on; the nights
 * before are in the roll-up.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { markAhead } from '../../../results/ahead.ts';
import type { Observation } from '../../../results/history/observation.ts';
import { loadDuckDb } from '../../../results/history/rollup/duckdb.ts';
import { observationsIn } from '../../../results/history/rollup/observed.ts';
import { refresh } from '../../../results/history/rollup/refresh.ts';
import { standingsIn } from '../../../results/history/rollup/standings.ts';
import { distinctRuns } from '../../../results/history/runs.ts';
import { runsToRead } from '../../../results/history/runs-to-read.ts';
import { type StreamedHistory, streamedHistory } from '../../../results/history/streamed.ts';
import type { RunRecord } from '../../../results/record.ts';
import { type ReadRecords, readRecordFiles, recordFiles } from '../../../results/store.ts';
import { UsageError } from '../../errors.ts';
import { LAST_NIGHTS } from '../history/check.ts';
import { observationsOfRecords } from '../history/observations.ts';
import { rollupOf } from '../history/rollup.ts';
import type { NewestRuns } from '../options/newest-runs.ts';

export type SiteRecords = {
  /** Each run once; those ahead of the clock are marked so. */
  readonly records: readonly RunRecord[];
  readonly unread: ReadRecords['unread'];
  readonly observations: readonly Observation[];
  /** Runs that are there and were not read; null: all were. */
  readonly runsNotRead: { readonly count: number; readonly newest: number } | null;
};

/** `newest`: of each machine so many runs. UsageError where there is no such file or folder. */
export async function siteRecords(results: string, newest: NewestRuns, now: Date): Promise<SiteRecords> {
  const files = recordFiles(results);
  if (newest === 'all' || files.length <= newest) return wholeHistory(files, now);
  const { runs, unread, observations } =
    (await rolledUpHistory(results, now)) ?? streamedHistory(files, { lastNights: LAST_NIGHTS, now });
  const chosen = new Set([...runsToRead(runs, { newest, now }), ...unread]);
  const read = readRecordFiles(files.filter(file => chosen.has(file)));
  const records = distinctRuns(markAhead(read.records, now));
  const count = runs.length - records.length;
  return { records, unread: read.unread, observations, runsNotRead: count > 0 ? { count, newest } : null };
}

function wholeHistory(files: readonly string[], now: Date): SiteRecords {
  const { records: found, unread } = readRecordFiles(files);
  const records = distinctRuns(markAhead(found, now));
  return { records, unread, observations: observationsOfRecords(records, LAST_NIGHTS), runsNotRead: null };
}

/** null where DuckDB is not installed, or the roll-up cannot be written: the records are there all the same. */
async function rolledUpHistory(results: string, now: Date): Promise<StreamedHistory | null> {
  const duckDb = statSync(results).isDirectory() ? await loadDuckDb() : null;
  if (duckDb === null) return null;
  const rollup = rollupOf(results, duckDb);
  try {
    await refresh(rollup);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
  const { runs, unread } = await standingsIn(duckDb, rollup.database);
  return {
    runs: runs.map(run => ({ ...run, path: join(results, run.path) })),
    unread: unread.map(path => join(results, path)),
    observations: await observationsIn(duckDb, rollup.database, { lastNights: LAST_NIGHTS, now }),
  };
}
