/** Speeds that a case points at: where they come from, how their errors go together, and what refuses them. */
import { describe, expect, test } from 'vitest';
import { spreadOf } from '../../../../reports/case/interval-spread.ts';
import { speedSources } from '../../../../reports/case/speed/sources.ts';
import { loadAnchors, loadLinks } from '../../../../reports/catalog/load.ts';
import { fitProjection } from '../../../../reports/projection/project.ts';
import { absenceText } from '../../../../reports/words/absence-text.ts';
import { headlineTexts } from '../../../../reports/words/compare-headline.ts';
import { refusal } from '../../../refusal.ts';
import { spoken } from '../../../spoken.ts';
import { chipOf, fixtureCatalog } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { toy } from '../../toy-model.ts';
import { compared, pointOf, rowOf, SHIPPED } from '../compared.ts';

const { chips } = SHIPPED.catalog;
const anchors = loadAnchors(new Set(chips.map(({ id }) => id)));
const h800 = chips.find(({ id }) => id === 'nvidia-h800');

const FAIR = { catalog: 'fair' };
const two = (speeds: readonly [object, object], all: object = {}) => ({
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: 'nvidia-h800',
  candidates: [
    { chip: 'nvidia-h800', price: FAIR, speed: speeds[0] },
    { chip: 'huawei-ascend-910b2', price: FAIR, speed: speeds[1] },
  ],
  ...all,
});
const v3 = (chip: string, published: string, dtype = 'float8') => ({
  model: 'deepseek-v3',
  tokens: 14.8e12,
  currency: 'USD',
  dtype,
  reference: chip,
  candidates: [{ chip, price: { perHour: 2 }, speed: { published } }],
});

describe('a projected speed', () => {
  const row = rowOf(compared(two([{ project: true }, { project: true }])), 'nvidia-h800');

  test('is what the projection gives, with its spread', () => {
    if (h800 === undefined) throw new Error('no H800');
    const model = { id: 'ling-plus', activeParametersForFlops: 28.8e9, totalParameters: 290e9 };
    const found = fitProjection(anchors, chips).project({ chip: h800, model, dtype: 'bfloat16', devices: null });
    if (!found.available || !row.tokensPerSecondPerDevice.available) throw new Error('no projection');
    const { point, low, high } = row.tokensPerSecondPerDevice;
    expect(point).toBeCloseTo(found.tokensPerSecondPerDevice.point, 6);
    expect(Math.abs(Math.log(high / low) / (2 * 1.959964 * found.logSigma) - 1)).toBeLessThan(0.02);
    expect(row.basis).toBe('projected');
  });

  test('has an error of the model, which is one variable for all chips, and one of its own', () => {
    const { sensitivity } = rowOf(compared(two([{ project: true }, { project: true }])), 'huawei-ascend-910b2');
    const inputs = sensitivity.map(({ input }) => input);
    expect(inputs.filter(input => input.startsWith('projection.model'))).toEqual(['projection.model/ling-plus']);
    expect(inputs).toContain('projection.chip/huawei-ascend-910b2');
    expect(inputs).toContain('projection.chip/nvidia-h800');
  });

  test('of one chip twice is one error: beside itself at half the price only its boards differ, by 0.067 each', () => {
    const speed = { project: true };
    const given = two([speed, speed]);
    const halves = [
      { chip: 'nvidia-h800', price: { perHour: 20 }, speed },
      { id: 'half', chip: 'nvidia-h800', price: { perHour: 10 }, speed },
    ];
    const half = rowOf(compared({ ...given, candidates: halves }), 'half');
    // Two boards: e^(± 1.96 · √2 · 0.0673), to 1 % of the cost.
    const reach = Math.exp(1.959964 * Math.SQRT2 * (0.38 / 5.646));
    if (!half.saving.available) throw new Error(absenceText(half.saving));
    expect(Math.abs((1 - half.saving.low) / (0.5 * reach) - 1)).toBeLessThan(0.01);
    expect(Math.abs((1 - half.saving.high) / (0.5 / reach) - 1)).toBeLessThan(0.01);
    expect(half.verdict).toBe('cheaper');
  });

  test('of one chip twice at rents 5 % apart is not separable: two offers differ by more', () => {
    const speed = { project: true };
    const offers = [
      { chip: 'nvidia-h800', price: { perHour: 20 }, speed },
      { id: 'other', chip: 'nvidia-h800', price: { perHour: 19 }, speed },
    ];
    expect(rowOf(compared({ ...two([speed, speed]), candidates: offers }), 'other').verdict).toBe('not separable');
  });
});

describe('a published speed', () => {
  test('costs what its hours cost: 14.8 × 10¹² tokens of DeepSeek-V3 at 2 dollars are 5.33 million', () => {
    const row = rowOf(compared(v3('nvidia-h800', 'deepseek-v3-on-h800-fp8-deepseek-v3-report')), 'nvidia-h800');
    expect(pointOf(row.costOfTraining) / 1e6).toBeCloseTo((14.8e12 / 1543.2 / 3600) * 2e-6, 9);
    expect(Math.abs(pointOf(row.costOfTraining) / (2.664e6 * 2) - 1)).toBeLessThan(0.001);
    expect(row.basis).toBe('published');
  });

  test.each([
    [
      'another chip',
      v3('nvidia-h100', 'deepseek-v3-on-h800-fp8-deepseek-v3-report'),
      'is of chip nvidia-h800, not nvidia-h100',
    ],
    [
      'another dtype',
      v3('nvidia-h800', 'deepseek-v3-on-h800-fp8-deepseek-v3-report', 'bfloat16'),
      'is of dtype float8, not bfloat16',
    ],
    [
      'another model',
      two([{ published: 'deepseek-v3-on-h800-fp8-deepseek-v3-report' }, { mfu: 0.2 }]),
      'is of model deepseek-v3, not ling-plus',
    ],
    [
      'none',
      v3('nvidia-h800', 'deepseek-v3-on-h800-fp8-deepseek-v3-repot'),
      "unknown published speed 'deepseek-v3-on-h800-fp8-deepseek-v3-repot': did you mean deepseek-v3-on-h800",
    ],
  ])('of %s is refused', (_, given, said) => {
    expect(refusal(() => compared(given))).toContain(said);
  });

  test('that its source does not state gives no cost', () => {
    const given = { ...v3('amd-mi325x', 'deepseek-v3-on-mi325x-fp8-torchtitan-amd') };
    expect(spoken(rowOf(compared(given), 'amd-mi325x').costPerTrillionTokens)).toMatchObject({
      reason: 'cost not known, because deepseek-v3-on-mi325x-fp8-torchtitan-amd states no speed',
    });
  });
});

describe('a speed from results', () => {
  const catalog = {
    ...fixtureCatalog(),
    chips: [
      ...fixtureCatalog().chips.filter(({ id }) => id !== 'nvidia-h20'),
      chipOf('nvidia-h20', 'NVIDIA H20', 44e12),
    ],
  };
  const speeds = speedSources({
    catalog,
    links: loadLinks(),
    anchors,
    projector: () => fitProjection(anchors, chips),
    records: [partsRecord()],
  });
  const given = {
    model: 'toy',
    tokens: 1e9,
    currency: 'CNY',
    dtype: 'float32',
    reference: 'nvidia-h20',
    candidates: [{ chip: 'nvidia-h20', price: { perHour: 5 }, speed: { from: 'results' } }],
  };
  const around = { catalog, models: [toy], speeds, newestRecord: '2026-03-01T10:00:00.000Z' };

  test('is that of the whole step where a device ran it: 1000 tokens in 40.5 ms', () => {
    const comparison = compared(given, around);
    const row = rowOf(comparison, 'nvidia-h20');
    expect(pointOf(row.tokensPerSecondPerDevice)).toBeCloseTo(1000 / 0.0405, 6);
    expect(row).toMatchObject({ basis: 'measured', rateKind: 'training' });
    expect(row.grounds.map(({ input, source }) => [input, source])).toContainEqual([
      'results.nvidia-h20.float32/nvidia-h20',
      'run-parts',
    ]);
    expect(comparison.asOf).toBe('2026-03-01');
  });

  test('of two offers of one chip is drawn for each: at one rent their saving has an interval about 0', () => {
    const [one] = given.candidates;
    const offers = { ...given, candidates: [one, { ...one, id: 'other' }] };
    const { saving, verdict, lacks } = rowOf(compared(offers, around), 'other');
    if (!saving.available) throw new Error(absenceText(saving));
    expect(saving.point).toBe(0);
    expect(saving.high - saving.low).toBeGreaterThan(0.01);
    expect(verdict).toBe(lacks.length === 0 ? 'not separable' : 'no interval');
  });

  test('of fewer than 5 rounds has no verdict at whatever rent, and says which command gives more', () => {
    const few = partsRecord();
    const cells = few.cells.filter(({ cell }) => !/:[34]$/.test(cell));
    const sources = speedSources({
      catalog,
      links: loadLinks(),
      anchors,
      projector: () => fitProjection(anchors, chips),
      records: [{ ...few, cells }],
    });
    const [one] = given.candidates;
    const range = {
      id: 'range',
      chip: 'nvidia-h20',
      price: { perHour: 0.01 },
      speed: { tokensPerSecond: { low: 1e4, high: 2e4 } },
    };
    const comparison = compared({ ...given, candidates: [one, range] }, { ...around, speeds: sources });
    const row = rowOf(comparison, 'range');
    expect(row).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'few-rounds', values: { candidate: 'nvidia-h20', rounds: 3 } }],
    });
    expect(headlineTexts(comparison)[1]).toContain(
      'fewer than 5 rounds give a range and no interval. Give 5 rounds or more',
    );
  });

  test('is none for a model that nobody ran', () => {
    const other = { ...toy, layer: { ...toy.layer, hidden: 128 } };
    const row = rowOf(compared(given, { ...around, models: [other] }), 'nvidia-h20');
    expect(spoken(row.costPerTrillionTokens)).toMatchObject({
      available: false,
      reason: expect.stringContaining('cost not known, because '),
    });
  });
});

test('a 95 % interval is a lognormal of its width, few rounds and bounds are a triangle about the point', () => {
  const interval = { point: 100, low: 90, high: 111, rounds: 8 };
  expect(spreadOf({ ...interval, kind: 'confidence-95' })).toEqual({
    lognormal: { median: 100, sigma: expect.closeTo(Math.log(111 / 90) / 3.919928, 9) },
  });
  expect(spreadOf({ ...interval, kind: 'range' })).toEqual({ low: 90, point: 100, high: 111 });
  expect(spreadOf({ ...interval, low: 100, high: 100, kind: 'bounds' })).toBe(100);
  expect(spreadOf({ ...interval, low: -1, kind: 'confidence-95' })).toBeNull();
});
