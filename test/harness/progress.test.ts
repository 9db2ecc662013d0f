import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../harness/cells/run-options.ts';
import { plan } from '../../harness/plan.ts';
import { formatDuration, noteDuration, progressLine, remainingMs } from '../../harness/progress.ts';
import { layerA, layerB, target } from '../results/small-record.ts';

const cells = plan([target('cpu')], [layerA, layerB], 2);
const at = (index: number, wallMs: number | null): Progress => {
  const cell = cells[index];
  if (cell === undefined) throw new RangeError(`the plan has no cell ${index}`);
  return { cell, status: wallMs === null ? 'started' : 'measured', done: index, total: cells.length, wallMs };
};
/** Durations after the cells of the plan took this long, in order. */
const durationsAfter = (...wallMs: readonly (number | null)[]) => {
  const durations = new Map<string, number>();
  for (const [index, ms] of wallMs.entries()) noteDuration(durations, at(index, ms));
  return durations;
};

describe('the time left', () => {
  test('is not guessed before anything has run', () => {
    expect(remainingMs(cells, durationsAfter(null))).toBeUndefined();
  });

  test('takes each cell to last as the same case did in the round before', () => {
    // proofs 10 and 20 ms, first round 100 and 300 ms: the second round is 100 + 300.
    expect(remainingMs(cells.slice(4), durationsAfter(10, 20, 100, 300))).toBe(400);
  });

  test('takes a case that has not run to last as the mean of what has', () => {
    // Known: 10, 20, 90. Left: B for the first time (40, their mean), A again (90), B again (40).
    expect(remainingMs(cells.slice(3), durationsAfter(10, 20, 90))).toBe(170);
  });

  test('takes a sustained cell to last at least its window', () => {
    const [last] = plan([target('cpu')], [layerA], 1, new Set([layerA.id])).slice(-1);
    if (last === undefined) throw new RangeError('the plan ends in a sustained cell');
    const timing = { minWindowMs: 600_000, minSteps: 1, maxSteps: 9, maxWarmupMs: 0, timeoutMs: 900_000 };
    expect(remainingMs([last], durationsAfter(10), timing)).toBe(600_000);
  });

  test('is nothing when nothing is left', () => {
    expect(remainingMs([], durationsAfter(10))).toBe(0);
  });
});

describe('the progress line', () => {
  test('shows how far it is, how long it takes, and what runs', () => {
    expect(progressLine(at(3, null), 61_000, 200)).toBe(
      `[##########----------] 3/6  1:01 left  cpu ${layerB.id} round 1`,
    );
    expect(progressLine(at(0, null), undefined, 200)).toBe(
      `[--------------------] 0/6  estimating  cpu ${layerA.id} proof`,
    );
  });

  test('names what is neither proof nor round', () => {
    const [last] = plan([target('cpu')], [layerA], 1, new Set([layerA.id])).slice(-1);
    if (last === undefined) throw new RangeError('the plan ends in a sustained cell');
    expect(progressLine({ ...at(3, null), cell: last }, 0, 200)).toMatch(/ sustained$/);
  });

  test('is always shorter than the terminal is wide, so that it never wraps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), columns => {
        expect(progressLine(at(3, null), 1000, columns).length).toBeLessThanOrEqual(Math.max(0, columns - 1));
      }),
    );
  });

  test.each([
    [0, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [65_000, '1:05'],
    [3_600_000, '1:00:00'],
    [7_265_000, '2:01:05'],
  ])('shows %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
