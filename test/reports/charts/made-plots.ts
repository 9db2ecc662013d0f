/** A plot of each kind, its numbers easy to follow. No number here was measured. */
import type { DrawnPlot, PlotKind, Span } from '../../../reports/charts/plot.ts';
import type { Language } from '../../../reports/words/language.ts';

/** `share` to either side. */
const around = (point: number, share: number): Span => ({ point, low: point * (1 - share), high: point * (1 + share) });

export const madePlots = (language: Language): { readonly [K in PlotKind]: DrawnPlot<K> } => {
  const drawn = { drawn: true, language, caption: ['A sentence.'] } as const;
  const named = (id: string) => ({ ...drawn, id, title: `Title of ${id}`, axis: `Axis of ${id}` });
  return {
    dots: {
      ...named('dots'),
      kind: 'dots',
      groups: [
        {
          label: 'work',
          marks: [
            { label: 'chip one', basis: 'measured', ...around(100, 0.1) },
            { label: 'chip two', basis: 'projected', ...around(200, 0.5) },
          ],
        },
      ],
    },
    'ratio-dots': {
      ...named('ratio-dots'),
      kind: 'ratio-dots',
      reference: 'chip zero',
      groups: [
        {
          label: 'work',
          marks: [
            { label: 'chip one', basis: 'measured', verdict: 'cheaper', point: 0.5, low: 0.4, high: 0.75 },
            { label: 'chip zero', basis: 'measured', verdict: null, point: 1, low: 1, high: 1 },
            { label: 'chip two', basis: 'published', verdict: 'not separable', point: 1.25, low: 0.75, high: 1.5 },
            { label: 'chip three', basis: 'assumed', verdict: 'no interval', point: 2, low: 2, high: 2 },
          ],
        },
      ],
    },
    bars: {
      ...named('bars'),
      kind: 'bars',
      names: ['experts', 'other'],
      groups: [
        {
          label: 'work',
          marks: [
            {
              label: 'chip one',
              segments: [
                { name: 'experts', share: 0.75, ms: 3 },
                { name: 'other', share: 0.25, ms: 1 },
              ],
            },
          ],
        },
      ],
    },
    stack: {
      ...named('stack'),
      kind: 'stack',
      names: ['rent', 'power', 'tax'],
      groups: [
        {
          label: 'model',
          marks: [
            {
              label: 'chip one',
              segments: [
                { name: 'rent', value: 3 },
                { name: 'power', value: 1 },
              ],
              total: { point: 4, low: 3.5, high: 5 },
            },
            { label: 'chip two', segments: [{ name: 'rent', value: 2 }], total: null },
          ],
        },
      ],
    },
    curves: {
      ...named('curves'),
      kind: 'curves',
      series: [
        { label: 'oracle', of: 'proof', role: 'oracle', values: [5, 4, 3] },
        { label: 'chip one', of: 'proof', role: 'target', values: [5, 4, 3.5] },
      ],
    },
    points: {
      ...named('points'),
      kind: 'points',
      acrossAxis: 'across',
      series: [{ label: 'chip one', points: [{ x: 64, of: 'work', ...around(40, 0.1) }] }],
    },
    scatter: {
      ...named('scatter'),
      kind: 'scatter',
      acrossAxis: 'across',
      offers: [
        { label: 'slow', basis: 'published', x: around(300, 0.1), y: around(4, 0.1), onFrontier: true },
        { label: 'fast', basis: 'measured', x: around(100, 0.1), y: around(8, 0.1), onFrontier: true },
        { label: 'beaten', basis: 'projected', x: around(350, 0.1), y: around(9, 0.1), onFrontier: false },
      ],
    },
    roofline: {
      ...named('roofline'),
      kind: 'roofline',
      acrossAxis: 'across',
      roofs: [
        { label: 'chip one', of: 'chip one', basis: 'data-sheet', peak: 900, slope: 3 },
        { label: 'matmul', of: 'chip one', basis: 'measured', peak: 600, slope: null },
      ],
      series: [{ label: 'chip one', points: [{ x: 50, of: 'work', ...around(120, 0.1) }] }],
    },
    histogram: {
      ...named('histogram'),
      kind: 'histogram',
      acrossAxis: 'across',
      edges: [10, 12, 14],
      series: [
        { label: 'round 1', counts: [25, 75] },
        { label: 'round 2', counts: [50, 50] },
      ],
    },
    tornado: {
      ...named('tornado'),
      kind: 'tornado',
      base: 25,
      swings: [
        { label: 'narrow', atLow: 24, atHigh: 26, lowText: '1 h', highText: '2 h' },
        { label: 'wide', atLow: 35, atHigh: 15, lowText: '2.6 CNY/h', highText: '3.4 CNY/h' },
      ],
    },
    'time-series': {
      ...named('time-series'),
      kind: 'time-series',
      times: ['2026-01-01T03:00:00Z', '2026-01-02T03:00:00Z', '2026-01-03T03:00:00Z'],
      runs: ['run-1', 'run-2', 'run-3'],
      series: [
        { id: 'a', label: 'chip one', values: [100, null, 120], lows: [99, null, 118], highs: [101, null, 122] },
        { id: 'b', label: 'chip two', values: [50, 51, 52] },
      ],
      steps: [{ seriesId: 'a', at: 2, state: 'confirmed', label: 'driver 570 → 580' }],
    },
  };
};
