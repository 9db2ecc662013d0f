import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pauleMandel, pooled } from '../../../results/statistics/random-effects.ts';

const each = (values: readonly number[], variance: number) => values.map(value => ({ value, variance }));

describe('the variance between boards', () => {
  test('of two of equal variance is half their squared distance, less what their rounds leave open', () => {
    // 2 · 2² ÷ (1 + τ²) = 1, so τ² = 7.
    expect(pauleMandel(each([0, 4], 1))).toBeCloseTo(7, 9);
  });

  test('is 0 where their own variances account for all of it', () => {
    expect(pauleMandel(each([0, 1], 1))).toBe(0);
    expect(pauleMandel(each([3], 1))).toBe(0);
    expect(pauleMandel(each([3, 3, 3], 0))).toBe(0);
  });

  test('of values that nothing is known to be off by is their sample variance', () => {
    // Deviations −1, 0, 1 about 2: 2 ÷ 2.
    expect(pauleMandel(each([1, 2, 3], 0))).toBeCloseTo(1, 9);
  });

  test('makes the weighted squares come to one fewer than the boards, whatever their variances', () => {
    const estimate = fc.record({
      value: fc.double({ min: -1, max: 1, noNaN: true }),
      variance: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(estimate, { minLength: 2, maxLength: 12 }), estimates => {
        const between = pauleMandel(estimates);
        const weights = estimates.map(({ variance }) => 1 / (variance + between));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const centre = estimates.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * value, 0) / total;
        const squares = estimates.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * (value - centre) ** 2, 0);
        if (between === 0) expect(squares).toBeLessThanOrEqual(estimates.length - 1 + 1e-6);
        else expect(squares).toBeCloseTo(estimates.length - 1, 5);
      }),
    );
  });
});

describe('the pooled mean', () => {
  test('of two alike in variance is their middle, with the error that their distance shows', () => {
    // τ² = 7: √((1 + 7) ÷ 2).
    expect(pooled(each([0, 4], 1), 0)).toMatchObject({ value: 2, standardError: expect.closeTo(2, 9) });
  });

  test('never takes boards for closer than it is told they are', () => {
    // 9 from the catalog, nothing from the two: √(9 ÷ 2).
    expect(pooled(each([5, 5], 0), 9)).toMatchObject({
      value: expect.closeTo(5, 9),
      standardError: expect.closeTo(Math.sqrt(4.5), 9),
    });
  });

  test('leans to the board that is known better', () => {
    expect(
      pooled(
        [
          { value: 0, variance: 1 },
          { value: 10, variance: 3 },
        ],
        0,
      ).value,
    ).toBeLessThan(5);
  });

  test('a board of which nothing is known counts for nothing', () => {
    const estimates = [
      { value: 1, variance: 1 },
      { value: 99, variance: Number.POSITIVE_INFINITY },
    ];
    expect(pooled(estimates, 1)).toMatchObject({ value: expect.closeTo(1, 9) });
  });
});
