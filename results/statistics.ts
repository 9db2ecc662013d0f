/** From step times to intervals. Pure: numbers in, numbers out. docs/METHOD.md says what each figure promises. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { RoundStatistics } from './record.ts';

/**
 * `confidence-95`: Student-t over rounds. `range`: fewer than 5 rounds, where no interval keeps its promise; low and high
 * are the least and the greatest round. `bounds`: not sampled: the stated bounds of a projection.
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
 * The mean of one value per round, with Student-t's 95 % interval: mean ± t(0.975, n−1)·s/√n. Rounds are fresh processes,
 * so what drifts from process to process (placement in memory, clocks) is inside s; steps of one round are not independent
 * and are never counted as if they were.
 */
export function intervalOverRounds(values: readonly number[]): Interval {
  const rounds = values.length;
  if (rounds === 0) throw new RangeError('intervalOverRounds: no rounds');
  const point = mean(values);
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE) {
    return { point, low: Math.min(...values), high: Math.max(...values), kind: 'range', rounds };
  }
  const halfWidth = (tQuantile(0.975, rounds - 1) * sampleDeviation(values)) / Math.sqrt(rounds);
  return { point, low: point - halfWidth, high: point + halfWidth, kind: 'confidence-95', rounds };
}

/**
 * As `intervalOverRounds` for ratios, all positive: Student-t on their logarithms, so that 2 and ½ are equally far from 1 and
 * no end is ever negative. The point is the geometric mean.
 */
export function ratioIntervalOverRounds(ratios: readonly number[]): Interval {
  return rising(intervalOverRounds(ratios.map(Math.log)), Math.exp);
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
  };
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7). `sorted` ascending, not empty. */
export function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('quantile: no values');
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sampleDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(sum(values.map(value => (value - centre) ** 2)) / (values.length - 1));
}
