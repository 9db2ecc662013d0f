import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Catalog, Chip } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import type { SiblingPair } from '../../../reports/catalog/siblings.ts';
import { plotsOf } from '../../../reports/charts/plots.ts';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { distance, scaledTime, siblingError, siblingRatio } from '../../../reports/reference/sibling.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import type { RunRecord } from '../../../results/record.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, chipOf, FLOPS_A, fixtureCatalog, layerA } from '../fixture.ts';

const h800 = chipOf('nvidia-h800', 'NVIDIA H800', 60e12);
/** Half the compute of the H800, and twice its memory bandwidth. */
const h20: Chip = { ...chipOf('nvidia-h20', 'NVIDIA H20', 30e12), memoryBytesPerSecond: 8e12 };

function pair(first: string, second: string, firstFlops: number, secondFlops: number): SiblingPair {
  const provenance = { source: 'made up for the tests', date: '2026-01', confidence: 'low' } as const;
  return { first, second, what: 'a product', dtype: 'float32', firstFlops, secondFlops, ...provenance };
}

const NO_ERROR = { factor: 1, pairs: 0, chipPairs: 0, covered: 0 };
const family = {
  id: 'made-up',
  chips: ['nvidia-h800', 'nvidia-h20'],
  reason: 'one die',
  ...{ source: 'made up for the tests', date: '2026-01', confidence: 'low' as const },
};

test('bound by compute here and there, time goes as the peaks; its ends are those of both bounds', () => {
  const ratio = siblingRatio(h20, h800, layerA, FLOPS_A, NO_ERROR);
  expect(ratio).toEqual({ point: 0.5, low: 0.5, high: 2, limit: 'compute' });
});

test('bound by memory on both, time goes as the bandwidths', () => {
  const few = { ...layerA, pass: 'forward' as const, tokens: 1 };
  expect(siblingRatio(h20, h800, few, 98_816, NO_ERROR)).toEqual({ point: 2, low: 0.5, high: 2, limit: 'memory' });
});

test('a chip without a peak of the type gives no ratio, and says why', () => {
  const without = chipOf('nvidia-h20', 'NVIDIA H20', null);
  expect(spoken(siblingRatio(without, h800, layerA, FLOPS_A, NO_ERROR))).toMatchObject({
    reason: 'the catalog has no float32 peak for NVIDIA H20',
  });
  expect(distance(without, h800, 'float32')).toBe(Number.POSITIVE_INFINITY);
});

test('a pair inside both bounds has no error; one outside, what it lies beyond the nearer', () => {
  const chips = [h800, h20];
  // Speed of the H800 beside the H20: 2 by peaks, a half by bandwidth.
  const inside = { families: [family], pairs: [pair('nvidia-h20', 'nvidia-h800', 10, 15)] };
  expect(siblingError(inside, chips)).toEqual({ factor: 1, pairs: 1, chipPairs: 1, covered: 1 });
  const beyond = { families: [family], pairs: [pair('nvidia-h20', 'nvidia-h800', 10, 22)] };
  // ln 1.1 of one pair of chips, times Student's t of one degree of freedom, 12.7062.
  expect(Math.log(siblingError(beyond, chips)?.factor ?? 1)).toBeCloseTo(12.7062 * Math.log(1.1), 4);
  expect(siblingError({ families: [family], pairs: [] }, chips)).toBeNull();
});

test('pairs of chips count alike, however much was timed on them', () => {
  const chips = [h800, h20, chipOf('nvidia-a100', 'A', 20e12), chipOf('nvidia-a800', 'B', 20e12)];
  const many = Array.from({ length: 9 }, (_, i) => ({ ...pair('nvidia-h20', 'nvidia-h800', 10, 15), what: `${i}` }));
  const pairs = [...many, pair('nvidia-a100', 'nvidia-a800', 10, 11)];
  // (0 + ln² 1.1) ÷ 2, times t of two degrees of freedom, 4.30265.
  const expected = 4.302653 * Math.sqrt(Math.log(1.1) ** 2 / 2);
  expect(siblingError({ families: [], pairs }, chips)).toMatchObject({ pairs: 10, chipPairs: 2, covered: 10 });
  expect(Math.log(siblingError({ families: [], pairs }, chips)?.factor ?? 1)).toBeCloseTo(expected, 5);
});

test('what the shipped pairs say: 6.2 % beyond both bounds, which 77 of 79 keep', () => {
  const { siblings, chips } = loadCatalog();
  const error = siblingError(siblings, chips);
  expect(error).toMatchObject({ pairs: 79, chipPairs: 5, covered: 77 });
  expect(error?.factor).toBeCloseTo(1.062, 3);
});

test('a scaled time is never shorter than the data sheet allows, and never without its point', () => {
  const ratio = { point: 0.5, low: 0.25, high: 1 };
  const time = { point: 10, low: 8, high: 12, kind: 'confidence-95', rounds: 5 } as const;
  expect(scaledTime(time, ratio, 1)).toEqual({ point: 5, low: 2, high: 12, kind: 'bounds', rounds: 5 });
  expect(scaledTime(time, ratio, 4)).toMatchObject({ point: 5, low: 4 });
  const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(positive, positive, (point, least) => {
      const scaled = scaledTime({ ...time, point, low: point, high: point }, ratio, least);
      expect(scaled.low).toBeLessThanOrEqual(scaled.point);
      expect(scaled.point).toBeLessThanOrEqual(scaled.high);
    }),
  );
});

function reportOf(catalog: Catalog, records: readonly RunRecord[] = [agreeingRecord()]) {
  return buildReport({ records, unread: [], catalog, reference: h800, asOf: null });
}

const related: Catalog = {
  ...fixtureCatalog(),
  chips: [h800, h20],
  siblings: { families: [family], pairs: [pair('nvidia-h20', 'nvidia-h800', 10, 15)] },
};

test('a reference that was not measured is its sibling, scaled, and says so in the row, the figures and the words', () => {
  const report = reportOf(related);
  expect(reportSchema.safeParse(reportDocument(report)).success).toBe(true);
  const [reference] = report.referenceRows.filter(({ workload }) => workload.id === 'toy-balanced');
  // The H20 takes 9 to 11 ms, 10 in the mean: half of that by compute, as much as twice by memory.
  expect(reference).toMatchObject({
    basis: 'sibling',
    stepMs: { point: 5, kind: 'bounds', rounds: 5 },
    sibling: { chip: 'nvidia-h20', reason: 'one die', ratio: { point: 0.5, low: 0.5, high: 2 } },
  });
  const row = report.rows.find(({ chip, workload }) => chip === 'nvidia-h20' && workload.id === 'toy-balanced');
  expect(row?.relative).toMatchObject({ point: 0.5, basis: 'sibling' });
  // 10.5 ms of a mean step at 1 USD, beside 5.25 ms at 2: alike; the ends are far apart.
  expect(row?.saving).toMatchObject({ point: 0, basis: 'sibling', verdict: 'not separable' });
  const beside = report.rows.filter(({ chip }) => chip === 'nvidia-h20').length;
  expect(beside).toBeLessThan(report.rows.length);
  expect(headline(report).join('\n')).toContain(
    'not separable in cost from NVIDIA H800 (speed scaled from NVIDIA H20)',
  );
  expect(report.assumptions.map(fact => factText(fact)).join('\n')).toContain(
    `${beside} of ${report.rows.length} rows stand beside a speed of NVIDIA H800 that is scaled from its sibling NVIDIA H20 (one die): on the same work, by the same software`,
  );
  expect(report.assumptions.map(fact => factText(fact)).join('\n')).not.toContain('Its step time is projected');
});

test('the spreadsheet and the chart carry the sibling as what it is', () => {
  const report = reportOf(related);
  const cells = flatRows(report).find(({ kind, workload }) => kind === 'reference' && workload === 'toy-balanced');
  expect(cells).toMatchObject({
    basis: 'sibling',
    sibling: 'nvidia-h20',
    sibling_time_ratio: 0.5,
    sibling_error_factor: 1,
  });
  const throughput = plotsOf(report).find(plot => plot.drawn && plot.kind === 'dots');
  const marks = throughput?.drawn && throughput.kind === 'dots' ? throughput.groups.flatMap(group => group.marks) : [];
  expect(marks.filter(({ basis }) => basis === 'sibling').map(({ label }) => label)).toContain('NVIDIA H800 (sibling)');
});

test('measured comes before a sibling, and a sibling before a projection', () => {
  const measured = { ...h800, match: ['^NVIDIA H20$'] };
  const own = reportOf({ ...related, chips: [measured, { ...h20, match: [] }] });
  expect(own.referenceRows.map(({ basis, sibling }) => [basis, sibling])).toEqual([
    ['measured', null],
    ['projected', null],
    ['measured', null],
    ['projected', null],
  ]);
  const apart = reportOf({ ...related, siblings: { families: [], pairs: related.siblings.pairs } });
  expect(apart.referenceRows.map(({ basis, sibling }) => [basis, sibling])).toEqual([
    ['projected', null],
    ['projected', null],
  ]);
});

test('without a single pair nothing is known of the error, and no sibling stands in', () => {
  const blind = reportOf({ ...related, siblings: { families: [family], pairs: [] } });
  expect(blind.referenceRows.map(({ basis }) => basis)).toEqual(['projected', 'projected']);
});

test('of two siblings the nearer by its data sheet is taken', () => {
  const twin = { ...chipOf('nvidia-h200', 'NVIDIA H20', 60e12), name: 'Twin' };
  const far = { ...h20, match: ['^AMD EPYC'] };
  // Both by one software, else neither stands in where the other does.
  const record = agreeingRecord();
  const [onHost, onBoard] = record.context.targets;
  if (onHost === undefined || onBoard?.onnx === undefined) throw new Error('the fixture has two targets');
  const targets = [{ ...onHost, onnx: onBoard.onnx }, onBoard];
  const catalog = {
    ...related,
    chips: [h800, far, twin],
    siblings: { ...related.siblings, families: [{ ...family, chips: ['nvidia-h800', 'nvidia-h20', 'nvidia-h200'] }] },
  };
  const records = [{ ...record, context: { ...record.context, targets } }];
  expect(reportOf(catalog, records).referenceRows.map(({ sibling }) => sibling?.chip)).toEqual([
    'nvidia-h200',
    'nvidia-h200',
  ]);
});

test('boards of a sibling are no boards of the reference', () => {
  const said = reportOf(related)
    .assumptions.map(fact => factText(fact))
    .join('\n');
  expect(said).toContain('scaled from its sibling NVIDIA H20');
  expect(said).not.toContain('the reference was measured');
});
