import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../harness/cells/run-options.ts';
import { plan } from '../../harness/plan.ts';
import { type Durations, formatDuration, noteDuration, progressLine, remainingMs } from '../../harness/progress.ts';
import type { Cell } from '../../results/record.ts';
import { layerA, layerB, target } from '../results/small-record.ts';

const cells = plan([target('cpu')], [layerA, layerB], 2);
const at = (index: number, wallMs: number | null): Progress => {
  const cell = cells[index];
  if (cell === undefined) throw new RangeError(`the plan has no cell ${index}`);
  return { cell, status: wallMs === null ? 'started' : 'measured', done: index, total: cells.length, wallMs };
};
/** A proof is expected to take 1 s, a timed cell 2 s, a sustained cell 10 min. */
const expectedMs = ({ kind }: Cell): number => ({ proof: 1000, time: 2000, sustained: 600_000 })[String(kind)] ?? 0;
/** Durations after the cells of the plan took this long, in order. */
const durationsAfter = (...wallMs: readonly (number | null)[]) => {
  const durations: Durations = new Map();
  for (const [index, ms] of wallMs.entries()) noteDuration(durations, at(index, ms), expectedMs);
  return durations;
};

describe('the time left', () => {
  test('is not guessed before anything has run', () => {
    expect(remainingMs(cells, durationsAfter(null), expectedMs)).toBeUndefined();
  });

  test('takes each cell to last as the same case did in the round before', () => {
    // proofs 10 and 20 ms, first round 100 and 300 ms: the second round is 100 + 300.
    expect(remainingMs(cells.slice(4), durationsAfter(10, 20, 100, 300), expectedMs)).toBe(400);
  });

  test('takes a case to last as the median of its rounds, so that a slow round does not count twice', () => {
    const three = plan([target('cpu')], [layerA], 4);
    const durations: Durations = new Map();
    for (const [index, wallMs] of [10, 100, 900, 200].entries()) {
      const cell = three[index];
      if (cell !== undefined) noteDuration(durations, { ...at(0, wallMs), cell, wallMs }, expectedMs);
    }
    expect(remainingMs(three.slice(4), durations, expectedMs)).toBe(200);
  });

  test('takes a cell of a kind that has not run to last as expected, however short the proofs were', () => {
    // Two proofs of 10 ms say nothing of timed cells: four of 2 s are left.
    expect(remainingMs(cells.slice(2), durationsAfter(10, 20), expectedMs)).toBe(8000);
  });

  test('takes a case that has not run to last as expected, times what its kind took beyond that', () => {
    // A took 7 s where 2 s were expected: (7 + 3) ÷ (2 + 3) = 2. Left: B (2 × 2 s), A again (7 s), B again (4 s).
    expect(remainingMs(cells.slice(3), durationsAfter(10, 20, 7000), expectedMs)).toBe(4000 + 7000 + 4000);
  });

  test('takes a sustained cell to last as expected, whatever timed cells took', () => {
    const [last] = plan([target('cpu')], [layerA], 1, new Set([layerA.id])).slice(-1);
    if (last === undefined) throw new RangeError('the plan ends in a sustained cell');
    expect(remainingMs([last], durationsAfter(10, 20, 7000), expectedMs)).toBe(600_000);
  });

  test('is nothing when nothing is left', () => {
    expect(remainingMs([], durationsAfter(10), expectedMs)).toBe(0);
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
