import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  differenceIntervalOverRounds,
  falling,
  type Interval,
  intervalOverRounds,
  ratioIntervalOverRounds,
  rising,
  studentInterval,
} from '../../results/statistics.ts';
import { exactFactor, rounds, shuffled } from './rounds.ts';

function expectAlike(a: Interval, b: Interval, values: readonly number[]): void {
  expect(b.kind).toBe(a.kind);
  const rounding = 1e-9 * Math.max(...values);
  for (const key of ['point', 'low', 'high'] as const) expect(Math.abs(a[key] - b[key])).toBeLessThan(rounding);
}

describe('the interval over rounds', () => {
  test('is mean ± t(0.975, 3)·s/√5 about the line for five rounds, worked by hand', () => {
    // 10 12 11 13 14: mean 12, deviations −2 0 −1 1 2 with squares of 10; along −2 −1 0 1 2 their products add to 9, so the
    // line takes 81/10 and leaves 1.9: s² = 1.9/3; t(0.975, 3) = 3.182446.
    const { point, low, high, kind, rounds } = intervalOverRounds([10, 12, 11, 13, 14]);
    expect({ point, kind, rounds }).toEqual({ point: 12, kind: 'confidence-95', rounds: 5 });
    expect(high - point).toBeCloseTo(3.182446 * Math.sqrt(1.9 / 15), 5);
    expect(point - low).toBeCloseTo(3.182446 * Math.sqrt(1.9 / 15), 5);
  });

  test('uses the t of its own number of rounds: 2.446912 for eight', () => {
    // 9 10 11 10 twice over lies along no line but 4/42 of its squares of 4: −3.5·−1 −1.5·1 +0.5·−1 +2.5·1 = 4, 16/42.
    const { point, high } = intervalOverRounds([9, 10, 11, 10, 9, 10, 11, 10]);
    expect(high - point).toBeCloseTo(2.446912 * Math.sqrt((4 - 16 / 42) / 6 / 8), 5);
  });

  test('does not widen for a machine that drifts evenly from round to round', () => {
    const still = [9, 10, 11, 10, 9, 10, 11, 10];
    const { low, high } = intervalOverRounds(still);
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), slope => {
        const drifting = intervalOverRounds(still.map((value, i) => value + slope * (i - 3.5)));
        expect(drifting.low).toBeCloseTo(low, 9);
        expect(drifting.high).toBeCloseTo(high, 9);
      }),
    );
  });

  test('reaches from the least to the greatest round where rounds fall into two groups', () => {
    // 10.00–10.02 but for one of 11: Student about the line would end below 11.
    expect(intervalOverRounds([10, 10.01, 10.02, 11, 10, 10.01, 10.02, 10]).high).toBe(11);
  });

  test('of four rounds is a range, the least and the greatest, and does not call itself 95 %', () => {
    expect(intervalOverRounds([10, 13, 11, 12])).toEqual({ point: 11.5, low: 10, high: 13, kind: 'range', rounds: 4 });
  });

  test('of one round is that round', () => {
    expect(intervalOverRounds([7])).toEqual({ point: 7, low: 7, high: 7, kind: 'range', rounds: 1 });
  });

  test('of equal rounds has no width', () => {
    expect(intervalOverRounds([3, 3, 3, 3, 3])).toMatchObject({ point: 3, low: 3, high: 3 });
  });

  test('of no rounds does not exist', () => {
    expect(() => intervalOverRounds([])).toThrow('no rounds');
  });

  test('always holds its point between low and high', () => {
    fc.assert(
      fc.property(rounds, values => {
        const { point, low, high } = intervalOverRounds(values);
        const rounding = 1e-12 * point;
        expect(low).toBeLessThanOrEqual(point + rounding);
        expect(high).toBeGreaterThanOrEqual(point - rounding);
      }),
    );
  });

  test('scales as its rounds do', () => {
    fc.assert(
      fc.property(rounds, exactFactor, (values, factor) => {
        const scaled = intervalOverRounds(values.map(value => value * factor));
        expect(scaled).toEqual(rising(intervalOverRounds(values), value => value * factor));
      }),
    );
  });

  test('is the same when the rounds are run backwards', () => {
    fc.assert(
      fc.property(rounds, values => {
        expectAlike(intervalOverRounds(values), intervalOverRounds(values.toReversed()), values);
      }),
    );
  });

  test('does not depend on the order where there is none, as over devices', () => {
    fc.assert(
      fc.property(shuffled, ([values, reordered]) => {
        expectAlike(studentInterval(values), studentInterval(reordered), values);
      }),
    );
  });
});

describe('Student’s interval', () => {
  test('is mean ± t(0.975, 4)·s/√5 for five values, worked by hand', () => {
    // 10 12 11 13 14: mean 12, squares of deviations 4+0+1+1+4 = 10, s² = 10/4, s/√5 = √0.5; t(0.975, 4) = 2.776445.
    const { point, low, high, kind, rounds } = studentInterval([10, 12, 11, 13, 14]);
    expect({ point, kind, rounds }).toEqual({ point: 12, kind: 'confidence-95', rounds: 5 });
    expect(high - point).toBeCloseTo(2.776445 * Math.SQRT1_2, 5);
    expect(point - low).toBeCloseTo(2.776445 * Math.SQRT1_2, 5);
  });

  test('of four values is a range, of one that value', () => {
    expect(studentInterval([10, 13, 11, 12])).toMatchObject({ low: 10, high: 13, kind: 'range', rounds: 4 });
    expect(studentInterval([7])).toEqual({ point: 7, low: 7, high: 7, kind: 'range', rounds: 1 });
  });
});

describe('the interval of a difference', () => {
  test('is that of the differences round by round, so that what slows a whole round cancels', () => {
    const theirs = [10, 30, 20, 70, 40];
    expect(differenceIntervalOverRounds([12, 32, 22, 72, 42], theirs)).toMatchObject({ point: 2, low: 2, high: 2 });
  });

  test('does not exist where rounds cannot be paired', () => {
    expect(() => differenceIntervalOverRounds([1, 2], [1])).toThrow('2 and 1 rounds cannot be paired');
  });
});

describe('an interval through a function', () => {
  test('keeps low below high where the function falls', () => {
    const rate = falling(intervalOverRounds([10, 20, 40]), ms => 1000 / ms);
    expect(rate).toMatchObject({ low: 25, high: 100, kind: 'range', rounds: 3 });
    expect(rate.point).toBeCloseTo(1000 / (70 / 3), 12);
  });
});

describe('the interval of a ratio', () => {
  test('is worked out on logarithms: of ½, 1, 1, 1, 2 the point is 1 and the ends are each other’s inverse', () => {
    const { point, low, high, kind } = ratioIntervalOverRounds([0.5, 1, 1, 1, 2]);
    expect(point).toBeCloseTo(1, 12);
    // Squares of (−1, 0, 0, 0, 1)·ln 2 add to 2; the line takes 4²/10 and leaves 0.4: t(0.975, 3)·ln 2·√(0.4/3)/√5. The rounds
    // are no two groups: the best split, one from four, leaves 0.75 of 2.
    expect(high).toBeCloseTo(Math.exp(3.182446 * Math.LN2 * Math.sqrt(0.4 / 15)), 5);
    expect(low * high).toBeCloseTo(1, 12);
    expect(kind).toBe('confidence-95');
  });

  test('never reaches zero, however far the rounds are apart', () => {
    expect(ratioIntervalOverRounds([0.01, 0.01, 0.01, 0.01, 100]).low).toBeGreaterThan(0);
  });

  test('is the least and the greatest below 5 rounds', () => {
    expect(ratioIntervalOverRounds([0.5, 2])).toMatchObject({ kind: 'range', rounds: 2 });
    expect(ratioIntervalOverRounds([0.5, 2]).low).toBeCloseTo(0.5, 12);
  });
});
