/** A dot plot with whiskers: speed and cost. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../format.ts';
import { type Line, lineAxis, linesHeightPx, linesOf } from './lines.ts';
import type { DotPlot, Mark } from './plot.ts';
import type { Theme } from './theme.ts';
import { type WhiskerPoint, whiskers } from './whiskers.ts';

/** Above this ratio of greatest to least a linear axis would squeeze the small values into its foot. */
const LOG_SPAN = 20;
const FRAME_PX = 92;
/** Filled is what was measured there; what stands in for a measurement is hollow. */
const SHAPES = { measured: 'circle', sibling: 'triangle', published: 'rect', projected: 'rectRot' } as const;
const BASES = ['measured', 'sibling', 'published', 'projected'] as const;

export function dotsHeightPx({ groups }: DotPlot): number {
  return Math.round(FRAME_PX + linesHeightPx(linesOf(groups)));
}

/** A dot plot with whiskers; logarithmic where the values span more than 20 to 1, else from zero. Labels lie over lines. */
export function dotConfiguration(plot: DotPlot, theme: Theme): ChartConfiguration {
  const lines = linesOf(plot.groups);
  const marks = plot.groups.flatMap(group => group.marks);
  const log = isLogarithmic(marks);
  return {
    type: 'line',
    data: {
      datasets: BASES.map(basis => datasetOf(basis, lines, theme)).filter(({ data }) => data.length > 0),
    },
    plugins: [whiskers],
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 16 } },
      scales: {
        x: {
          type: log ? 'logarithmic' : 'linear',
          ...(log
            ? logEnds(marks)
            : { beginAtZero: true, suggestedMax: 1.05 * Math.max(...marks.map(mark => mark.high)) }),
          afterBuildTicks: axis => {
            if (log) axis.ticks = axis.ticks.filter(({ value }) => isDecade(value));
          },
          title: { display: true, text: log ? `${plot.axis} (log scale)` : plot.axis, color: theme.quiet },
          grid: { color: theme.grid },
          border: { color: theme.grid },
          ticks: {
            color: theme.quiet,
            maxRotation: 0,
            autoSkip: !log,
            callback: value => shortNumber(Number(value)),
          },
        },
        y: lineAxis(lines, theme),
      },
      plugins: {
        legend: { position: 'top', align: 'start', labels: { color: theme.text, usePointStyle: true, boxHeight: 7 } },
        tooltip: { callbacks: { label: ({ raw }) => tooltipText(raw) } },
      },
    },
  };
}

function datasetOf(
  basis: Mark['basis'],
  lines: readonly Line<Mark>[],
  theme: Theme,
): ChartConfiguration['data']['datasets'][0] {
  const colour = theme[basis];
  const data: WhiskerPoint[] = lines.flatMap(({ mark, y }) =>
    mark?.basis === basis ? [{ x: mark.point, y, low: mark.low, high: mark.high }] : [],
  );
  return {
    label: basis,
    data,
    showLine: false,
    borderColor: colour,
    backgroundColor: basis === 'measured' ? colour : theme.paper,
    pointStyle: SHAPES[basis],
    pointRadius: 6,
    pointHoverRadius: 7,
    borderWidth: 2,
  };
}

function isLogarithmic(marks: readonly Mark[]): boolean {
  const least = Math.min(...marks.map(({ low }) => low));
  return least > 0 && Math.max(...marks.map(({ high }) => high)) / least > LOG_SPAN;
}

/** Whole decades that hold every whisker. */
function logEnds(marks: readonly Mark[]): { readonly min: number; readonly max: number } {
  const least = Math.min(...marks.map(({ low }) => low));
  const greatest = Math.max(...marks.map(({ high }) => high));
  return { min: 10 ** Math.floor(Math.log10(least)), max: 10 ** Math.ceil(Math.log10(greatest)) };
}

const isDecade = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** 1000 → 1k, 2500000 → 2.5M, 1e12 → 1,000G: the short form an axis has room for. */
function shortNumber(value: number): string {
  if (value >= 1e9) return `${threeDigits(value / 1e9)}G`;
  if (value >= 1e6) return `${threeDigits(value / 1e6)}M`;
  return value >= 1e3 ? `${threeDigits(value / 1e3)}k` : threeDigits(value);
}

function tooltipText(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('x' in raw && 'low' in raw && 'high' in raw)) return '';
  return `${threeDigits(Number(raw.x))} (${threeDigits(Number(raw.low))} to ${threeDigits(Number(raw.high))})`;
}
