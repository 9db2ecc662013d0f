/** A value at the points of its inputs, and in every joint sample of them. */
import { quantile } from '../../../results/statistics.ts';
import { type At, atPoints } from './quantity.ts';
import type { Samples } from './sampling.ts';

export type Series<T = number> = { readonly point: T; readonly samples: readonly T[] };

/** The value at the points, and ends between which 95 of 100 samples lie. */
export type Spanned = { readonly point: number; readonly low: number; readonly high: number };

export function seriesOf<T>(samples: Samples, f: (at: At) => T): Series<T> {
  return { point: f(atPoints), samples: samples.map(f) };
}

/** `f` of two series, sample by sample. */
export function paired<A, B, T>(a: Series<A>, b: Series<B>, f: (a: A, b: B) => T): Series<T> {
  return {
    point: f(a.point, b.point),
    samples: a.samples.map((value, index) => {
      const other = b.samples[index];
      if (other === undefined)
        throw new RangeError(`${a.samples.length} and ${b.samples.length} samples are not joint`);
      return f(value, other);
    }),
  };
}

export function mapped<A, T>(a: Series<A>, f: (a: A) => T): Series<T> {
  return { point: f(a.point), samples: a.samples.map(f) };
}

/**
 * The point, and the 2.5 and 97.5 % quantiles (type 7) of the samples. Where inputs are so skewed that the point lies beyond
 * one of them, the interval reaches to the point: a verdict never contradicts the amount beside it.
 */
export function spanOf({ point, samples }: Series): Spanned {
  const sorted = Array.from(Float64Array.from(samples).sort());
  return { point, low: Math.min(point, quantile(sorted, 0.025)), high: Math.max(point, quantile(sorted, 0.975)) };
}
