import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trendOf } from '../../../results/statistics/trend.ts';

test('five rounds that all rise have p = 2 ÷ 5!', () => {
  expect(trendOf([1, 2, 4, 8, 16])?.p).toBeCloseTo(2 / 120, 12);
});

test('of four rounds with one pair in the wrong order, p = 2·(1 + 3) ÷ 4!', () => {
  // Of 24 orders one has no inversion and three have one.
  expect(trendOf([1, 3, 2, 4])?.p).toBeCloseTo(8 / 24, 12);
});

test('of eight rounds with four inversions, p = 2·111 ÷ 8!, as Kendall’s table has it', () => {
  // Orders of eight with 0, 1, 2, 3, 4 inversions: 1, 7, 27, 76, 174 (Mahonian numbers): 285 together; to three: 111.
  expect(trendOf([2, 1, 4, 3, 6, 5, 7, 8])?.p).toBeCloseTo((2 * 111) / 40_320, 12);
  expect(trendOf([2, 1, 4, 3, 6, 5, 8, 7])?.p).toBeCloseTo((2 * 285) / 40_320, 12);
});

test('the change is the median slope of all pairs, from the first to the last, whatever one wild round does', () => {
  expect(trendOf([1, 2, 3, 4, 5])?.change).toBe(4);
  // Slopes of 1 2 99 4 5: 1, 49, 1, 1, 97, 1, 1, −95, −47, 1: the median is 1.
  expect(trendOf([1, 2, 99, 4, 5])?.change).toBe(4);
});

test('rounds that are all equal have no trend', () => {
  expect(trendOf([7, 7, 7, 7])).toEqual({ change: 0, p: 1 });
});

test('two rounds have none to speak of', () => {
  expect(trendOf([1, 2])).toBeNull();
});

test('turned round, a series has the opposite change and the same p', () => {
  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 15 });
  fc.assert(
    fc.property(series, values => {
      const [there, back] = [trendOf(values), trendOf(values.toReversed())];
      expect(back?.p).toBe(there?.p);
      expect(back?.change).toBeCloseTo(-(there?.change ?? Number.NaN), 9);
      expect(there?.p).toBeGreaterThan(0);
      expect(there?.p).toBeLessThanOrEqual(1);
    }),
  );
});
