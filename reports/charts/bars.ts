/** Stacked bars: how a time divides into parts, each bar in percent of its own whole. */
import type { ChartConfiguration } from 'chart.js';
import { pointText, threeDigits, timeUnit } from '../format.ts';
import { lineAxis, linesHeightPx, linesOf } from './lines.ts';
import type { BarPlot } from './plot.ts';
import { type SegmentPoint, segmentNames } from './segments.ts';
import { seriesColour, type Theme } from './theme.ts';

/** Room for the axis and for a legend that takes several lines on a phone. */
const FRAME_PX = 150;
const BAR_PX = 18;
/** Rows by which a bar hangs below its label. */
const HANG_ROWS = 0.16;

export function barsHeightPx({ groups }: BarPlot): number {
  return Math.round(FRAME_PX + linesHeightPx(linesOf(groups)));
}

/** Segments in the order of the plot's names; a name stands in its segment where there is room. */
export function barConfiguration(plot: BarPlot, theme: Theme): ChartConfiguration {
  const lines = linesOf(plot.groups);
  const present = new Set(lines.flatMap(({ mark }) => mark?.segments.map(({ name }) => name) ?? []));
  const wholes = lines.map(({ mark }) => mark?.segments.reduce((sum, { share }) => sum + share, 0) ?? 0);
  return {
    type: 'bar',
    data: {
      datasets: plot.names
        .filter(name => present.has(name))
        .map(name => ({
          label: name,
          data: lines.flatMap(({ mark, y }): SegmentPoint[] => {
            const segment = mark?.segments.find(candidate => candidate.name === name);
            return segment === undefined ? [] : [{ x: 100 * segment.share, y: y + HANG_ROWS, ms: segment.ms }];
          }),
          stack: 'step',
          barThickness: BAR_PX,
          backgroundColor: seriesColour(theme, plot.names.indexOf(name)),
          borderColor: theme.paper,
          borderWidth: { right: 1 },
          borderSkipped: false,
        })),
    },
    plugins: [segmentNames],
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 16 } },
      scales: {
        x: {
          stacked: true,
          min: 0,
          max: Math.max(100, ...wholes.map(total => Math.ceil(100 * total))),
          title: { display: true, text: plot.axis, color: theme.quiet },
          grid: { color: theme.grid },
          border: { color: theme.grid },
          ticks: { color: theme.quiet, callback: value => `${value} %` },
        },
        y: { ...lineAxis(lines, theme), stacked: true },
      },
      plugins: {
        legend: { position: 'top', align: 'start', labels: { color: theme.text, boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          callbacks: { title: () => '', label: ({ dataset, raw }) => tooltipText(dataset.label ?? '', raw) },
        },
      },
    },
  };
}

function tooltipText(name: string, raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('x' in raw && 'ms' in raw)) return name;
  const ms = Number(raw.ms);
  return `${name}: ${threeDigits(Number(raw.x))} %, ${pointText(ms, timeUnit(ms))}`;
}
