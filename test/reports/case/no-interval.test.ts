/** No interval, no verdict: what must never be called cheaper or dearer, however far apart the costs lie. */
import { describe, expect, test } from 'vitest';
import { lacksOfInterval } from '../../../reports/case/speed/recorded.ts';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { compared, pointOf, rowOf, SHIPPED } from './compared.ts';
import { A, B200, codesOf, D, H100, ling, rented, v3, WIDE } from './no-interval-cases.ts';

describe('a speed of the case', () => {
  test('with a spread on both sides carries a verdict', () => {
    expect(rowOf(compared(ling(WIDE, { mfu: { low: 0.14, high: 0.22 } })), A)).toMatchObject({
      verdict: 'cheaper',
      lacks: [],
    });
  });

  test.each<[string, object, object, string]>([
    ['a plain number', WIDE, { mfu: 0.18 }, 'plain-number'],
    ['a plain number of the reference', { tokensPerSecond: 1203 }, { mfu: { low: 0.14, high: 0.22 } }, 'plain-number'],
    ['a range of no width', WIDE, { tokensPerSecond: { low: 400, high: 400 } }, 'plain-number'],
    ['a range of almost none', WIDE, { tokensPerSecond: { low: 399.999, high: 400.001 } }, 'narrow-spread'],
    ['a triangle of almost none', WIDE, { mfu: { low: 0.1799, point: 0.18, high: 0.1801 } }, 'narrow-spread'],
    ['a sigma of 1e-12', WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 1e-12 } } }, 'narrow-spread'],
    ['a deviation of 1e-9', WIDE, { tokensPerSecond: { normal: { mean: 400, sd: 1e-9 } } }, 'narrow-spread'],
    ['one per cent', WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.01 } } }, 'narrow-spread'],
  ])('%s buys none', (_, d, a, code) => {
    const row = rowOf(compared(ling(d, a)), A);
    expect(row.verdict).toBe('no interval');
    expect(row.lacks.map(lack => lack.code)).toEqual([code]);
    expect(pointOf(row.saving)).toBeGreaterThan(0.9);
  });

  test('a wide spread of everything else does not stand in for one of the speed', () => {
    const given = ling(WIDE, { mfu: 0.18 }, { goodput: { low: 0.5, high: 0.9 }, tax: { low: 0.01, high: 0.3 } });
    expect(codesOf(given)).toEqual(['plain-number']);
  });

  test('two per cent are more than boards of one chip differ by, 8 % ÷ 5.396', () => {
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.02 } } }))).toEqual([]);
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.0148 } } }))).toEqual([
      'narrow-spread',
    ]);
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.0149 } } }))).toEqual([]);
  });

  test('a lack names its candidate, its field and its value', () => {
    expect(rowOf(compared(ling({ tokensPerSecond: 1203 }, { mfu: 0.18 })), A).lacks).toEqual([
      { code: 'plain-number', values: { candidate: A, field: 'mfu', value: 0.18 } },
      { code: 'plain-number', values: { candidate: D, field: 'tokensPerSecond', value: 1203 } },
    ]);
  });
});

test('a fleet has the lacks of all its candidates, however small their share', () => {
  const given = {
    ...ling(WIDE, { mfu: { low: 0.14, high: 0.22 } }),
    fleets: [{ id: 'f', shares: { [A]: 1 - 1e-9, hidden: 1e-9 } }],
  };
  const hidden = { id: 'hidden', chip: 'ling-device-c', price: { perHour: 10 }, speed: { mfu: 0.3 } };
  const comparison = compared({ ...given, candidates: [...given.candidates, hidden] });
  expect(rowOf(comparison, 'f')).toMatchObject({
    verdict: 'no interval',
    lacks: [{ values: { candidate: 'hidden' } }],
  });
  expect(rowOf(comparison, A).verdict).toBe('cheaper');
});

describe('samples', () => {
  const given = (all: object) => ling(WIDE, { mfu: { low: 0.14, high: 0.22 } }, all);

  test.each([1, 2, 3, 4, 5])('so few that the seed decides carry no verdict (seed %i)', seed => {
    expect(rowOf(compared(given({ samples: 16, seed })), A)).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'few-samples', values: { samples: 16, least: 4096 } }],
    });
  });

  test('of 4,096 do', () => {
    expect(rowOf(compared(given({ samples: 4096 })), A).verdict).toBe('cheaper');
  });
});

describe('two projections of one chip', () => {
  const project = { project: true };
  const given = (other: object) => ({
    ...v3(rented(H100, 3, project), { ...rented(H100, 3, project, 'other'), ...other }),
    precision: 'mixed',
  });

  test.each([
    ['in another dtype', { dtype: 'bfloat16' }],
    ['of another number of devices', { devices: 100_000 }],
  ])('%s differ by a rule without an interval: no verdict', (_, other) => {
    const row = rowOf(compared(given(other)), 'other');
    expect(row).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'same-projection', values: { candidate: 'other', other: H100, chip: H100 } }],
    });
    expect(headlineTexts(compared(given(other))).join(' ')).toContain('both speeds are projections of nvidia-h100');
  });

  test('of other numbers of devices have a speed each', () => {
    const comparison = compared(given({ devices: 100_000 }));
    const [few, many] = [H100, 'other'].map(id => pointOf(rowOf(comparison, id).tokensPerSecondPerDevice));
    // 100,000 ÷ 128 devices to the power of −0.05 that was learned: 0.72.
    expect((many ?? 0) / (few ?? 0)).toBeCloseTo((100_000 / 128) ** -0.05, 1);
  });

  test('at two prices, else alike, carry one', () => {
    const dear = { ...rented(H100, 9, project, 'other') };
    expect(rowOf(compared(v3(rented(H100, 3, project), dear)), 'other')).toMatchObject({
      verdict: 'dearer',
      lacks: [],
    });
  });
});

test('every figure holds its own point, so that a verdict never contradicts the amount beside it', () => {
  // By its mode A costs more than D; nine tenths of its range lie far above it.
  const skewed = { tokensPerSecond: { low: 29, point: 29, high: 2000 } };
  const comparison = compared(ling({ tokensPerSecond: { low: 1100, high: 1300 } }, skewed));
  const row = rowOf(comparison, A);
  const { saving } = row;
  if (!saving.available) throw new Error('a saving is to be had');
  expect(saving.point).toBeLessThan(0);
  expect(saving.low).toBeLessThanOrEqual(saving.point);
  expect(row.verdict).toBe('not separable');
});

test('every lack that records may have is said in the headline, with what to give', () => {
  const { speeds } = SHIPPED;
  const lack = (code: string) => ({
    code,
    values: { what: 'a chip', rounds: 8, distinct: 1, needed: 5, command: 'x' },
  });
  for (const code of ['few-rounds', 'copied-rounds', 'no-spread']) {
    const project: typeof speeds.project = query => {
      const found = speeds.project(query);
      return found.available ? { ...found, lacks: [lack(code)] } : found;
    };
    const comparison = compared(v3(rented(H100, 3, { project: true }), rented(B200, 3, { project: true })), {
      speeds: { ...speeds, project },
    });
    expect(headlineTexts(comparison).join(' '), code).toMatch(/No interval: the speed of .* Give /);
  }
});

test('a speed from results has an interval where 5 rounds or more gave one, and no bounds are in it', () => {
  const interval = { point: 100, low: 90, high: 110, rounds: 8 };
  const codes = (given: Parameters<typeof lacksOfInterval>[0]) => lacksOfInterval(given).map(({ code }) => code);
  expect(codes({ ...interval, kind: 'confidence-95' })).toEqual([]);
  expect(codes({ ...interval, kind: 'range', rounds: 3 })).toEqual(['few-rounds']);
  expect(codes({ ...interval, kind: 'confidence-95', rounds: 4 })).toEqual(['few-rounds']);
  expect(codes({ ...interval, kind: 'bounds', rounds: 0 })).toEqual(['bounds']);
  expect(codes({ ...interval, kind: 'confidence-95', low: 100, high: 100 })).toEqual(['no-spread']);
});
