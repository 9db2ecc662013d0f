/** What a pruning deleted and what it kept, for people. */
import { groupedBy } from '../../../results/grouped.ts';
import { keptText } from '../../../results/prune/kept.ts';
import { aligned, displayPath } from '../text/terminal.ts';
import type { PruneDocument } from './prune-document.ts';

/** Kept as asked for, or without samples: how many is enough. Of the others each is named. */
const COUNTED: readonly string[] = ['recent', 'already-pruned', 'no-samples'];

export function pruneText({ dryRun, bytes, runs }: PruneDocument): string {
  const kept = runs.flatMap(run => (run.status === 'kept' ? [run] : []));
  const deleted = runs.flatMap(run => (run.status === 'kept' ? [] : [run]));
  const what = dryRun ? 'Would delete' : 'Deleted';
  const counted = [...groupedBy(kept.filter(isCounted), ({ code }) => code).values()];
  return [
    `${what} the samples of ${deleted.length} of ${runs.length} runs: ${sizeText(bytes)}. Every record stays.`,
    ...aligned(
      deleted.map(run => [displayPath(run.path), sizeText(run.bytes)]),
      [1],
    ),
    ...counted.flatMap(same => same.slice(0, 1).map(first => `Kept ${same.length}: ${keptText(first)}.`)),
    ...kept.filter(run => !isCounted(run)).map(run => `Kept ${displayPath(run.path)}: ${keptText(run)}.`),
    '',
  ].join('\n');
}

const isCounted = ({ code }: { readonly code: string }): boolean => COUNTED.includes(code);

/** Below a megabyte to the byte, so that little is not called nothing. */
const sizeText = (bytes: number): string => (bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`);
