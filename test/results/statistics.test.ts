import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  falling,
  intervalOverRounds,
  median,
  quantile,
  ratioIntervalOverRounds,
  rising,
  roundStatistics,
} from '../../results/statistics.ts';

const milliseconds = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const rounds = fc.array(milliseconds, { minLength: 1, maxLength: 20 });
/** Powers of two scale a floating-point number exactly. */
const exactFactor = fc.integer({ min: -8, max: 8 }).map(power => 2 ** power);
const shuffled = rounds.chain(values =>
  fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length })),
);

describe('the interval over rounds', () => {
  test('is mean ± t(0.975, 4)·s/√5 for five rounds, worked by hand', () => {
    // 10 12 11 13 14: mean 12, squares of deviations 4+0+1+1+4 = 10, s² = 10/4, s/√5 = √0.5; t(0.975, 4) = 2.776445.
    const { point, low, high, kind, rounds } = intervalOverRounds([10, 12, 11, 13, 14]);
    expect({ point, kind, rounds }).toEqual({ point: 12, kind: 'confidence-95', rounds: 5 });
    expect(high - point).toBeCloseTo(2.776445 * Math.SQRT1_2, 5);
    expect(point - low).toBeCloseTo(2.776445 * Math.SQRT1_2, 5);
  });

  test('uses the t of its own number of rounds: 2.364624 for eight', () => {
    // Deviations are ±1 eight times: s² = 8/7, half width = t·√(8/7)/√8 = t/√7.
    const { point, high } = intervalOverRounds([9, 11, 9, 11, 9, 11, 9, 11]);
    expect(high - point).toBeCloseTo(2.364624 / Math.sqrt(7), 5);
  });

  test('of four rounds is a range, the least and the greatest, and does not call itself 95 %', () => {
    expect(intervalOverRounds([10, 13, 11, 12])).toEqual({ point: 11.5, low: 10, high: 13, kind: 'range', rounds: 4 });
  });

  test('of one round is that round', () => {
    expect(intervalOverRounds([7])).toEqual({ point: 7, low: 7, high: 7, kind: 'range', rounds: 1 });
  });

  test('of equal rounds has no width', () => {
    expect(intervalOverRounds([3, 3, 3, 3, 3])).toMatchObject({ point: 3, low: 3, high: 3 });
  });

  test('of no rounds does not exist', () => {
    expect(() => intervalOverRounds([])).toThrow('no rounds');
  });

  test('always holds its point between low and high', () => {
    fc.assert(
      fc.property(rounds, values => {
        const { point, low, high } = intervalOverRounds(values);
        const rounding = 1e-12 * point;
        expect(low).toBeLessThanOrEqual(point + rounding);
        expect(high).toBeGreaterThanOrEqual(point - rounding);
      }),
    );
  });

  test('scales as its rounds do', () => {
    fc.assert(
      fc.property(rounds, exactFactor, (values, factor) => {
        const scaled = intervalOverRounds(values.map(value => value * factor));
        expect(scaled).toEqual(rising(intervalOverRounds(values), value => value * factor));
      }),
    );
  });

  test('does not depend on the order of the rounds', () => {
    fc.assert(
      fc.property(shuffled, ([values, reordered]) => {
        const [a, b] = [intervalOverRounds(values), intervalOverRounds(reordered)];
        expect(b.kind).toBe(a.kind);
        const rounding = 1e-9 * Math.max(...values);
        for (const key of ['point', 'low', 'high'] as const) expect(Math.abs(a[key] - b[key])).toBeLessThan(rounding);
      }),
    );
  });
});

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
        const { steps, outliers, sumSquaresMs2, ...linear } = roundStatistics(values);
        const scaled = roundStatistics(values.map(value => value * factor));
        expect(scaled).toMatchObject({ steps, outliers, sumSquaresMs2: sumSquaresMs2 * factor ** 2 });
        for (const [name, value] of Object.entries(linear)) expect(scaled).toHaveProperty(name, value * factor);
      }),
    );
  });

  test('do not depend on the order of the samples but for rounding in the sums', () => {
    fc.assert(
      fc.property(shuffled, ([values, reordered]) => {
        const { sumMs, sumSquaresMs2, ...quantiles } = roundStatistics(values);
        const other = roundStatistics(reordered);
        expect(other).toMatchObject(quantiles);
        expect(Math.abs(other.sumMs - sumMs)).toBeLessThanOrEqual(1e-12 * sumMs);
        expect(Math.abs(other.sumSquaresMs2 - sumSquaresMs2)).toBeLessThanOrEqual(1e-12 * sumSquaresMs2);
      }),
    );
  });
});

describe('an interval through a function', () => {
  test('keeps low below high where the function falls', () => {
    const rate = falling(intervalOverRounds([10, 20, 40]), ms => 1000 / ms);
    expect(rate).toMatchObject({ low: 25, high: 100, kind: 'range', rounds: 3 });
    expect(rate.point).toBeCloseTo(1000 / (70 / 3), 12);
  });
});

describe('the interval of a ratio', () => {
  test('is worked out on logarithms: of ½, 1, 1, 1, 2 the point is 1 and the ends are each other’s inverse', () => {
    const { point, low, high, kind } = ratioIntervalOverRounds([0.5, 1, 1, 1, 2]);
    expect(point).toBeCloseTo(1, 12);
    // s of (−ln 2, 0, 0, 0, ln 2) is ln 2·√½; t(0.975, 4) = 2.7764; half-width 2.7764·ln 2·√½ ÷ √5 = 0.6086.
    expect(high).toBeCloseTo(Math.exp(2.776445 * Math.LN2 * Math.sqrt(0.5 / 5)), 5);
    expect(low * high).toBeCloseTo(1, 12);
    expect(kind).toBe('confidence-95');
  });

  test('never reaches zero, however far the rounds are apart', () => {
    expect(ratioIntervalOverRounds([0.01, 0.01, 0.01, 0.01, 100]).low).toBeGreaterThan(0);
  });

  test('is the least and the greatest below 5 rounds', () => {
    expect(ratioIntervalOverRounds([0.5, 2])).toMatchObject({ kind: 'range', rounds: 2 });
    expect(ratioIntervalOverRounds([0.5, 2]).low).toBeCloseTo(0.5, 12);
  });
});
