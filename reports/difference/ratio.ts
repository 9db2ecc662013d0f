/** B ÷ A from the values of rounds, and what its interval allows to be said. Pure. docs/method/intervals.md has the intervals. */
import {
  FEWEST_ROUNDS_FOR_CONFIDENCE,
  type Interval,
  mean,
  ratioIntervalOverRounds,
} from '../../results/statistics.ts';
import { type Figure, ratioOf } from '../figure.ts';
import type { Verdict } from './schema.ts';

/** Positive values of a side by turn, from 0; a run that is no turn has one entry. */
export type Turn = { readonly turn: number; readonly values: readonly number[] };

/**
 * Paired by turn: the ratio of each turn's geometric means, over the turns that both sides have. What a turn slows on both sides
 * cancels; what differs from run to run stays in, since each turn is a run. null: no turn in common.
 */
export function pairedRatio(a: readonly Turn[], b: readonly Turn[]): Interval | null {
  const ofA = new Map(a.map(({ turn, values }) => [turn, values]));
  const ratios = b
    .toSorted((x, y) => x.turn - y.turn)
    .flatMap(({ turn, values }) => {
      const others = ofA.get(turn) ?? [];
      return others.length === 0 || values.length === 0 ? [] : [geometricMean(values) / geometricMean(others)];
    });
  return ratios.length === 0 ? null : ratioIntervalOverRounds(ratios);
}

/**
 * Of two runs, whose rounds share nothing: the two intervals on logarithms, put together as independent (reports/figure.ts). With
 * fewer than 5 rounds on a side the range: the least B ÷ the greatest A to the greatest B ÷ the least A. At least one value each.
 */
export function unpairedRatio(a: readonly number[], b: readonly number[]): Interval {
  const rounds = Math.min(a.length, b.length);
  if (rounds >= FEWEST_ROUNDS_FOR_CONFIDENCE) return ratioOf(ratioIntervalOverRounds(b), ratioIntervalOverRounds(a));
  return {
    point: geometricMean(b) / geometricMean(a),
    low: Math.min(...b) / Math.max(...a),
    high: Math.max(...b) / Math.min(...a),
    kind: 'range',
    rounds,
  };
}

const geometricMean = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));

/** A ratio this near to 1 is the rounding of its arithmetic. */
const ROUNDING = 1e-12;

/** An interval that holds 1, its ends included, separates nothing. */
export function verdictOf(ratio: Figure, isWithheld: boolean): Verdict {
  if (!ratio.available || ratio.kind !== 'confidence-95') return 'no-interval';
  if (isWithheld) return 'withheld';
  if (ratio.low > 1 + ROUNDING) return 'more';
  return ratio.high < 1 - ROUNDING ? 'less' : 'not-separable';
}
