/** Sampled distributions against their closed forms. */
import { describe, expect, test } from 'vitest';
import { uniforms } from '../../../../reports/money/sampling/columns.ts';
import type { Formula } from '../../../../reports/money/sampling/quantity.ts';
import { samplesOf } from '../../../../reports/money/sampling/sampling.ts';
import { seriesOf, spanOf } from '../../../../reports/money/sampling/series.ts';
import { quantileOf, quantityOf, type Spread } from '../../../../reports/money/sampling/spread.ts';
import { divided, minus } from '../../../../reports/money/sampling/values.ts';
import { median, quantile } from '../../../../results/statistics.ts';

const SAMPLES = 16_384;
const samples = samplesOf(1, SAMPLES);

function columnOf(formula: Formula): Float64Array {
  const values = formula(samples.at);
  if (typeof values === 'number') throw new Error('has no spread');
  return values;
}

function sampled(spread: Spread, name = 'x'): readonly number[] {
  const quantity = quantityOf(spread, name);
  return [...columnOf(at => at([quantity]))].toSorted((a, b) => a - b);
}

/** z of the normal distribution at 0.975 and 0.9, from tables. */
const [Z975, Z90] = [1.959964, 1.281552];

describe('sampled quantiles are those of the closed form, to 1 %', () => {
  test.each<[string, Spread, readonly (readonly [number, number])[]]>([
    [
      'uniform',
      { low: 6, high: 8 },
      [
        [0.025, 6.05],
        [0.5, 7],
        [0.9, 7.8],
        [0.975, 7.95],
      ],
    ],
    // F(x) = (x − 2)² ÷ 12 up to the mode, 1 − (8 − x)² ÷ 24 above it.
    [
      'triangular',
      { low: 2, point: 4, high: 8 },
      [
        [0.025, 2 + Math.sqrt(0.3)],
        [0.1, 2 + Math.sqrt(1.2)],
        [0.5, 8 - Math.sqrt(12)],
        [0.975, 8 - Math.sqrt(0.6)],
      ],
    ],
    [
      'triangular with its mode at its end',
      { low: 2, point: 8, high: 8 },
      [
        [0.25, 5],
        [0.5, 2 + Math.sqrt(18)],
      ],
    ],
    [
      'normal',
      { normal: { mean: 100, sd: 10 } },
      [
        [0.025, 100 - 10 * Z975],
        [0.5, 100],
        [0.9, 100 + 10 * Z90],
        [0.975, 100 + 10 * Z975],
      ],
    ],
    [
      'lognormal',
      { lognormal: { median: 1200, sigma: 0.3 } },
      [
        [0.025, 1200 * Math.exp(-0.3 * Z975)],
        [0.5, 1200],
        [0.975, 1200 * Math.exp(0.3 * Z975)],
      ],
    ],
  ])('%s', (_, spread, quantiles) => {
    const drawn = sampled(spread);
    for (const [probability, value] of quantiles) {
      expect(Math.abs(quantile(drawn, probability) / value - 1)).toBeLessThan(0.01);
      expect(quantileOf(spread, probability)).toBeCloseTo(value, 4);
    }
  });

  test('the quotient of two lognormals is lognormal, with both spreads in it', () => {
    const [a, b] = [
      quantityOf({ lognormal: { median: 3, sigma: 0.2 } }, 'a'),
      quantityOf({ lognormal: { median: 2, sigma: 0.15 } }, 'b'),
    ];
    const { low, high } = spanOf(seriesOf(samples, at => divided(at([a]), at([b]))));
    const reach = Z975 * Math.hypot(0.2, 0.15);
    expect(Math.abs(low / (1.5 * Math.exp(-reach)) - 1)).toBeLessThan(0.01);
    expect(Math.abs(high / (1.5 * Math.exp(reach)) - 1)).toBeLessThan(0.01);
  });

  test('the difference of two normals is normal', () => {
    const [a, b] = [quantityOf({ normal: { mean: 9, sd: 3 } }, 'a'), quantityOf({ normal: { mean: 3, sd: 4 } }, 'b')];
    const { point, low, high } = spanOf(seriesOf(samples, at => minus(at([a]), at([b]))));
    expect(point).toBe(6);
    expect(Math.abs(low - (6 - 5 * Z975))).toBeLessThan(0.1);
    expect(Math.abs(high - (6 + 5 * Z975))).toBeLessThan(0.1);
  });
});

describe('the samples', () => {
  test('take each slice of (0, 1) once', () => {
    const drawn = Array.from(uniforms(7, 'mfu/a', 100)).toSorted((a, b) => a - b);
    expect(drawn).toEqual(Array.from({ length: 100 }, (_, rank) => (rank + 0.5) / 100));
  });

  test('are the same for one name and seed, and others for another name or seed', () => {
    expect(uniforms(1, 'x', 64)).toEqual(uniforms(1, 'x', 64));
    expect(uniforms(1, 'x', 64)).not.toEqual(uniforms(2, 'x', 64));
    expect(uniforms(1, 'x', 64)).not.toEqual(uniforms(1, 'y', 64));
  });

  test('of two names hardly go together', () => {
    const [x, y] = [uniforms(1, 'x', SAMPLES), uniforms(1, 'y', SAMPLES)];
    const correlation = (12 / SAMPLES) * x.reduce((sum, u, i) => sum + (u - 0.5) * ((y[i] ?? 0) - 0.5), 0);
    expect(Math.abs(correlation)).toBeLessThan(0.03);
  });

  test('of one name go together whole: their quotient has no spread', () => {
    const [a, b] = [quantityOf({ low: 1, high: 9 }, 'rate'), quantityOf({ low: 1, high: 9 }, 'rate')];
    expect(new Set(columnOf(at => divided(at([a]), at([b]))))).toEqual(new Set([1]));
  });
});

test('a point is the middle of a range, the mode of a triangle, the mean of a normal, the median of a lognormal', () => {
  const points = [
    7,
    { low: 6, high: 9 },
    { low: 6, point: 8, high: 9 },
    { normal: { mean: 7, sd: 1 } },
    { lognormal: { median: 3, sigma: 1 } },
  ];
  expect(points.map(spread => quantityOf(spread, 'x').point)).toEqual([7, 7.5, 8, 7, 3]);
  expect(Math.abs(median([...sampled({ lognormal: { median: 3, sigma: 1 } })]) - 3)).toBeLessThan(0.01);
});

test('a range of no width is a number', () => {
  expect(quantityOf({ low: 7, high: 7 }, 'x')).toEqual({ point: 7, draw: null });
});
