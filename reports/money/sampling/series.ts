/** A value at the points of its inputs, and in every joint sample of them. */
import { betweenRanks } from '../../../results/statistics/quantiles.ts';
import { aroundRanks } from './order-statistics.ts';
import { type At, atPoints } from './quantity.ts';
import type { Samples } from './sampling.ts';

export type Series = { readonly point: number; readonly samples: Float64Array };

/** The value at the points, and ends between which 95 of 100 samples lie. */
export type Spanned = { readonly point: number; readonly low: number; readonly high: number };

export function seriesOf(samples: Samples, f: (at: At) => number): Series {
  return { point: f(atPoints), samples: samples.numbers(f) };
}

/** `f` of two series, sample by sample. */
export function paired(a: Series, b: Series, f: (a: number, b: number) => number): Series {
  const [left, right] = [a.samples, b.samples];
  if (left.length !== right.length) throw new RangeError(`${left.length} and ${right.length} samples are not joint`);
  const values = new Float64Array(left.length);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = f(left[index] ?? Number.NaN, right[index] ?? Number.NaN);
  }
  return { point: f(a.point, b.point), samples: values };
}

export function mapped(a: Series, f: (a: number) => number): Series {
  return { point: f(a.point), samples: a.samples.map(value => f(value)) };
}

/**
 * The point, and the 2.5 and 97.5 % quantiles (type 7) of the samples. Where inputs are so skewed that the point lies beyond
 * one of them, the interval reaches to the point: a verdict never contradicts the amount beside it.
 */
export function spanOf({ point, samples }: Series): Spanned {
  const [low, high] = quantiles(Float64Array.from(samples));
  return { point, low: Math.min(point, low), high: Math.max(point, high) };
}

function quantiles(values: Float64Array): readonly [number, number] {
  const last = values.length - 1;
  const [lowest, highest] = [0.025 * last, 0.975 * last];
  const [low, high] = aroundRanks(values, Math.floor(lowest), Math.floor(highest));
  return [betweenRanks(...low, lowest), betweenRanks(...high, highest)];
}
