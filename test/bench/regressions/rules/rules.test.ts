import { describe, expect, test } from 'vitest';
import { isOverLast } from './last-value.ts';
import { largerPairs, twoSidedP } from './mann-whitney.ts';
import { upperLimit } from './prediction.ts';

describe('"20 % over the last value"', () => {
  const log = (value: number) => Math.log(value);
  test.each([
    [[10], 12.1, true],
    [[10], 11.9, false],
    [[20, 10], 12.1, true],
    [[10, 20], 12.1, false],
    [[10, null], 12.1, true],
    [[null], 12.1, false],
    [[], 12.1, false],
  ] as const)('after %j a night of %f: %s', (before, tonight, expected) => {
    const nights = before.map(value => (value === null ? null : log(value)));
    expect(isOverLast(nights, log(tonight), 1.2)).toBe(expected);
  });

  test('says nothing of a night without a figure', () => {
    expect(isOverLast([log(10)], null, 1.2)).toBe(false);
  });
});

describe('Mann-Whitney', () => {
  test('counts pairs in which the first is larger, equal ones by half', () => {
    expect(largerPairs([3, 4], [1, 3, 5])).toBe(1 + 0.5 + 1 + 1);
  });

  // All of three above all of three: 2 of C(6, 3) = 20 orders are as far apart. Four: 2 of 70. Eight: 2 of 12,870.
  test.each([
    [9, 3, 3, 2 / 20],
    [0, 3, 3, 2 / 20],
    [16, 4, 4, 2 / 70],
    [64, 8, 8, 2 / 12_870],
    [32, 8, 8, 1],
    // Of C(5, 2) = 10 orders of two and three: U = 6 and U = 5 once each.
    [5, 2, 3, 4 / 10],
  ])('U = %f of %i and %i values has p = %f', (u, n, m, p) => {
    expect(twoSidedP(u, n, m)).toBeCloseTo(p, 12);
  });

  test('has the critical values of the printed tables: of eight and eight 13 at 5 %, 7 at 1 %', () => {
    expect(twoSidedP(13, 8, 8)).toBeLessThan(0.05);
    expect(twoSidedP(14, 8, 8)).toBeGreaterThan(0.05);
    expect(twoSidedP(7, 8, 8)).toBeLessThan(0.01);
    expect(twoSidedP(8, 8, 8)).toBeGreaterThan(0.01);
  });
});

describe("Bencher's t-test", () => {
  // t(0.99; 1) = 31.8205, t(0.99; 2) = 6.9646: the printed tables.
  test.each([
    [[10, 12], 11 + 31.8205 * Math.SQRT2],
    [[9, 10, 11], 10 + 6.9646],
    [[10, 10, 10], 10],
  ])('of %j ends at %f', (values, limit) => {
    expect(upperLimit(values, 0.99)).toBeCloseTo(limit, 2);
  });

  test.each([[[]], [[10]]])('has no limit of %j', values => {
    expect(upperLimit(values, 0.99)).toBeNull();
  });
});
