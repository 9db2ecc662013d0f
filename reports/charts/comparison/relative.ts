/** What the same training costs on each offer, the reference at 100 %. */
import type { CompareRow, Comparison } from '../../money/schema.ts';
import { namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { COMPARE_WORDS } from '../../words/pages/compare/compare.ts';
import type { Plot, RatioMark } from '../plot.ts';

/** The lowest cost first. */
export function relative(comparison: Comparison, language: Language = 'en', id = 'relative'): Plot {
  const words = COMPARE_WORDS[language];
  const names = namesOf(comparison);
  const reference = names.get(comparison.reference) ?? comparison.reference;
  const marks = comparison.rows
    .flatMap(row => markOf(row, names.get(row.id) ?? row.name))
    .toSorted((a, b) => a.point - b.point);
  return {
    id,
    title: words.relativeCost,
    drawn: true,
    language,
    kind: 'ratio-dots',
    axis: words.relativeAxis(reference),
    reference,
    groups: [{ label: comparison.model.name, marks }],
    caption: [],
  };
}

/** A saving is 1 − cost ÷ cost of the reference: its ends change places. */
function markOf({ isReference, basis, saving, verdict }: CompareRow, label: string): RatioMark[] {
  if (basis === null) return [];
  if (isReference) return [{ label, basis, verdict: null, point: 1, low: 1, high: 1 }];
  if (!saving.available || verdict === null) return [];
  return [{ label, basis, verdict, point: 1 - saving.point, low: 1 - saving.high, high: 1 - saving.low }];
}
