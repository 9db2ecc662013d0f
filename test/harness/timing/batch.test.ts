import { describe, expect, test } from 'vitest';
import { batchFor, fenceMs } from '../../../harness/timing/batch.ts';

/** A device on a clock that only it moves: steps of `stepMs`, and a wait of `waitMs` behind each batch. */
function device(stepMs: number, waitMs: number) {
  let nowMs = 0;
  const batches: number[] = [];
  return {
    batches,
    now: () => nowMs,
    fence: async () => {
      nowMs += waitMs;
    },
    run: async (steps: number) => {
      batches.push(steps);
      nowMs += steps * stepMs + waitMs;
    },
  };
}

const LIMITS = { minSteps: 2, maxSteps: 2000 };

describe('a batch', () => {
  test('is one step where a wait is a hundredth of that already', async () => {
    const { run, now, batches } = device(99, 1);
    expect(await batchFor(run, 1, LIMITS, now)).toEqual({ stepsPerBatch: 1, steps: 1 });
    expect(batches).toEqual([1]);
  });

  test.each([
    [10, 1, 10],
    [10, 0.5, 5],
    [3, 1, 33],
    [0.7, 0.7, 99],
  ])(
    'of steps of %d ms and waits of %d ms has %d steps, and its wait is a hundredth',
    async (stepMs, waitMs, least) => {
      const { run, now } = device(stepMs, waitMs);
      const { stepsPerBatch } = await batchFor(run, waitMs, LIMITS, now);
      expect(waitMs / (stepsPerBatch * stepMs + waitMs)).toBeLessThanOrEqual(0.01 + 1e-12);
      expect(stepsPerBatch).toBeGreaterThanOrEqual(least);
      expect(stepsPerBatch).toBeLessThanOrEqual(2 * least);
    },
  );

  test('leaves room for as many batches as a window must have', async () => {
    const { run, now } = device(0.001, 1);
    expect((await batchFor(run, 1, { minSteps: 4, maxSteps: 100 }, now)).stepsPerBatch).toBe(25);
    expect((await batchFor(run, 1, { minSteps: 1, maxSteps: 1 }, now)).stepsPerBatch).toBe(1);
  });
});

test('what a wait costs is the middle one of several, with nothing queued', async () => {
  let nowMs = 0;
  let waits = 0;
  const fence = async () => {
    waits += 1;
    nowMs += waits === 1 ? 50 : 2;
  };
  expect(await fenceMs(fence, () => nowMs)).toBe(2);
});
