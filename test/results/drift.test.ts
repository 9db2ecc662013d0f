import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, driftOf, meanMs } from '../../results/drift.ts';

/** So many steps of so many milliseconds, one after the other. */
const steps = (...runs: readonly (readonly [count: number, ms: number])[]) =>
  runs.flatMap(([count, ms]) => Array<number>(count).fill(ms));

describe('the drift of a long window', () => {
  test('is told in parts of at least the length asked for; what is left joins the last', () => {
    // 4 + 4 + 4 ≥ 10, and again; one step is left over.
    expect(driftOf(steps([7, 4]), 10).parts).toEqual([
      { steps: 3, sumMs: 12 },
      { steps: 4, sumMs: 16 },
    ]);
  });

  test('has one part for a step longer than a part, and one for all where none is', () => {
    expect(driftOf([30, 30], 10).parts).toHaveLength(2);
    expect(driftOf([3, 3], 10).parts).toEqual([{ steps: 2, sumMs: 6 }]);
  });

  test('loses no step and no time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 2000 }),
        (ms, every) => {
          const { parts } = driftOf(ms, every);
          expect(parts.reduce((total, part) => total + part.steps, 0)).toBe(ms.length);
          expect(parts.reduce((total, part) => total + part.sumMs, 0)).toBe(ms.reduce((a, b) => a + b, 0));
        },
      ),
    );
  });

  test('is steady from the part on from which clocks have settled', () => {
    // Two fast parts of 10 steps, then eight of about 8 slower ones.
    const samples = steps([20, 10], [64, 12.5]);
    const drift = driftOf(samples, 100);
    expect(drift.parts).toHaveLength(10);
    expect(drift.steadyFrom).toBe(2);
    expect(changeOf(drift)).toBeCloseTo(0.25, 10);
    expect(meanMs(drift.parts.slice(2))).toBe(12.5);
  });

  test('is steady from the first on where nothing drifts', () => {
    expect(driftOf(steps([100, 10]), 100).steadyFrom).toBe(0);
  });

  test('is never steady where it goes on to the end: the last part alone always agrees with itself', () => {
    const slower = Array.from({ length: 10 }, (_, part) => steps([10, 10 * 1.1 ** part])).flat();
    expect(driftOf(slower, 100).steadyFrom).toBeNull();
    expect(driftOf([5], 100).steadyFrom).toBeNull();
  });
});
