/** Shape is what a value rests on, colour what may be said of it: in every chart, and in its legend. */
import type { Verdict } from '../../spread/verdict.ts';
import type { MarkBasis } from '../plot.ts';
import type { Theme } from '../theme.ts';

/** In the order of the legend: the surest first. */
export const BASIS_ORDER = [
  'measured',
  'sibling',
  'published',
  'projected',
  'assumed',
] as const satisfies readonly MarkBasis[];

/** Filled is what was measured; what stands in for a measurement is hollow. */
export const BASIS_SHAPES = {
  measured: 'circle',
  sibling: 'triangle',
  published: 'rect',
  projected: 'rectRot',
  assumed: 'crossRot',
} as const satisfies Readonly<Record<MarkBasis, string>>;

/** A sign before the word, so that colour is not the only one: none of the shapes of bases, which stand beside it. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  cheaper: '↓',
  dearer: '↑',
  'not separable': '≈',
  'no interval': '?',
};

/** null: not judged, as the reference and every value of a chart without verdicts. */
export const verdictColour = (verdict: Verdict | null, theme: Theme): string =>
  verdict === null ? theme.text : theme.verdicts[verdict];

/** One shape a series, so that colour is never the only sign. */
const SERIES_SHAPES = ['circle', 'triangle', 'rectRot', 'rect', 'star', 'cross'] as const;

export const seriesShape = (index: number): (typeof SERIES_SHAPES)[number] =>
  SERIES_SHAPES[index % SERIES_SHAPES.length] ?? 'circle';

/** The second sign of a line. */
export const SERIES_DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [10, 4, 2, 4]];
