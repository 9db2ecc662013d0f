/** What only the order of a round's steps and their single readings can tell; kept in the record when samples are deleted. */
import type { StepOrder } from '../schema/outcome.ts';
import { mean, quantile, sum } from './quantiles.ts';
import { changeAlong } from './trend.ts';

/** Below this many steps neither a correlation nor a trend of one round means anything. */
const FEWEST_FOR_CORRELATION = 8;
const FEWEST_FOR_CHANGE = 3;
const NS_PER_MS = 1e6;

/** `stepMs` in the order they were taken. */
export function stepOrder(stepMs: readonly number[]): StepOrder {
  return {
    effectiveSteps: effectiveSteps(stepMs),
    changeMs: stepMs.length < FEWEST_FOR_CHANGE ? null : changeAlong(thinned(stepMs)),
    quantumMs: quantumMs(stepMs),
  };
}

/**
 * How many independent steps would tell the mean as well: n ÷ (1 + 2·Σρ), the sum over lags as long as pairs of neighbouring
 * autocorrelations stay positive and do not grow (Geyer 1992, initial monotone sequence). From 1 to n; null below 8 steps,
 * or where all are equal.
 */
export function effectiveSteps(values: readonly number[]): number | null {
  const n = values.length;
  if (n < FEWEST_FOR_CORRELATION) return null;
  const centre = mean(values);
  const deviations = values.map(value => value - centre);
  const covariance = (lag: number): number => sum(deviations.slice(lag).map((d, i) => d * (deviations[i] ?? 0))) / n;
  const variance = covariance(0);
  if (variance === 0) return null;
  let pairsSum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    least = Math.min(least, (covariance(lag) + covariance(lag + 1)) / variance);
    if (least <= 0) break;
    pairsSum += least;
  }
  return Math.min(n, Math.max(1, n / Math.max(1, 2 * pairsSum - 1)));
}

/**
 * The clock's tick as far as these steps show it: the greatest time, in whole nanoseconds, that all of them are multiples
 * of. Few steps may share a greater one by chance, so look at several rounds; null where every step read 0.
 */
export function quantumMs(stepMs: readonly number[]): number | null {
  const quantumNs = stepMs.map(ms => Math.round(ms * NS_PER_MS)).reduce(greatestCommonDivisor, 0);
  return quantumNs === 0 ? null : quantumNs / NS_PER_MS;
}

/** The quantum of several rounds together; null where none has one. */
export function commonQuantumMs(quantaMs: readonly (number | null)[]): number | null {
  return quantumMs(quantaMs.filter(quantum => quantum !== null));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** At most a hundred evenly spaced parts, each by its median: all pairs of a long window would take too long. */
function thinned(values: readonly number[]): readonly number[] {
  const parts = 100;
  if (values.length <= parts) return values;
  return Array.from({ length: parts }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / parts), Math.floor(((i + 1) * values.length) / parts));
    return quantile(
      part.toSorted((a, b) => a - b),
      0.5,
    );
  });
}
