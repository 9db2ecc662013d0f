import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_WARMUP_MS, timeBatches, warmUp } from '../../../harness/timing/window.ts';
import type { Timing } from '../../../suites/suite.ts';

/** Steps that take these many milliseconds in turn, then the last for ever, on a clock that only they move. */
function playing(durationsMs: readonly number[]) {
  let nowMs = 1000;
  let steps = 0;
  return {
    now: () => nowMs,
    run: async (count: number) => {
      const before = nowMs;
      for (let i = 0; i < count; i += 1) nowMs += durationsMs[Math.min(steps + i, durationsMs.length - 1)] ?? 0;
      steps += count;
      return [{ steps: count, ms: nowMs - before }];
    },
    count: () => steps,
  };
}

const timing: Timing = { minWindowMs: 0, minSteps: 1, maxSteps: 1000, maxWarmupMs: 0, timeoutMs: 1000 };

describe('warming up', () => {
  const limits = { minWarmupMs: 0, maxWarmupMs: 10_000 };

  test('ends with the step at which times have settled', async () => {
    // Of the last twenty of 23 the first three are slow; one that is slow is held to what the others show.
    const { run, now } = playing([200, 100, 50, 10]);
    expect(await warmUp(run, 1, limits, now)).toMatchObject({ settled: true });
    const equal = playing([10]);
    expect(await warmUp(equal.run, 1, limits, equal.now)).toEqual({ steps: 20, ms: 200, settled: true });
  });

  test('judges batches by the mean of their steps, and counts their steps', async () => {
    const { run, now } = playing([10]);
    expect(await warmUp(run, 4, limits, now)).toEqual({ steps: 80, ms: 800, settled: true });
  });

  test('takes the least time it is given, however soon times settle', async () => {
    const { run, now } = playing([10]);
    expect(await warmUp(run, 1, { ...limits, minWarmupMs: 500 }, now)).toEqual({ steps: 50, ms: 500, settled: true });
  });

  test('takes 100 ms where nothing is said, as steps may be short', async () => {
    const { run, now } = playing([0.5]);
    const { ms, settled } = await warmUp(run, 1, { maxWarmupMs: 10_000 }, now);
    expect({ ms, settled }).toEqual({ ms: LEAST_WARMUP_MS, settled: true });
  });

  test('is settled at its last step too, where there is no time for more', async () => {
    const { run, now } = playing([1]);
    expect(await warmUp(run, 1, { maxWarmupMs: 40 }, now)).toEqual({ steps: 40, ms: 40, settled: true });
  });

  test('ends when its time is over, and says that times have not settled', async () => {
    const { run, now } = playing([100, 90, 80, 70, 60, 50, 40]);
    expect(await warmUp(run, 1, { ...limits, maxWarmupMs: 250 }, now)).toEqual({ steps: 3, ms: 270, settled: false });
  });

  test('runs one step even where it has no time at all', async () => {
    const { run, now, count } = playing([5]);
    expect(await warmUp(run, 1, { maxWarmupMs: 0 }, now)).toEqual({ steps: 1, ms: 5, settled: false });
    expect(count()).toBe(1);
  });
});

describe('a timed window', () => {
  test('keeps its samples in the order they were taken', async () => {
    const { run, now } = playing([5, 1, 9, 2, 7]);
    expect(await timeBatches(run, 1, { ...timing, minSteps: 5 }, now)).toEqual([5, 1, 9, 2, 7]);
  });

  test('runs no step that is not a sample', async () => {
    const { run, now, count } = playing([3]);
    expect(await timeBatches(run, 1, { ...timing, minSteps: 4 }, now)).toHaveLength(4);
    expect(count()).toBe(4);
  });

  test('throws no sample away, not even the first or the slowest', async () => {
    const { run, now } = playing([900, 1, 1, 1]);
    expect(await timeBatches(run, 1, { ...timing, minWindowMs: 902 }, now)).toEqual([900, 1, 1]);
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
          const { run, now } = playing(durations);
          const samples = await timeBatches(run, 1, { ...timing, ...limits }, now);
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

  test('has one sample a batch, the mean of its steps', async () => {
    const { run, now, count } = playing([1, 3, 5, 7, 9, 11, 13]);
    expect(await timeBatches(run, 2, { ...timing, minSteps: 3 }, now)).toEqual([2, 6, 10]);
    expect(count()).toBe(6);
  });

  test('runs no more steps than it may, in whole batches', async () => {
    const { run, now, count } = playing([1]);
    expect(await timeBatches(run, 4, { ...timing, minWindowMs: 1000, maxSteps: 11 }, now)).toEqual([1, 1]);
    expect(count()).toBe(8);
  });

  test('lets through what a step throws', async () => {
    const run = async () => {
      throw new Error('the device is gone');
    };
    await expect(timeBatches(run, 1, timing, () => 0)).rejects.toThrow('the device is gone');
  });
});
