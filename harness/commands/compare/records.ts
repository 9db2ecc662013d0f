/** The records that a case takes speeds and watts from. */
import { existsSync } from 'node:fs';
import { markAhead } from '../../../results/ahead.ts';
import type { RunRecord } from '../../../results/record.ts';
import { damageText } from '../../../results/record-file/damage-text.ts';
import { readRecords } from '../../../results/store.ts';

export const DEFAULT_RESULTS = 'results/runs';

/** The records of a folder; none where nothing was run yet. Files that cannot be read are named and left out. */
export function recordsIn(folder: string): readonly RunRecord[] {
  if (folder === DEFAULT_RESULTS && !existsSync(folder)) return [];
  const { records, unread } = readRecords(folder);
  for (const { path, reason } of unread) process.stderr.write(`not read: ${path}: ${reason}\n`);
  const marked = markAhead(records, new Date());
  for (const { path, aheadOfClock } of marked) {
    if (aheadOfClock === true) {
      process.stderr.write(`${path}: dated later than this clock; it replaces no other record\n`);
    }
  }
  for (const { path, damaged } of records) {
    if (damaged !== undefined) process.stderr.write(`damaged: ${path}: ${damageText(damaged)}\n`);
  }
  return marked;
}
