/** Stacked amounts: what a cost or a memory is made of, with the interval of the total where it is known. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { CHART_WORDS, type ChartWords } from '../../words/pages/charts.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { BAR_HANG_ROWS, BAR_PX, lineAxis, linesHeightPx, linesOf } from '../drawing/lines.ts';
import { shortNumber } from '../drawing/numbers.ts';
import { segmentNames } from '../drawing/segments.ts';
import { totals } from '../drawing/totals.ts';
import type { Kind } from '../kind.ts';
import type { StackBar, StackPlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

/** Room for the axis and for a legend that takes several lines on a phone. */
const FRAME_PX = 150;

export const STACK: Kind<StackPlot> = {
  configuration,
  heightPx: ({ groups }) => Math.round(FRAME_PX + linesHeightPx(linesOf(groups))),
  table: ({ groups, language, axis }) => {
    const { columns } = CHART_WORDS[language];
    return {
      columns: [columns.group, columns.name, columns.part, axis, columns.low, columns.high],
      rows: groups.flatMap(({ label: group, marks }) =>
        marks.flatMap(({ label, segments, total }) => [
          ...segments.map(({ name, value }) => [group, label, name, value, null, null]),
          ...(total === null ? [] : [[group, label, columns.total, total.point, total.low, total.high]]),
        ]),
      ),
      valueColumn: 3,
    };
  },
  zooms: false,
};

function configuration(plot: StackPlot, theme: Theme): ChartConfiguration {
  const lines = linesOf(plot.groups);
  const bars = lines.flatMap(({ mark, y }) => (mark === null ? [] : [{ bar: mark, y: y + BAR_HANG_ROWS }]));
  const present = new Set(bars.flatMap(({ bar }) => bar.segments.map(({ name }) => name)));
  return {
    type: 'bar',
    data: {
      datasets: plot.names
        .filter(name => present.has(name))
        .map(name => ({
          label: name,
          data: bars.flatMap(({ bar, y }) => pointOf(bar, name, y, CHART_WORDS[plot.language])),
          stack: 'amount',
          barThickness: BAR_PX,
          backgroundColor: seriesColour(theme, plot.names.indexOf(name)),
          borderColor: theme.paper,
          borderWidth: { right: 1 },
          borderSkipped: false,
        })),
    },
    plugins: [
      segmentNames,
      totals(
        bars.flatMap(({ bar: { total }, y }) => (total === null ? [] : [{ ...total, y }])),
        theme,
      ),
    ],
    options: {
      ...FRAME,
      indexAxis: 'y',
      scales: {
        x: {
          ...plainAxis(plot.axis, theme),
          stacked: true,
          min: 0,
          suggestedMax: 1.05 * Math.max(...bars.map(({ bar }) => endOf(bar))),
          ticks: {
            color: theme.quiet,
            maxRotation: 0,
            callback: value => shortNumber(Number(value), plot.language),
          },
        },
        y: { ...lineAxis(lines, theme), stacked: true },
      },
      plugins: {
        legend: { ...legendAbove(theme), labels: { color: theme.text, boxWidth: 12, boxHeight: 12 } },
        tooltip: POINT_TOOLTIP,
      },
    },
  };
}

function pointOf({ label, segments }: StackBar, name: string, y: number, { named }: ChartWords) {
  const segment = segments.find(candidate => candidate.name === name);
  if (segment === undefined) return [];
  return [{ x: segment.value, y, text: named(`${label}, ${name}`, threeDigits(segment.value)) }];
}

const endOf = ({ segments, total }: StackBar): number =>
  Math.max(
    total?.high ?? 0,
    segments.reduce((sum, { value }) => sum + value, 0),
  );
