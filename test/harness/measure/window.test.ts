import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSettled, timeSteps, warmUp } from '../../../harness/measure/window.ts';
import type { Timing } from '../../../suites/suite.ts';

/** Steps that take these many milliseconds in turn, then the last for ever, on a clock that only they move. */
function playing(durationsMs: readonly number[]) {
  let nowMs = 1000;
  let steps = 0;
  return {
    now: () => nowMs,
    step: async () => {
      nowMs += durationsMs[Math.min(steps, durationsMs.length - 1)] ?? 0;
      steps += 1;
    },
    count: () => steps,
  };
}

const timing: Timing = { minWindowMs: 0, minSteps: 1, maxSteps: 1000, maxWarmupMs: 0, timeoutMs: 1000 };

describe('step times have settled', () => {
  test.each<[string, readonly number[], boolean]>([
    ['not with five steps', [10, 10, 10, 10, 10], false],
    ['with six that are equal', [10, 10, 10, 10, 10, 10], true],
    ['when the earlier and the later three have medians 3 % apart', [100, 100, 100, 103, 103, 103], true],
    ['not when they are 4 % apart', [100, 100, 100, 104, 104, 104], false],
    ['not while they still fall', [30, 28, 26, 24, 22, 20], false],
    [
      'not while they fall by 1 % a step, of which three steps make less than 3 %',
      [106, 105, 104, 103, 102, 101],
      false,
    ],
    // Scores of −5 and −7 beside a deviation of √(6·5·17 ÷ 18) = 5.32.
    ['when they fall no more than by chance', [103, 102, 101, 102, 101, 102], true],
    ['not when they fall more', [103, 102, 102, 102, 101, 101], false],
    ['not when only the last six of twenty are down', [...Array(14).fill(13), ...Array(6).fill(10)], false],
    ['by no more than the last 64', [...Array(100).fill(13), ...Array(64).fill(10)], true],
    ['whatever a single step in each group does', [10, 99, 10, 10, 1, 10], true],
    ['when the last six have, whatever came before', [90, 50, 20, 10, 10, 10, 10, 10, 10], true],
  ])('%s', (_, times, settled) => {
    expect(isSettled(times)).toBe(settled);
  });
});

describe('warming up', () => {
  test('ends with the step at which times have settled', async () => {
    // Groups ending at step 9: 10 10 10 and 10 10 10; at step 8: 10 10 10 and 50 10 10 (median 10): settled at 8.
    const { step, now } = playing([200, 100, 50, 10]);
    expect(await warmUp(step, 10_000, now)).toEqual({ steps: 8, ms: 400, settled: true });
  });

  test('ends when its time is over, and says that times have not settled', async () => {
    const { step, now } = playing([100, 90, 80, 70, 60, 50, 40]);
    expect(await warmUp(step, 250, now)).toEqual({ steps: 3, ms: 270, settled: false });
  });

  test('runs one step even where it has no time at all', async () => {
    const { step, now, count } = playing([5]);
    expect(await warmUp(step, 0, now)).toEqual({ steps: 1, ms: 5, settled: false });
    expect(count()).toBe(1);
  });
});

describe('a timed window', () => {
  test('keeps its samples in the order they were taken', async () => {
    const { step, now } = playing([5, 1, 9, 2, 7]);
    expect(await timeSteps(step, { ...timing, minSteps: 5 }, now)).toEqual([5, 1, 9, 2, 7]);
  });

  test('runs no step that is not a sample', async () => {
    const { step, now, count } = playing([3]);
    expect(await timeSteps(step, { ...timing, minSteps: 4 }, now)).toHaveLength(4);
    expect(count()).toBe(4);
  });

  test('throws no sample away, not even the first or the slowest', async () => {
    const { step, now } = playing([900, 1, 1, 1]);
    expect(await timeSteps(step, { ...timing, minWindowMs: 902 }, now)).toEqual([900, 1, 1]);
  });

  test('ends at the first step at which both window and steps are reached, or at the most steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.record({
          minWindowMs: fc.integer({ min: 0, max: 400 }),
          minSteps: fc.integer({ min: 1, max: 30 }),
          maxSteps: fc.integer({ min: 1, max: 40 }),
        }),
        async (durations, limits) => {
          const { step, now } = playing(durations);
          const samples = await timeSteps(step, { ...timing, ...limits }, now);
          const sum = samples.reduce((total, ms) => total + ms, 0);
          const enough = (ms: number, steps: number) => ms >= limits.minWindowMs && steps >= limits.minSteps;
          const isLast = samples.length === limits.maxSteps || enough(sum, samples.length);
          const last = samples.at(-1) ?? 0;
          expect(samples.length).toBeLessThanOrEqual(limits.maxSteps);
          expect(isLast).toBe(true);
          expect(samples.length > 1 && enough(sum - last, samples.length - 1)).toBe(false);
          expect(samples).toEqual(samples.map((_, i) => durations[Math.min(i, durations.length - 1)]));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('lets through what a step throws', async () => {
    const step = async () => {
      throw new Error('the device is gone');
    };
    await expect(timeSteps(step, timing, () => 0)).rejects.toThrow('the device is gone');
  });
});
