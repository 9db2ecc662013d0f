import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairedRatio, type Turn, unpairedRatio, verdictOf } from '../../../reports/difference/ratio.ts';
import { absent, figure } from '../../../reports/figure.ts';
import { milliseconds } from '../../results/rounds.ts';

const turns = (values: readonly number[]): readonly Turn[] => values.map((value, turn) => ({ turn, values: [value] }));

/** exp(d) × level without slope over rounds: places −2 … 2 times the signs come to 0, and so do the signs. */
const SIGNS = [1, -1, 0, -1, 1];
const wavy = (level: number, d: number): readonly number[] => SIGNS.map(sign => level * Math.exp(sign * d));
/** t(0.975, 3), from a printed table. */
const T_OF_3 = 3.182446;
/** Four squared deviations d² over 5 − 2 degrees of freedom, ÷ √5. */
const halfWidth = (d: number): number => (T_OF_3 * Math.sqrt((4 * d * d) / 3)) / Math.sqrt(5);

describe('turns', () => {
  test('what a turn slows on both sides cancels', () => {
    const drifting = [10, 13, 9, 17, 12];
    const ratio = pairedRatio(turns(drifting), turns(drifting.map(ms => 1.05 * ms)));
    expect(ratio).toMatchObject({ kind: 'confidence-95', rounds: 5 });
    expect(ratio?.low).toBeCloseTo(1.05, 12);
    expect(ratio?.high).toBeCloseTo(1.05, 12);
  });

  test('the interval is of the ratios of turns, on logarithms', () => {
    const ratio = pairedRatio(turns([8, 8, 8, 8, 8]), turns(wavy(8.4, 0.01)));
    expect(ratio?.point).toBeCloseTo(1.05, 9);
    expect(ratio?.low).toBeCloseTo(1.05 * Math.exp(-halfWidth(0.01)), 6);
    expect(ratio?.high).toBeCloseTo(1.05 * Math.exp(halfWidth(0.01)), 6);
  });

  test('a turn that one side lacks is left out, and the others keep their partners', () => {
    const a = turns([10, 20, 40, 80]).filter(({ turn }) => turn !== 1);
    expect(pairedRatio(a, turns([11, 99, 44, 88]))).toMatchObject({ kind: 'range', rounds: 3 });
    expect(pairedRatio(a, turns([11, 99, 44, 88]))?.high).toBeCloseTo(1.1, 12);
  });

  test('several rounds of a turn count as their geometric mean', () => {
    const ratio = pairedRatio([{ turn: 0, values: [2, 8] }], [{ turn: 0, values: [4, 16] }]);
    expect(ratio?.point).toBeCloseTo(2, 12);
  });

  test('no turn in common is no ratio', () => {
    expect(pairedRatio(turns([1]), [{ turn: 1, values: [1] }])).toBeNull();
    expect(pairedRatio([{ turn: 0, values: [] }], turns([1]))).toBeNull();
  });
});

describe('two runs', () => {
  test('their errors are independent: squares of the half widths add on logarithms', () => {
    const ratio = unpairedRatio(wavy(4, 0.01), wavy(5, 0.02));
    const reach = Math.hypot(halfWidth(0.01), halfWidth(0.02));
    expect(ratio.kind).toBe('confidence-95');
    expect(ratio.point).toBeCloseTo(1.25, 9);
    expect(ratio.low).toBeCloseTo(1.25 * Math.exp(-reach), 6);
    expect(ratio.high).toBeCloseTo(1.25 * Math.exp(reach), 6);
  });

  test.each([
    [[4, 5], wavy(6, 0.01)],
    [wavy(4.5, 0.1), [5, 6]],
  ])('fewer than 5 rounds on either side are a range', (a, b) => {
    const ratio = unpairedRatio(a, b);
    expect(ratio.kind).toBe('range');
    expect(ratio.rounds).toBe(2);
    expect(ratio.low).toBeCloseTo(Math.min(...b) / Math.max(...a), 12);
    expect(ratio.high).toBeCloseTo(Math.max(...b) / Math.min(...a), 12);
    expect(verdictOf(figure(ratio), false)).toBe('no-interval');
  });

  test('A beside B is the inverse of B beside A', () => {
    const rounds = fc.array(milliseconds, { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(rounds, rounds, (a, b) => {
        const [there, back] = [unpairedRatio(a, b), unpairedRatio(b, a)];
        const near = (x: number, y: number) => Math.abs(x / y - 1) < 1e-6;
        // Beyond what a double holds an end is 0 or infinite.
        fc.pre(there.low > 1e-100 && there.high < 1e100);
        return near(there.point, 1 / back.point) && near(there.low, 1 / back.high) && near(there.high, 1 / back.low);
      }),
    );
  });
});

describe('the verdict', () => {
  const ratio = (low: number, high: number, kind: 'confidence-95' | 'range' | 'bounds' = 'confidence-95') =>
    figure({ point: Math.sqrt(low * high), low, high, kind, rounds: 8 });

  test.each([
    [ratio(1.01, 1.2), 'more'],
    [ratio(0.8, 0.99), 'less'],
    [ratio(0.9, 1.1), 'not-separable'],
    [ratio(1, 1.1), 'not-separable'],
    [ratio(0.9, 1), 'not-separable'],
    [ratio(1, 1), 'not-separable'],
    [ratio(1.1, 1.2, 'range'), 'no-interval'],
    [ratio(1.1, 1.2, 'bounds'), 'no-interval'],
    [absent('no-common-turn'), 'no-interval'],
  ] as const)('of %j is %s', (figureOf, verdict) => {
    expect(verdictOf(figureOf, false)).toBe(verdict);
  });

  test('is withheld where a reason forbids it, and never where there is no interval', () => {
    expect(verdictOf(ratio(1.01, 1.2), true)).toBe('withheld');
    expect(verdictOf(ratio(1.01, 1.2, 'range'), true)).toBe('no-interval');
  });
});
