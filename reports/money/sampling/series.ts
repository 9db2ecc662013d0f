/** A value at the points of its inputs, and in every joint sample of them. */
import { betweenRanks } from '../../../results/statistics/quantiles.ts';
import { aroundRanks } from './order-statistics.ts';
import { atPoints, type Formula } from './quantity.ts';
import type { Samples } from './sampling.ts';
import { oneNumber, type Values } from './values.ts';

export type Series = { readonly point: number; readonly samples: Values };

/** The value at the points, and ends between which 95 of 100 samples lie. */
export type Spanned = { readonly point: number; readonly low: number; readonly high: number };

export function seriesOf(samples: Samples, formula: Formula): Series {
  return { point: oneNumber(formula(atPoints)), samples: formula(samples.at) };
}

/** `f` of two series: of their points, and of their samples. */
export function paired(a: Series, b: Series, f: (a: Values, b: Values) => Values): Series {
  return { point: oneNumber(f(a.point, b.point)), samples: f(a.samples, b.samples) };
}

/** `f` of the point, and of the samples. */
export function mapped({ point, samples }: Series, f: (values: Values) => Values): Series {
  return { point: oneNumber(f(point)), samples: f(samples) };
}

/**
 * The point, and the 2.5 and 97.5 % quantiles (type 7) of the samples. Where inputs are so skewed that the point lies beyond
 * one of them, the interval reaches to the point: a verdict never contradicts the amount beside it.
 */
export function spanOf({ point, samples }: Series): Spanned {
  const [low, high] = typeof samples === 'number' ? [samples, samples] : quantiles(samples);
  return { point, low: Math.min(point, low), high: Math.max(point, high) };
}

/** Used again by every call: to allocate one takes as long as to select in it. */
let reordered = new Float64Array();

function quantiles(samples: Float64Array): readonly [number, number] {
  if (reordered.length !== samples.length) reordered = new Float64Array(samples.length);
  reordered.set(samples);
  const last = samples.length - 1;
  const [lowest, highest] = [0.025 * last, 0.975 * last];
  const [low, high] = aroundRanks(reordered, Math.floor(lowest), Math.floor(highest));
  return [betweenRanks(...low, lowest), betweenRanks(...high, highest)];
}
