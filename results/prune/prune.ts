/** Deletes the samples of old runs, never a record. Each deletion is whole: the mark is on disk before the samples are gone. */
import {
  accessSync,
  constants,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, sep } from 'node:path';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { onDisk } from '../disk.ts';
import type { RunRecord } from '../record.ts';
import { isLocked, takeLock } from '../record-file/lock.ts';
import { PRUNED_SCHEMA, type Pruned, prunedOf, prunedPath } from '../schema/pruned.ts';
import { lockPath, readRecords, samplesPath } from '../store.ts';
import { isKept, verifyRecord } from '../verify.ts';
import { ageOfRuns, type Keep } from './age.ts';
import { type Kept, kept } from './kept.ts';

export type PruneOptions = {
  readonly keep: Keep;
  readonly now: Date;
  /** The command, as it was typed. */
  readonly by: string;
  /** Nothing is deleted. */
  readonly dryRun: boolean;
};

type Run = { readonly path: string; readonly machine: string | null; readonly runId: string | null };

/** `prunable`: by a dry run. `bytes`: of the samples file. */
export type PrunedRun = Run &
  ({ readonly status: 'pruned' | 'prunable'; readonly bytes: number } | ({ readonly status: 'kept' } & Kept));

/** What became of every record below a folder. UsageError for a folder without records, and where files cannot be deleted. */
export function pruneRuns(folder: string, options: PruneOptions): readonly PrunedRun[] {
  const root = resultsRoot(folder);
  const { records, unread } = readRecords(folder);
  if (records.length === 0) throw new UsageError(`${folder}: holds no records (.jsonl); give the folder of your runs`);
  const ages = ageOfRuns(records, options.keep, options.now);
  return [
    ...records.map(record => {
      const { context, path } = record;
      const run = { path, machine: context.machine.id, runId: context.runId };
      const why = ages.get(record) ?? standing(record, root);
      return why === null ? { ...run, ...prunedOrKept(path, options) } : { ...run, status: 'kept' as const, ...why };
    }),
    ...unread.map(({ path, reason }) => ({
      path,
      machine: null,
      runId: null,
      status: 'kept' as const,
      ...kept('unreadable', { reason }),
    })),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function resultsRoot(folder: string): string {
  const stats = onDisk(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (stats === undefined) throw new UsageError(`${folder}: no such folder; give the folder of your runs`);
  if (!stats.isDirectory()) throw new UsageError(`${folder}: a file; give the folder of your runs`);
  return realpathSync(folder);
}

/** What of a record, old as it is, keeps its samples; null: nothing that can be seen without reading them. */
function standing(record: RunRecord, root: string): Kept | null {
  const { path, sealed, damaged } = record;
  if (damaged !== undefined) return kept('damaged');
  if (!sealed) return kept('not-sealed');
  const samples = lstatSync(samplesPath(path), { throwIfNoEntry: false });
  if (samples === undefined) return kept(prunedOf(path).status === 'none' ? 'no-samples' : 'already-pruned');
  if (!samples.isFile() || !lstatSync(path).isFile() || !isBelow(path, root)) return kept('no-file');
  return null;
}

const isBelow = (path: string, root: string): boolean =>
  `${realpathSync(dirname(path))}${sep}`.startsWith(`${root}${sep}`);

type Outcome =
  | { readonly status: 'pruned' | 'prunable'; readonly bytes: number }
  | ({ readonly status: 'kept' } & Kept);

function prunedOrKept(path: string, options: PruneOptions): Outcome {
  const lock = lockPath(path);
  if (isLocked(lock, path)) return { status: 'kept', ...kept('in-use', { lock }) };
  const why = brokenPromise(path, options.now);
  if (why !== null) return { status: 'kept', ...why };
  const bytes = lstatSync(samplesPath(path), { throwIfNoEntry: false })?.size ?? 0;
  onDisk(dirname(path), () => accessSync(dirname(path), constants.W_OK));
  return options.dryRun ? { status: 'prunable', bytes } : deleted(path, options);
}

function brokenPromise(path: string, now: Date): Kept | null {
  const verification = verifyRecord(path, undefined, { now });
  if (isKept(verification) && verification.status === 'sealed') return null;
  const promise = verification.promises.find(({ status }) => status === 'broken')?.promise ?? 'seal';
  return kept('promise-broken', { promise });
}

/** Under the record's lock, and only the bytes that were verified: what another process did meanwhile is seen. */
function deleted(path: string, { now, by }: PruneOptions): Outcome {
  const lock = lockPath(path);
  const taken = lockOrNull(lock, path);
  if (taken === null) return { status: 'kept', ...kept('in-use', { lock }) };
  try {
    const samples = samplesPath(path);
    if (lstatSync(samples, { throwIfNoEntry: false })?.isFile() !== true)
      return { status: 'kept', ...kept('already-pruned') };
    const why = brokenPromise(path, now);
    if (why !== null) return { status: 'kept', ...why };
    const bytes = onDisk(samples, () => readFileSync(samples));
    writeMark(prunedPath(path), {
      schema: PRUNED_SCHEMA,
      prunedAt: now.toISOString(),
      by,
      samplesSha256: sha256(bytes),
      samplesBytes: bytes.length,
    });
    onDisk(samples, () => rmSync(samples, { force: true }));
    return { status: 'pruned', bytes: bytes.length };
  } finally {
    taken.release();
  }
}

/** null: another process took it since it was seen to be free. */
function lockOrNull(lock: string, path: string): ReturnType<typeof takeLock> | null {
  try {
    return takeLock(lock, path);
  } catch (error) {
    if (isLocked(lock, path)) return null;
    throw error;
  }
}

function writeMark(path: string, mark: Pruned): void {
  const part = `${path}.part`;
  try {
    onDisk(path, () => writeFileSync(part, `${JSON.stringify(mark, null, 2)}\n`, { flush: true }), FULL);
    onDisk(path, () => renameSync(part, path));
  } finally {
    rmSync(part, { force: true });
  }
}

const FULL = 'the samples of this run are kept: free a little space, then prune again';
