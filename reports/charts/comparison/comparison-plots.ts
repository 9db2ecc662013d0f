/** Every chart of a comparison, in the order of the page. */
import type { Comparison } from '../../money/schema.ts';
import type { Language } from '../../words/language.ts';
import type { Plot } from '../plot.ts';
import { costParts } from './cost-parts.ts';
import { frontier } from './frontier.ts';
import { relative } from './relative.ts';
import { tornado } from './tornado.ts';

/** In this order; not every comparison has each. */
export const COMPARISON_PLOTS = [
  'compare-relative',
  'compare-cost-parts',
  'compare-frontier',
  'compare-tornado',
] as const;

export function comparisonPlots(comparison: Comparison, language: Language = 'en'): readonly Plot[] {
  const moved = comparison.rows.find(({ isReference, saving }) => !isReference && saving.available);
  const [relativeId, partsId, frontierId, tornadoId] = COMPARISON_PLOTS;
  return [
    relative(comparison, language, relativeId),
    costParts(comparison, language, partsId),
    frontier(comparison, language, frontierId),
    ...(moved === undefined ? [] : [tornado(comparison, moved.id, language, tornadoId)]),
  ];
}
