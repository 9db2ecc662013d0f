/** Location and scale of values of which some may be wild. Pure. NaN stands for what is not there. */

export type Robust = {
  readonly location: number;
  /** Consistent for a normal distribution; 0 of equal values. */
  readonly scale: number;
  /** How many values there are. */
  readonly count: number;
};

/** Huber's clip, in scales of the median absolute deviation: 95 % as good as the mean for normal values at 1.35, 99 % at 2. */
const CLIP = 2.5;
/** E[min(z², CLIP²)] of a normal z: what clipping leaves of its variance. */
const CLIPPED_VARIANCE = 0.9776;
/** Deviation ÷ median absolute deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/** The mean of the values, and their deviation, after clipping at 2.5 deviations about the median (Huber 1964, one step). */
export function robust(values: Float64Array): Robust {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  const count = sorted.length;
  if (count === 0) return { location: Number.NaN, scale: Number.NaN, count };
  const middle = medianOfSorted(sorted);
  const deviations = sorted.map(value => Math.abs(value - middle)).sort();
  const reach = CLIP * MAD_TO_SIGMA * medianOfSorted(deviations);
  // More than half of the values are equal: nothing to clip by.
  const limit = reach === 0 ? Number.POSITIVE_INFINITY : reach;
  let sum = 0;
  for (const value of sorted) sum += clip(value - middle, limit);
  const offset = sum / count;
  let squares = 0;
  for (const value of sorted) squares += (clip(value - middle, limit) - offset) ** 2;
  const variance = count < 2 ? 0 : squares / (count - 1);
  return { location: middle + offset, scale: Math.sqrt(variance / CLIPPED_VARIANCE), count };
}

export function clip(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

/** Of values in order, at least one. */
export function medianOfSorted(sorted: Float64Array): number {
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  return Number.isInteger(half) ? (upper + (sorted[half - 1] ?? Number.NaN)) / 2 : upper;
}

/** The median of the values that are there; NaN where there are none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  return sorted.length === 0 ? Number.NaN : medianOfSorted(sorted);
}
