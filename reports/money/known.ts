/** A value or the reason for its absence, and the same for the values of joint samples. */
import type { Absent } from '../figure.ts';
import type { Formula } from './sampling/quantity.ts';
import type { Samples } from './sampling/sampling.ts';
import { paired, type Series, seriesOf, spanOf } from './sampling/series.ts';
import type { Values } from './sampling/values.ts';
import type { MoneyFigure } from './schema.ts';

export type Known<T> = { readonly available: true; readonly value: T } | Absent;
export type KnownFormula = Known<Formula>;
export type KnownSeries = Known<Series>;

export const known = <T>(value: T): Known<T> => ({ available: true, value });

/** A value in every joint sample. */
export function over(samples: Samples, formula: KnownFormula): KnownSeries {
  return formula.available ? known(seriesOf(samples, formula.value)) : formula;
}

/** The figure of a comparison: the point and the 2.5 and 97.5 % quantiles of a series. */
export function spanFigure(series: KnownSeries): MoneyFigure {
  return series.available ? { available: true, ...spanOf(series.value) } : series;
}

/** The figure of a series of which each value is `factor` times as large, above 0: its quantiles are those of the series, moved alike. */
export function scaled(figure: MoneyFigure, factor: number): MoneyFigure {
  if (!figure.available) return figure;
  const { point, low, high } = figure;
  return { available: true, point: point * factor, low: low * factor, high: high * factor };
}

/** `f` of both; where a series is not known, its reason, that of `a` before that of `b`. */
export function both(a: KnownSeries, b: KnownSeries, f: (a: Values, b: Values) => Values): KnownSeries {
  if (!a.available) return a;
  return b.available ? known(paired(a.value, b.value, f)) : b;
}
