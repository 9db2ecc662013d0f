/** Every chart of a comparison, in the order of the page. */
import type { Comparison } from '../../money/schema.ts';
import type { Language } from '../../words/language.ts';
import type { Plot } from '../plot.ts';
import { costParts } from './cost-parts.ts';
import { frontier } from './frontier.ts';
import { relative } from './relative.ts';
import { tornado } from './tornado.ts';

export function comparisonPlots(comparison: Comparison, language: Language = 'en'): readonly Plot[] {
  const moved = comparison.rows.find(({ isReference, saving }) => !isReference && saving.available);
  return [
    relative(comparison, language, 'compare-relative'),
    costParts(comparison, language, 'compare-cost-parts'),
    frontier(comparison, language, 'compare-frontier'),
    ...(moved === undefined ? [] : [tornado(comparison, moved.id, language, 'compare-tornado')]),
  ];
}
