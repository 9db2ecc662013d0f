/** How a series moves from night to night: its weekly pattern, its autocorrelation and its scatter. Pure. */
import { clip, robust } from './robust.ts';

const WEEK = 7;
/** Fewer weeks cannot tell a pattern from chance. */
const FEWEST_WEEKS = 8;
const CLIP = 3;

/**
 * The pattern by day of the week over the settled nights, drawn towards none by its F statistic; null where fewer than 8 weeks are
 * known, or days differ no more than nights do.
 */
export function weeklyPattern(
  residuals: Float64Array,
  days: readonly number[],
  settled: number,
): readonly number[] | null {
  const first = days[0] ?? 0;
  const last = days[settled - 1] ?? 0;
  if (last - first < FEWEST_WEEKS * WEEK - 1) return null;
  const { location, scale, count } = robust(residuals.subarray(0, settled));
  const sums = new Float64Array(WEEK);
  const counts = new Float64Array(WEEK);
  let total = 0;
  for (let night = 0; night < settled; night += 1) {
    const value = clip((residuals[night] ?? Number.NaN) - location, CLIP * scale);
    if (Number.isNaN(value)) continue;
    const day = dayOfWeek(days[night] ?? 0);
    sums[day] = (sums[day] ?? 0) + value;
    counts[day] = (counts[day] ?? 0) + 1;
    total += value * value;
  }
  if (counts.some(nights => nights < FEWEST_WEEKS / 2)) return null;
  const means = sums.map((sum, day) => sum / (counts[day] ?? 1));
  let between = 0;
  for (const [day, mean] of means.entries()) between += (counts[day] ?? 0) * mean * mean;
  const within = Math.max(total - between, 0) / (count - WEEK);
  const f = within === 0 ? Number.POSITIVE_INFINITY : between / (WEEK - 1) / within;
  // 1 % of series without a pattern reach so much (F of 6 and 50 degrees of freedom: 3.2).
  if (!(f > F_LIMIT)) return null;
  return Array.from(means, mean => mean * (1 - 1 / f));
}

const F_LIMIT = 3.2;

export function dayOfWeek(day: number): number {
  return ((Math.floor(day) % WEEK) + WEEK) % WEEK;
}

export function withoutWeekly(
  residuals: Float64Array,
  days: readonly number[],
  pattern: readonly number[] | null,
): Float64Array {
  if (pattern === null) return residuals;
  return residuals.map((value, night) => value - (pattern[dayOfWeek(days[night] ?? 0)] ?? 0));
}

export type Correlation = { readonly phi: number; readonly pairs: number };

/**
 * Correlation of a night with the next over the settled nights, residuals clipped at 3 deviations. The estimate of a series whose
 * mean was taken out is low by (1 + 3φ)/n (Kendall 1954), which is given back.
 */
export function correlation(residuals: Float64Array, settled: number): Correlation {
  const { location, scale } = robust(residuals.subarray(0, settled));
  let [products, squares, pairs] = [0, 0, 0];
  let before = Number.NaN;
  for (let night = 0; night < settled; night += 1) {
    const value = clip((residuals[night] ?? Number.NaN) - location, CLIP * scale);
    if (!Number.isNaN(before) && !Number.isNaN(value)) {
      products += before * value;
      squares += (before * before + value * value) / 2;
      pairs += 1;
    }
    before = value;
  }
  if (pairs < FEWEST_PAIRS || squares === 0) return { phi: 0, pairs: 0 };
  const raw = products / squares;
  return { phi: clip((raw * pairs + 1) / (pairs - 3), MOST_CORRELATION), pairs };
}

const FEWEST_PAIRS = 6;
/** Nearer to 1 a level has no meaning. */
const MOST_CORRELATION = 0.9;

/**
 * What each night adds to what the night before it lets expect: u(t) = x(t) − φ·x(t−1). The first night, and one after a gap, stands
 * alone: √(1 − φ²)·x(t), which has the same variance.
 */
export function innovations(residuals: Float64Array, phi: number): Float64Array {
  const added = new Float64Array(residuals.length);
  const alone = Math.sqrt(1 - phi * phi);
  let before = Number.NaN;
  for (const [night, value] of residuals.entries()) {
    added[night] = Number.isNaN(before) ? alone * value : value - phi * before;
    before = value;
  }
  return added;
}
