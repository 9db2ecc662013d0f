import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonQuantumMs, effectiveSteps, quantumMs, stepOrder } from '../../../results/statistics/step-order.ts';

describe('effective steps', () => {
  test('of 1 1 2 2 1 1 2 2 are 8 ÷ (1 + 2·⅛), worked by hand', () => {
    // Deviations −½ −½ ½ ½ …: ρ(1) = (4 − 3) ÷ 8 = ⅛; ρ(2) = −6/8 and ρ(3) = −1/8 add to less than nothing, so the sum ends.
    expect(effectiveSteps([1, 1, 2, 2, 1, 1, 2, 2])).toBeCloseTo(6.4, 12);
  });

  test('are all steps where neighbours go opposite ways', () => {
    expect(effectiveSteps([1, 2, 1, 2, 1, 2, 1, 2])).toBe(8);
  });

  test('are far fewer than the steps where a round stands on two levels', () => {
    // ρ(k) of ten at −1 and ten at 1 is (20 − 3k) ÷ 20 up to k = 10: pairs 1.85, 1.55, 1.25, 0.95, 0.65, and from there on
    // no pair is above −0.05·…: (2·Σ − 1) with Σ of the positive pairs.
    const levels = Array.from({ length: 20 }, (_, i) => (i < 10 ? 1 : 2));
    const pairs = [0, 2, 4, 6, 8, 10].map(k => correlation(k) + correlation(k + 1)).filter(pair => pair > 0);
    const sum = pairs.reduce((total, pair) => total + pair, 0);
    expect(effectiveSteps(levels)).toBeCloseTo(20 / (2 * sum - 1), 9);
  });

  test('are not told of fewer than eight steps, or of equal ones', () => {
    expect(effectiveSteps([1, 2, 3, 4, 5, 6, 7])).toBeNull();
    expect(effectiveSteps(Array(20).fill(5))).toBeNull();
  });

  test('lie between one and all of them', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(steps, values => {
        const effective = effectiveSteps(values) ?? 1;
        expect(effective).toBeGreaterThanOrEqual(1);
        expect(effective).toBeLessThanOrEqual(values.length);
      }),
    );
  });
});

describe('the clock’s quantum', () => {
  test('is the greatest time that every step is a multiple of', () => {
    expect(quantumMs([15.6, 31.2, 46.8])).toBeCloseTo(15.6, 9);
    expect(quantumMs([1.2, 0.9, 2.5])).toBeCloseTo(0.1, 9);
  });

  test('is a nanosecond where steps differ by single ones', () => {
    expect(quantumMs([12.345678, 12.345679])).toBe(1e-6);
  });

  test('is not 0 where every step read 0: it is not known', () => {
    expect(quantumMs([0, 0, 0])).toBeNull();
    expect(quantumMs([0, 2, 4])).toBe(2);
  });

  test('of several rounds is finer than that of each', () => {
    expect(commonQuantumMs([0.6, null, 0.4])).toBeCloseTo(0.2, 9);
    expect(commonQuantumMs([null])).toBeNull();
  });

  test('divides every step', () => {
    const ticks = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ticks, values => {
        const quantum = quantumMs(values.map(value => value / 1000)) ?? 0;
        for (const value of values) expect(Math.abs(((value / 1000 / quantum) % 1) - 0.5)).toBeCloseTo(0.5, 6);
      }),
    );
  });
});

describe('the change along a round', () => {
  test('is what the last step takes longer than the first, on the trend', () => {
    expect(stepOrder([10, 10.5, 11, 11.5, 12]).changeMs).toBeCloseTo(2, 12);
    expect(stepOrder([10, 10.5, 99, 11.5, 12]).changeMs).toBeCloseTo(2, 12);
  });

  test('of two steps is not told', () => {
    expect(stepOrder([10, 12]).changeMs).toBeNull();
  });
});

/** Lag `k` of ten values at −1, then ten at 1. */
function correlation(k: number): number {
  const values = Array.from({ length: 20 }, (_, i) => (i < 10 ? -1 : 1));
  return values.slice(k).reduce((total, value, i) => total + value * (values[i] ?? 0), 0) / 20;
}
