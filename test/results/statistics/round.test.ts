import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, quantile, roundStatistics } from '../../../results/statistics.ts';
import { exactFactor, rounds, shuffled } from '../rounds.ts';

describe('quantiles', () => {
  test('interpolate between order statistics as type 7 of Hyndman and Fan does', () => {
    // Position (n−1)·p: of 4 values p = 0.25 lies at 0.75, between the first and the second.
    expect(quantile([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantile([1, 2, 4, 8], 0.75)).toBe(5);
    expect([quantile([1, 2, 4, 8], 0), quantile([1, 2, 4, 8], 1)]).toEqual([1, 8]);
  });

  test('of nothing do not exist', () => {
    expect(() => quantile([], 0.5)).toThrow('no values');
  });

  test('the median of an even number of values is midway, whatever their order', () => {
    expect(median([8, 1, 4, 2])).toBe(3);
  });
});

describe('the statistics of a round', () => {
  test('are what they say, worked by hand', () => {
    // Slopes of the pairs of 4 1 3 2: −3, −1, −⅔, −½, ½, 2: the median −7/12, three steps long, is −1.75.
    expect(roundStatistics([4, 1, 3, 2])).toEqual({
      steps: 4,
      sumMs: 10,
      sumSquaresMs2: 30,
      minMs: 1,
      p05Ms: expect.closeTo(1.15, 12),
      p25Ms: 1.75,
      medianMs: 2.5,
      p75Ms: 3.25,
      p95Ms: expect.closeTo(3.85, 12),
      maxMs: 4,
      outliers: 0,
      order: { effectiveSteps: null, changeMs: expect.closeTo(-1.75, 12), quantumMs: 1 },
    });
  });

  test('count a sample beyond three interquartile ranges and keep it in every sum', () => {
    // Quartiles of 10 10 11 11 12 12 99 are 10.5 and 12: the fence is 12 + 3·1.5 = 16.5.
    const { outliers, maxMs, sumMs } = roundStatistics([10, 99, 11, 12, 10, 11, 12]);
    expect({ outliers, maxMs, sumMs }).toEqual({ outliers: 1, maxMs: 99, sumMs: 165 });
  });

  test('do not call a sample on the fence an outlier', () => {
    // Quartiles of 0 1 1 2 2 5 are 1 and 2: the upper fence is 5.
    expect(roundStatistics([0, 1, 1, 2, 2, 5]).outliers).toBe(0);
  });

  test('of no steps do not exist', () => {
    expect(() => roundStatistics([])).toThrow('no steps');
  });

  test('rise from least to greatest and never leave the samples', () => {
    fc.assert(
      fc.property(rounds, values => {
        const { minMs, p05Ms, p25Ms, medianMs, p75Ms, p95Ms, maxMs, steps } = roundStatistics(values);
        const rising = [minMs, p05Ms, p25Ms, medianMs, p75Ms, p95Ms, maxMs];
        for (const [i, value] of rising.entries()) {
          expect(value).toBeGreaterThanOrEqual((rising[i - 1] ?? 0) * (1 - 1e-15));
        }
        expect([minMs, maxMs, steps]).toEqual([Math.min(...values), Math.max(...values), values.length]);
      }),
    );
  });

  test('scale as the samples do, and their squares as the square', () => {
    fc.assert(
      fc.property(rounds, exactFactor, (values, factor) => {
        const { steps, outliers, sumSquaresMs2, order: _, ...linear } = roundStatistics(values);
        const scaled = roundStatistics(values.map(value => value * factor));
        expect(scaled).toMatchObject({ steps, outliers, sumSquaresMs2: sumSquaresMs2 * factor ** 2 });
        for (const [name, value] of Object.entries(linear)) expect(scaled).toHaveProperty(name, value * factor);
      }),
    );
  });

  test('do not depend on the order of the samples but for rounding in the sums', () => {
    fc.assert(
      fc.property(shuffled, ([values, reordered]) => {
        const { sumMs, sumSquaresMs2, order: _, ...quantiles } = roundStatistics(values);
        const other = roundStatistics(reordered);
        expect(other).toMatchObject(quantiles);
        expect(Math.abs(other.sumMs - sumMs)).toBeLessThanOrEqual(1e-12 * sumMs);
        expect(Math.abs(other.sumSquaresMs2 - sumSquaresMs2)).toBeLessThanOrEqual(1e-12 * sumSquaresMs2);
      }),
    );
  });
});
