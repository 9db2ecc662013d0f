import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardPool } from '../../../reports/spread/boards.ts';
import { chipTime, spreadOfBoards, widened } from '../../../reports/spread/chip-time.ts';
import { intervalOverRounds } from '../../../results/statistics.ts';

type Timed = BoardPool & { readonly values: readonly number[] };

/** A board with these rounds; `place` is its machine and, unless given, its run. */
const board = (place: string, values: readonly number[], run = place): Timed => ({
  record: { context: { runId: run, startedAt: '2026-03-01', machine: { id: place } } },
  target: { device: { vendor: 'NVIDIA', name: 'NVIDIA H20', index: Number(place.split('/')[1] ?? 0) } },
  rounds: [],
  values,
});
const timeOf = ({ values }: Timed) => intervalOverRounds(values);
const Z = 1.959963984540054;
const width = (interval: { readonly low: number; readonly high: number }) => Math.log(interval.high / interval.low);
const known = { board: 0.05, run: 0.02 };
const unknown = { board: null, run: null };
const rounds = [9, 10, 11, 10, 10];

describe('the time of a chip', () => {
  test('by one board is that board, as wide as its rounds and as boards differ, their squares added', () => {
    const own = intervalOverRounds(rounds);
    const { interval, boards, scope } = chipTime([board('a', rounds)], timeOf, known);
    expect(interval).toMatchObject({ point: 10, kind: 'confidence-95', rounds: 5 });
    expect(Math.log(10 / interval.low)).toBeCloseTo(Math.hypot(Math.log(10 / own.low), Z * 0.05), 12);
    expect(Math.log(interval.high / 10)).toBeCloseTo(Math.hypot(Math.log(own.high / 10), Z * 0.05), 12);
    expect([boards, scope]).toEqual([['a/nvidia/0'], 'chip']);
  });

  test('by sixteen rounds of one board is still that of one board', () => {
    const sixteen = Array.from({ length: 16 }, (_, i) => 10 + 0.001 * (i % 3));
    expect(width(chipTime([board('a', sixteen)], timeOf, known).interval)).toBeGreaterThan(2 * Z * 0.05);
  });

  test('where nothing is known of boards, is said to be of these boards', () => {
    const { interval, scope } = chipTime([board('a', rounds)], timeOf, unknown);
    expect(interval).toEqual(intervalOverRounds(rounds));
    expect(scope).toBe('boards');
    expect(chipTime([board('a', rounds), board('b', rounds)], timeOf, unknown).scope).toBe('boards');
  });

  test('by two boards that agree is as wide as boards are known to differ, over the root of two', () => {
    const exact = [10, 10, 10, 10, 10];
    const { interval } = chipTime([board('a', exact), board('b', exact)], timeOf, known);
    expect(width(interval)).toBeCloseTo((2 * Z * 0.05) / Math.SQRT2, 9);
  });

  test('by two boards that differ by more than is known follows what they show', () => {
    const pools = [board('a', [10, 10, 10, 10, 10]), board('b', [20, 20, 20, 20, 20])];
    // Their variance is ln² 2 ÷ 2; of the mean half of that.
    const { interval } = chipTime(pools, timeOf, known);
    expect(interval.point).toBeCloseTo(10 * Math.SQRT2, 6);
    expect(width(interval)).toBeCloseTo(2 * Z * (Math.LN2 / 2), 6);
  });

  test('by four boards of one run shares what runs differ by, which more boards do not mend', () => {
    const exact = [10, 10, 10, 10, 10];
    const pools = [0, 1, 2, 3].map(index => board(`a/${index}`, exact, 'one night'));
    const { interval } = chipTime(pools, timeOf, known);
    expect(width(interval)).toBeCloseTo(2 * Z * Math.sqrt(0.05 ** 2 / 4 + 0.02 ** 2 * (1 - 1 / 4)), 9);
  });

  test('by five boards is Student’s over boards, where their rounds leave nothing open', () => {
    const levels = [10, 10.1, 10.2, 10.3, 10.4];
    const pools = levels.map((level, i) => board(`${i}`, Array<number>(5).fill(level)));
    const logs = levels.map(Math.log);
    const centre = logs.reduce((sum, log) => sum + log, 0) / 5;
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - centre) ** 2, 0) / 4);
    const { interval, boards, scope } = chipTime(pools, timeOf, unknown);
    expect(interval.point).toBeCloseTo(Math.exp(centre), 9);
    // t(0.975, 4) = 2.776445.
    expect(width(interval)).toBeCloseTo((2 * 2.776445 * deviation) / Math.sqrt(5), 5);
    expect([interval.kind, boards.length, scope]).toEqual(['confidence-95', 5, 'chip']);
  });

  test('by five boards of one round each has an interval: what a round leaves open is between the boards', () => {
    const pools = [10, 10.1, 10.2, 10.3, 10.4].map((level, i) => board(`${i}`, [level]));
    expect(chipTime(pools, timeOf, unknown).interval).toMatchObject({ kind: 'confidence-95', rounds: 5 });
  });

  test('by four boards of which one has few rounds is a range that holds every end', () => {
    const pools = [board('a', rounds), board('b', rounds), board('c', rounds), board('d', [8, 12])];
    const { interval } = chipTime(pools, timeOf, known);
    expect(interval.kind).toBe('range');
    expect(interval.low).toBeLessThanOrEqual(8);
    expect(interval.high).toBeGreaterThanOrEqual(12);
  });

  test('a board whose interval reaches zero leaves the others, and alone stays as it is', () => {
    const wild = [1, 40, 1, 40, 1];
    expect(timeOf(board('a', wild)).low).toBeLessThanOrEqual(0);
    expect(chipTime([board('a', wild)], timeOf, known).interval).toEqual(intervalOverRounds(wild));
    expect(chipTime([board('a', wild), board('b', rounds)], timeOf, known).interval.point).toBeCloseTo(10, 6);
  });

  test('never narrows by a second name for the same board, whatever its rounds', () => {
    const value = fc.double({ min: 9, max: 11, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), values => {
        const alone = chipTime([board('a', values)], timeOf, known);
        expect(chipTime([board('a', values), board('b', values, 'a')], timeOf, known)).toEqual(alone);
      }),
    );
  });
});

describe('what lies between boards', () => {
  test('is the catalog’s below five boards, and from five what they show, with t for their number', () => {
    const levels = [10, 10.1, 10.2, 10.3, 10.4];
    const pools = levels.map((level, i) => board(`${i}`, [level]));
    expect(spreadOfBoards(pools.slice(1), timeOf, known)).toEqual(known);
    const logs = levels.map(Math.log);
    const centre = logs.reduce((sum, log) => sum + log, 0) / 5;
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - centre) ** 2, 0) / 4);
    expect(spreadOfBoards(pools, timeOf, unknown).board).toBeCloseTo((deviation * 2.776445) / Z, 6);
  });

  test('an interval of no width gets one', () => {
    const exact = { point: 10, low: 10, high: 10, kind: 'confidence-95', rounds: 5 } as const;
    expect(width(widened(exact, 0.05))).toBeCloseTo(2 * Z * 0.05, 12);
    expect(widened(exact, null)).toEqual(exact);
  });
});
