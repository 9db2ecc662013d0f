/** What a pruning deleted and what it kept, for people. */
import type { Language } from '../../../reports/words/language.ts';
import { ZH_KEPT } from '../../../reports/words/zh/notes/kept.ts';
import { filled } from '../../../results/filled.ts';
import { groupedBy } from '../../../results/grouped.ts';
import { type Kept, keptText } from '../../../results/prune/kept.ts';
import { aligned, displayPath } from '../text/terminal.ts';
import { PRUNE_TEXT_WORDS } from '../words/check-text-words.ts';
import type { PruneDocument } from './prune-document.ts';

/** Kept as asked for, or without samples: how many is enough. Of the others each is named. */
const COUNTED: readonly string[] = ['recent', 'already-pruned', 'no-samples'];

export function pruneText({ dryRun, bytes, runs }: PruneDocument, language: Language = 'en'): string {
  const words = PRUNE_TEXT_WORDS[language];
  const size = (count: number): string => (count < 1e6 ? words.bytes(count) : megabytes(count));
  const kept = runs.flatMap(run => (run.status === 'kept' ? [run] : []));
  const deleted = runs.flatMap(run => (run.status === 'kept' ? [] : [run]));
  const counted = [...groupedBy(kept.filter(isCounted), ({ code }) => code).values()];
  return [
    words.deleted(dryRun, deleted.length, runs.length, size(bytes)),
    ...aligned(
      deleted.map(run => [displayPath(run.path), size(run.bytes)]),
      [1],
    ),
    ...counted.flatMap(same =>
      same.slice(0, 1).map(first => words.kept(String(same.length), whyKept(first, language))),
    ),
    ...kept.filter(run => !isCounted(run)).map(run => words.kept(displayPath(run.path), whyKept(run, language))),
    '',
  ].join('\n');
}

const isCounted = ({ code }: { readonly code: string }): boolean => COUNTED.includes(code);

/** Below a megabyte to the byte, so that little is not called nothing. */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const whyKept = (kept: Kept, language: Language): string =>
  language === 'zh' ? filled(ZH_KEPT[kept.code], kept.values) : keptText(kept);
