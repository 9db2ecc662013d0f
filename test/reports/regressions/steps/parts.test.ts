import { describe, expect, test } from 'vitest';
import { discoveries } from '../../../../reports/regressions/steps/discoveries.ts';
import { medianOf } from '../../../../reports/regressions/steps/median.ts';
import { correlation, innovations, weeklyPattern } from '../../../../reports/regressions/steps/noise.ts';
import { drawnTogether } from '../../../../reports/regressions/steps/pooled.ts';
import { sharedMovement, shareFollowed } from '../../../../reports/regressions/steps/residuals.ts';
import { robust } from '../../../../reports/regressions/steps/robust.ts';
import { smallestStep } from '../../../../reports/regressions/steps/smallest-step.ts';
import { NORMAL, normalScore, tailFreedom, tForScore } from '../../../../reports/regressions/steps/tails.ts';
import { randomFrom } from '../../../bench/random.mjs';

const normals = (seed: number, count: number): Float64Array => {
  const { normal } = randomFrom(seed);
  return Float64Array.from({ length: count }, normal);
};

describe('location and scale', () => {
  test('are those of the values where none is wild', () => {
    expect(robust(Float64Array.of(1, 2, 3, 4, 5))).toMatchObject({ location: 3, count: 5 });
  });

  test('are moved little by a wild value, and not at all by one that is not there', () => {
    const { location, count } = robust(Float64Array.of(1, 2, 3, 4, 5, 1e6, Number.NaN));
    expect(count).toBe(6);
    expect(location).toBeLessThan(4.5);
  });

  test('come near those of a normal distribution', () => {
    const { location, scale } = robust(normals(1, 20_000));
    expect(location).toBeCloseTo(0, 1);
    expect(Math.abs(scale - 1)).toBeLessThan(0.02);
  });
});

describe('discoveries (Benjamini and Hochberg)', () => {
  const chances = [0.01, 0.02, 0.039, 0.2].map((p, series) => ({ series, p }));

  test('believe all up to the last that is rare enough for its place', () => {
    // 0.039 ≤ 3 · 0.05 ÷ 4 = 0.0375 does not hold, 0.02 ≤ 0.025 does.
    expect([...discoveries(chances, 4, 0.05)]).toEqual([0, 1]);
  });

  test('of more series believe fewer', () => {
    expect([...discoveries(chances, 40, 0.05)]).toEqual([]);
  });
});

describe('nights that follow each other', () => {
  const phi = 0.6;
  const draws = normals(2, 4000);
  const series = draws.map(() => 0);
  for (const [night, value] of draws.entries()) series[night] = phi * (series[night - 1] ?? 0) + value;

  test('have the correlation that they were made with', () => {
    expect(Math.abs(correlation(series, series.length).phi - phi)).toBeLessThan(0.04);
    expect(Math.abs(correlation(draws, draws.length).phi)).toBeLessThan(0.04);
  });

  test('leave what each night adds', () => {
    const added = innovations(series, phi);
    expect(added[100]).toBeCloseTo(draws[100] ?? 0, 12);
  });
});

describe('a week', () => {
  const days = Array.from({ length: 77 }, (_, day) => day);

  test('is seen where days differ', () => {
    const noise = normals(4, 77);
    const values = noise.map((value, day) => value + (day % 7 === 2 ? 5 : 0));
    const pattern = weeklyPattern(values, days, 77);
    expect(pattern?.indexOf(Math.max(...pattern))).toBe(2);
  });

  test('is not seen in chance, nor in fewer than 8 weeks', () => {
    expect(weeklyPattern(normals(5, 77), days, 77)).toBeNull();
    expect(
      weeklyPattern(
        Float64Array.from(days, day => (day % 7 === 2 ? 5 : 0)),
        days,
        50,
      ),
    ).toBeNull();
  });
});

describe('what sentinels do alike', () => {
  test('is the median of those that ran', () => {
    const moved = sharedMovement([Float64Array.of(1, Number.NaN), Float64Array.of(3, 4), Float64Array.of(9, 8)], 2);
    expect([...moved]).toEqual([3, 6]);
  });

  test('is followed by the share that a series was made with, or by none', () => {
    const [shared, own] = [normals(6, 200), normals(7, 200)];
    const follows = own.map((value, night) => 0.3 * value + 0.7 * (shared[night] ?? 0));
    expect(Math.abs(shareFollowed(follows, shared, 200).slope - 0.7)).toBeLessThan(0.06);
    expect(shareFollowed(own, shared, 200).slope).toBeLessThan(0.1);
  });
});

describe('tails', () => {
  test('of normal nights are normal, or nearly', () => {
    expect(tailFreedom([{ values: normals(8, 20_000), scale: () => 1 }])).toBeGreaterThan(15);
  });

  test('of wild nights are heavy', () => {
    const wild = normals(9, 5000).map((value, night) => (night % 50 === 0 ? 8 * value : value));
    expect(tailFreedom([{ values: wild, scale: () => 1 }])).toBeLessThan(10);
  });

  test('a score and its t belong together', () => {
    expect(tForScore(normalScore(4, 5), 5)).toBeCloseTo(4, 10);
    expect(normalScore(4, NORMAL)).toBe(4);
    // t with 5 degrees of freedom exceeds 4.032 in 0.5 of 100 cases, a normal deviate 2.576.
    expect(Math.abs(normalScore(4.032, 5) - 2.576)).toBeLessThan(0.02);
  });
});

test('estimates that differ no more than chance become one, others stay their own', () => {
  const alike = Array.from({ length: 10 }, (_, i) => ({ value: 1 + 0.01 * (i - 4.5), variance: 1 }));
  expect(drawnTogether(alike).map(({ value }) => value)).toEqual(alike.map(() => expect.closeTo(1, 10)));
  const apart = Array.from({ length: 10 }, (_, i) => ({ value: i, variance: 1e-6 }));
  expect(drawnTogether(apart).map(({ value }) => value)).toEqual(apart.map(({ value }) => expect.closeTo(value, 3)));
});

test('the smallest step grows with the noise and with the number of series', () => {
  const noise = { sigma: 0.01, freedom: 60, phi: 0, tail: NORMAL, shared: 0, weekly: null, nights: 90 };
  const least = smallestStep(noise, 50);
  expect(least).toBeGreaterThan(0.04);
  expect(least).toBeLessThan(0.06);
  expect(smallestStep({ ...noise, sigma: 0.02 }, 50)).toBeGreaterThan(least);
  expect(smallestStep(noise, 500)).toBeGreaterThan(least);
});

test.each([1, 2, 3, 7, 8, 91, 200])('the median of %i values is that of the sorted ones', count => {
  const values = normals(11, count).map((value, i) => (i % 5 === 3 ? Math.round(value) : value));
  const sorted = values.toSorted();
  const middle = count / 2;
  const expected =
    count % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  expect(medianOf(values)).toBe(expected);
  expect(medianOf(Float64Array.of(...values, Number.NaN))).toBe(expected);
});
