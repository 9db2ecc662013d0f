/** From a plot to a Chart.js configuration: the same for the page and for the PNG. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../format.ts';
import type { Group, Mark, Plot } from './plot.ts';
import type { Theme } from './theme.ts';
import { type WhiskerPoint, whiskers } from './whiskers.ts';

type DrawnPlot = Extract<Plot, { drawn: true }>;

/** Above this ratio of greatest to least a linear axis would squeeze the small values into its foot. */
const LOG_SPAN = 20;
const ROW_PX = 38;
const FRAME_PX = 92;
const TOP_ROWS = 0.8;
const BOTTOM_ROWS = 0.5;
const HEADING_ROWS = 0.75;
/** Below this width a heading takes two lines. */
const NARROW_PX = 560;

/** A line of the plot: the heading of a group, or one mark under it. */
type Line = { readonly text: string; readonly mark: Mark | null; readonly y: number };

/** Height that gives every line of the plot the same room. */
export function plotHeightPx({ groups }: DrawnPlot): number {
  return Math.round(FRAME_PX + ROW_PX * bottomOf(linesOf(groups)));
}

/** A dot plot with whiskers; logarithmic where the values span more than 20 to 1, else from zero. Labels lie over lines. */
export function configurationOf(plot: DrawnPlot, theme: Theme): ChartConfiguration {
  const lines = linesOf(plot.groups);
  const marks = plot.groups.flatMap(group => group.marks);
  const log = isLogarithmic(marks);
  return {
    type: 'line',
    data: {
      datasets: (['measured', 'projected'] as const)
        .map(basis => datasetOf(basis, lines, theme))
        .filter(({ data }) => data.length > 0),
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
        y: {
          type: 'linear',
          reverse: true,
          min: -TOP_ROWS,
          max: bottomOf(lines) - BOTTOM_ROWS,
          afterBuildTicks: axis => {
            axis.ticks = lines.map(({ y }) => ({ value: y }));
          },
          grid: { display: false },
          border: { display: false },
          ticks: {
            mirror: true,
            autoSkip: false,
            padding: 0,
            z: 1,
            labelOffset: -ROW_PX / 3,
            crossAlign: 'near',
            color: ({ index }: { index: number }) => (lines[index]?.mark === null ? theme.text : theme.quiet),
            font: ({ index }: { index: number }) => ({
              size: 12,
              weight: lines[index]?.mark === null ? 'bold' : 'normal',
            }),
            callback(_, index) {
              const line = lines[index];
              return line?.mark === null && this.chart.width < NARROW_PX ? inTwoLines(line.text) : (line?.text ?? '');
            },
          },
        },
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
  lines: readonly Line[],
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
    pointStyle: basis === 'measured' ? 'circle' : 'rectRot',
    pointRadius: 6,
    pointHoverRadius: 7,
    borderWidth: 2,
  };
}

/** Lines from top to bottom. A heading stands nearer to its own marks than to the group above. */
function linesOf(groups: readonly Group[]): Line[] {
  const lines: Line[] = [];
  for (const { label, marks } of groups) {
    const top = lines.length === 0 ? 0 : bottomOf(lines) + 0.1;
    lines.push({ text: label, mark: null, y: top });
    marks.forEach((mark, index) => {
      lines.push({ text: mark.label, mark, y: top + HEADING_ROWS + index });
    });
  }
  return lines;
}

const bottomOf = (lines: readonly Line[]): number => (lines.at(-1)?.y ?? 0) + 1;

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

/** Broken at the comma nearest to the middle. */
function inTwoLines(text: string): string[] {
  const commas = [...text.matchAll(/, /g)].map(({ index }) => index);
  const [middle] = commas.toSorted((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2));
  return middle === undefined ? [text] : [text.slice(0, middle + 1), text.slice(middle + 2)];
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
