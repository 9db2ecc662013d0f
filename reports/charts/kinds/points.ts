/** Values over an amount of which both ends matter alike: efficiency over rows per expert. Each point with its interval. */
import type { ChartConfiguration } from 'chart.js';
import { integerText } from '../../format.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { seriesShape } from '../drawing/marks.ts';
import { pointDatum, pointTable } from '../drawing/point-data.ts';
import { whiskers } from '../drawing/whiskers.ts';
import type { Kind } from '../kind.ts';
import type { Point, PointPlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 380;
const LEGEND_ROW_PX = 18;

export const POINTS: Kind<PointPlot> = {
  configuration,
  heightPx: ({ series }) => HEIGHT_PX + LEGEND_ROW_PX * series.length,
  table: ({ series, language, axis, acrossAxis }) => pointTable(series, acrossAxis, axis, language),
  zooms: false,
};

/** Doublings are equally wide; points of several workloads are not joined, as nothing was measured between them. */
function configuration(plot: PointPlot, theme: Theme): ChartConfiguration {
  const allPoints = plot.series.flatMap(series => series.points);
  const across = allPoints.map(({ x }) => x);
  return {
    type: 'line',
    data: {
      datasets: plot.series.map(({ label, points }, index) => ({
        label,
        data: points.map(point => pointDatum(point, label, plot.language)),
        showLine: false,
        borderColor: seriesColour(theme, index),
        backgroundColor: seriesColour(theme, index),
        pointStyle: seriesShape(index),
        pointRadius: 6,
        pointHoverRadius: 7,
        borderWidth: 2,
      })),
    },
    plugins: [whiskers],
    options: {
      ...FRAME,
      scales: {
        x: {
          ...plainAxis(plot.acrossAxis, theme),
          type: 'logarithmic',
          min: Math.min(...across) / 2,
          max: Math.max(...across) * 2,
          afterBuildTicks: axis => {
            axis.ticks = doublings(axis.min, axis.max).map(value => ({ value }));
          },
          ticks: {
            color: theme.quiet,
            maxRotation: 0,
            autoSkip: true,
            callback: value => integerText(Number(value)),
          },
        },
        y: {
          ...plainAxis(plot.axis, theme),
          type: 'linear',
          beginAtZero: true,
          suggestedMax: 1.05 * Math.max(...allPoints.map(({ high }) => high)),
        },
      },
      plugins: {
        legend: legendAbove(theme),
        tooltip: POINT_TOOLTIP,
      },
    },
  };
}

/** Powers of two from the first in the range to the last. */
function doublings(min: number, max: number): number[] {
  const [first, last] = [Math.ceil(Math.log2(min)), Math.floor(Math.log2(max))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 2 ** (first + i));
}

/** Those that have neighbours across: one amount alone shows no trend. */
export const spansAmounts = (points: readonly Point[]): boolean => new Set(points.map(({ x }) => x)).size > 1;
