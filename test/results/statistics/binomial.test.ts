import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialUpperTail } from '../../../results/statistics/binomial.ts';

/** By Pascal's rule, one trial after the other: no power, no quotient. */
function tailByTrials(successes: number, trials: number, probability: number): number {
  let chances = [1];
  for (let trial = 0; trial < trials; trial += 1) {
    chances = Array.from(
      { length: chances.length + 1 },
      (_, k) => (chances[k] ?? 0) * (1 - probability) + (chances[k - 1] ?? 0) * probability,
    );
  }
  return chances.slice(successes).reduce((sum, chance) => sum + chance, 0);
}

test('one success or more of three is what three failures leave', () => {
  expect(binomialUpperTail(1, 3, 0.05)).toBeCloseTo(1 - 0.95 ** 3, 15);
  expect(binomialUpperTail(0, 3, 0.05)).toBe(1);
  expect(binomialUpperTail(3, 3, 0.05)).toBeCloseTo(0.05 ** 3, 12);
});

test('is the sum of the trials one after the other', () => {
  const counts = fc.integer({ min: 1, max: 300 }).chain(n => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  const chances = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(counts, chances, ([k, n], p) => Math.abs(binomialUpperTail(k, n, p) - tailByTrials(k, n, p)) < 1e-11),
  );
});

test('so many trials that the chance of none is no number a double can hold', () => {
  expect(binomialUpperTail(1000, 20_000, 0.05)).toBeCloseTo(0.51, 1);
});
