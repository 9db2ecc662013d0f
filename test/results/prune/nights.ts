/** Three nights of a made-up machine on disk, pruned. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type PrunedRun, type PruneOptions, pruneRuns } from '../../../results/prune/prune.ts';
import { NOW } from '../verified.ts';
import { type Changes, wholeRecord } from '../whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-prune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places = 0;

/** A path where nothing lies yet. */
export function newPlace(name: string): string {
  places += 1;
  return join(folder, `${name}-${places}`);
}

/** A folder with three nights of one machine, the first one first. */
export function nights(changes: Changes = {}): {
  readonly root: string;
  readonly paths: readonly [string, string, string];
} {
  const root = newPlace('results');
  const write = (day: string, more: Changes = {}) => wholeRecord(root, { ...more, context: { runId: `night-${day}` } });
  return { root, paths: [write('1', changes), write('2'), write('3')] };
}

export const prune = (root: string, options: Partial<PruneOptions> = {}): readonly PrunedRun[] =>
  pruneRuns(root, { keep: { runs: 1 }, now: NOW, by: 'moebench prune --keep 1', dryRun: false, ...options });

export const words = (runs: readonly PrunedRun[]) => runs.map(run => (run.status === 'kept' ? run.code : run.status));
export const bytesOf = (path: string) => readFileSync(path).toString('base64');
