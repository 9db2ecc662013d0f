/** Values over an amount of which both ends matter alike: efficiency over rows per expert. Each point with its interval. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../format.ts';
import type { Point, PointPlot } from './plot.ts';
import { seriesColour, type Theme } from './theme.ts';
import { whiskers } from './whiskers.ts';

const HEIGHT_PX = 380;
const LEGEND_ROW_PX = 18;
/** One shape a series, so that colour is never the only sign. */
const SHAPES = ['circle', 'triangle', 'rectRot', 'rect', 'star', 'cross'] as const;

export function pointsHeightPx({ series }: PointPlot): number {
  return HEIGHT_PX + LEGEND_ROW_PX * series.length;
}

/** Doublings are equally wide; points of several workloads are not joined, as nothing was measured between them. */
export function pointConfiguration(plot: PointPlot, theme: Theme): ChartConfiguration {
  const allPoints = plot.series.flatMap(series => series.points);
  const across = allPoints.map(({ x }) => x);
  return {
    type: 'line',
    data: {
      datasets: plot.series.map(({ label, points }, index) => ({
        label,
        data: points.map(({ x, point, low, high, of }) => ({ x, y: point, low, high, of })),
        showLine: false,
        borderColor: seriesColour(theme, index),
        backgroundColor: seriesColour(theme, index),
        pointStyle: SHAPES[index % SHAPES.length] ?? 'circle',
        pointRadius: 6,
        pointHoverRadius: 7,
        borderWidth: 2,
      })),
    },
    plugins: [whiskers],
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 16 } },
      scales: {
        x: {
          type: 'logarithmic',
          min: Math.min(...across) / 2,
          max: Math.max(...across) * 2,
          afterBuildTicks: axis => {
            axis.ticks = doublings(axis.min, axis.max).map(value => ({ value }));
          },
          title: { display: true, text: plot.acrossAxis, color: theme.quiet },
          grid: { color: theme.grid },
          border: { color: theme.grid },
          ticks: {
            color: theme.quiet,
            maxRotation: 0,
            autoSkip: true,
            callback: value => Number(value).toLocaleString('en-US'),
          },
        },
        y: {
          type: 'linear',
          beginAtZero: true,
          suggestedMax: 1.05 * Math.max(...allPoints.map(({ high }) => high)),
          title: { display: true, text: plot.axis, color: theme.quiet },
          grid: { color: theme.grid },
          border: { color: theme.grid },
          ticks: { color: theme.quiet },
        },
      },
      plugins: {
        legend: { position: 'top', align: 'start', labels: { color: theme.text, usePointStyle: true, boxHeight: 7 } },
        tooltip: { callbacks: { label: ({ raw }) => tooltipText(raw) } },
      },
    },
  };
}

/** Powers of two from the first in the range to the last. */
function doublings(min: number, max: number): number[] {
  const [first, last] = [Math.ceil(Math.log2(min)), Math.floor(Math.log2(max))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 2 ** (first + i));
}

function tooltipText(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('of' in raw && 'y' in raw && 'low' in raw && 'high' in raw))
    return '';
  const [point, low, high] = [raw.y, raw.low, raw.high].map(value => threeDigits(Number(value)));
  return `${String(raw.of)}: ${point} (${low} to ${high})`;
}

/** Those that have neighbours across: one amount alone shows no trend. */
export const spansAmounts = (points: readonly Point[]): boolean => new Set(points.map(({ x }) => x)).size > 1;
