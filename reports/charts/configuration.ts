/** Every kind of chart, a row each: how it is drawn, the same for the page and for the PNG; how high it is; the table behind it. */
import type { ChartConfiguration, Plugin } from 'chart.js';
import type { Kind, PlotTable } from './kind.ts';
import { BARS } from './kinds/bars.ts';
import { CURVES } from './kinds/curves.ts';
import { DOTS } from './kinds/dots.ts';
import { HISTOGRAM } from './kinds/histogram.ts';
import { POINTS } from './kinds/points.ts';
import { RATIO_DOTS } from './kinds/ratio-dots.ts';
import { ROOFLINE } from './kinds/roofline.ts';
import { SCATTER } from './kinds/scatter.ts';
import { STACK } from './kinds/stack.ts';
import { TIME_SERIES } from './kinds/time-series.ts';
import { TORNADO } from './kinds/tornado.ts';
import type { DrawnPlot, PlotKind } from './plot.ts';
import type { Theme } from './theme.ts';

export const KINDS: { readonly [K in PlotKind]: Kind<DrawnPlot<K>> } = {
  dots: DOTS,
  'ratio-dots': RATIO_DOTS,
  bars: BARS,
  stack: STACK,
  curves: CURVES,
  points: POINTS,
  scatter: SCATTER,
  roofline: ROOFLINE,
  histogram: HISTOGRAM,
  tornado: TORNADO,
  'time-series': TIME_SERIES,
};

export function configurationOf<K extends PlotKind>(plot: DrawnPlot<K>, theme: Theme): ChartConfiguration {
  const configuration = KINDS[plot.kind].configuration(plot, theme);
  return { ...configuration, plugins: [...(configuration.plugins ?? []), ROUND_RIMS] };
}

/** The rims of paper around the labels of an axis, which Chart.js would draw with spikes into the marks beside them. */
const ROUND_RIMS: Plugin = {
  id: 'roundRims',
  beforeDraw({ ctx }) {
    ctx.lineJoin = 'round';
  },
};

export function plotHeightPx<K extends PlotKind>(plot: DrawnPlot<K>): number {
  return KINDS[plot.kind].heightPx(plot);
}

/** Every value of a chart, in its language. */
export function tableOf<K extends PlotKind>(plot: DrawnPlot<K>): PlotTable {
  return KINDS[plot.kind].table(plot);
}

export const zooms = ({ kind }: DrawnPlot): boolean => KINDS[kind].zooms;
