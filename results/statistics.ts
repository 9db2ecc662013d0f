/** From step times to intervals. Pure: numbers in, numbers out. docs/method/intervals.md says what each figure promises. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { RoundStatistics } from './schema/outcome.ts';
import { mean, quantile, sum } from './statistics/quantiles.ts';
import { stepOrder } from './statistics/step-order.ts';
import { twoGroups } from './statistics/two-groups.ts';

export { mean, median, quantile } from './statistics/quantiles.ts';

/**
 * `confidence-95`: holds the expected value in 95 of 100 runs. `range`: fewer than 5 values, where no interval keeps its
 * promise; low and high are the least and the greatest. `bounds`: not sampled: the stated bounds of a projection.
 */
export type IntervalKind = 'confidence-95' | 'range' | 'bounds';

export type Interval = {
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly kind: IntervalKind;
  /** Independent rounds it stands on; 0 for `bounds`. */
  readonly rounds: number;
};

export const FEWEST_ROUNDS_FOR_CONFIDENCE = 5;

/**
 * The mean of one value per round, in the order of the rounds, with its 95 % interval: mean ± t(0.975, n−2)·s/√n, where s is
 * the deviation from the least-squares line over rounds (Draper & Smith 1998: the line's value at its middle). So a
 * machine that drifts evenly does not blow up what is known of its mean. Rounds are fresh processes, so what differs from
 * process to process is inside s; steps of one round are not independent and are never counted as if they were. Rounds in
 * two groups are not normal about any line: then the interval also reaches from the least to the greatest round.
 */
export function intervalOverRounds(values: readonly number[]): Interval {
  const rounds = values.length;
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE) return studentInterval(values);
  const { point, low, high, kind } = around(mean(values), residuals(values), rounds - 2);
  const reached = twoGroups(values) === null ? [] : values;
  return { point, low: Math.min(low, ...reached), high: Math.max(high, ...reached), kind, rounds };
}

/** As `intervalOverRounds`, of values in no order, such as devices: Student's mean ± t(0.975, n−1)·s/√n. */
export function studentInterval(values: readonly number[]): Interval {
  const rounds = values.length;
  if (rounds === 0) throw new RangeError('no rounds, so no interval');
  const point = mean(values);
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE) {
    return { point, low: Math.min(...values), high: Math.max(...values), kind: 'range', rounds };
  }
  return around(
    point,
    values.map(value => value - point),
    rounds - 1,
  );
}

/**
 * As `intervalOverRounds` for ratios, all positive, on their logarithms: 2 and ½ are equally far from 1 and no end is ever
 * negative. The point is the geometric mean.
 */
export function ratioIntervalOverRounds(ratios: readonly number[]): Interval {
  return rising(intervalOverRounds(ratios.map(Math.log)), Math.exp);
}

/** As `intervalOverRounds` for `ours` − `theirs`, paired by round: what slows a whole round cancels. Equally many of both. */
export function differenceIntervalOverRounds(ours: readonly number[], theirs: readonly number[]): Interval {
  if (ours.length !== theirs.length) {
    throw new RangeError(`${ours.length} and ${theirs.length} rounds cannot be paired`);
  }
  return intervalOverRounds(ours.map((value, i) => value - (theirs[i] ?? Number.NaN)));
}

/** Maps an interval through a falling function such as time → rate, so low and high change places. */
export function falling(interval: Interval, f: (value: number) => number): Interval {
  return { ...interval, point: f(interval.point), low: f(interval.high), high: f(interval.low) };
}

/** Maps an interval through a rising function such as a change of unit. */
export function rising(interval: Interval, f: (value: number) => number): Interval {
  return { ...interval, point: f(interval.point), low: f(interval.low), high: f(interval.high) };
}

/** The figures of one round that every later interval is computed from. `stepMs` in time order, at least one. */
export function roundStatistics(stepMs: readonly number[]): RoundStatistics {
  if (stepMs.length === 0) throw new RangeError('roundStatistics: no steps');
  const sorted = stepMs.toSorted((a, b) => a - b);
  const [p25Ms, p75Ms] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = 3 * (p75Ms - p25Ms);
  return {
    steps: stepMs.length,
    sumMs: sum(stepMs),
    sumSquaresMs2: sum(stepMs.map(ms => ms * ms)),
    minMs: quantile(sorted, 0),
    p05Ms: quantile(sorted, 0.05),
    p25Ms,
    medianMs: quantile(sorted, 0.5),
    p75Ms,
    p95Ms: quantile(sorted, 0.95),
    maxMs: quantile(sorted, 1),
    outliers: stepMs.filter(ms => ms < p25Ms - reach || ms > p75Ms + reach).length,
    order: stepOrder(stepMs),
  };
}

function around(point: number, deviations: readonly number[], freedom: number): Interval {
  const rounds = deviations.length;
  const variance = sum(deviations.map(deviation => deviation ** 2)) / freedom;
  const halfWidth = tQuantile(0.975, freedom) * Math.sqrt(variance / rounds);
  return { point, low: point - halfWidth, high: point + halfWidth, kind: 'confidence-95', rounds };
}

/** What is left of values when the least-squares line over their order is taken out. */
function residuals(values: readonly number[]): number[] {
  const centre = mean(values);
  const places = values.map((_, i) => i - (values.length - 1) / 2);
  const slope =
    sum(values.map((value, i) => (value - centre) * (places[i] ?? 0))) / sum(places.map(place => place ** 2));
  return values.map((value, i) => value - centre - slope * (places[i] ?? 0));
}
