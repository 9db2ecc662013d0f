/** Stacked bars: how a time divides into parts, each bar in percent of its own whole. */
import type { ChartConfiguration } from 'chart.js';
import { pointText, threeDigits, timeUnit } from '../../format.ts';
import { CHART_WORDS, type ChartWords } from '../../words/pages/charts.ts';
import { FRAME, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { BAR_HANG_ROWS, BAR_PX, lineAxis, linesHeightPx, linesOf } from '../drawing/lines.ts';
import { segmentNames } from '../drawing/segments.ts';
import type { Kind } from '../kind.ts';
import type { Bar, BarPlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

/** Room for the axis and for a legend that takes several lines on a phone. */
const FRAME_PX = 150;

export const BARS: Kind<BarPlot> = {
  configuration,
  heightPx: ({ groups }) => Math.round(FRAME_PX + linesHeightPx(linesOf(groups))),
  table: ({ groups, language }) => {
    const { columns } = CHART_WORDS[language];
    return {
      columns: [columns.group, columns.name, columns.part, columns.share, columns.milliseconds],
      rows: groups.flatMap(({ label: group, marks }) =>
        marks.flatMap(({ label, segments }) =>
          segments.map(({ name, share, ms }) => [group, label, name, 100 * share, ms]),
        ),
      ),
      valueColumn: 3,
    };
  },
  zooms: false,
};

/** Segments in the order of the plot's names; a name stands in its segment where there is room. */
function configuration(plot: BarPlot, theme: Theme): ChartConfiguration {
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
          data: lines.flatMap(({ mark, y }) => {
            const segment = mark?.segments.find(candidate => candidate.name === name);
            if (segment === undefined || mark === null) return [];
            return [
              {
                x: 100 * segment.share,
                y: y + BAR_HANG_ROWS,
                text: segmentText(mark.label, segment, CHART_WORDS[plot.language]),
              },
            ];
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
      ...FRAME,
      indexAxis: 'y',
      scales: {
        x: {
          ...plainAxis(plot.axis, theme),
          stacked: true,
          min: 0,
          max: Math.max(100, ...wholes.map(total => Math.ceil(100 * total))),
          ticks: { color: theme.quiet, callback: value => `${value} %` },
        },
        y: { ...lineAxis(lines, theme), stacked: true },
      },
      plugins: {
        legend: { position: 'top', align: 'start', labels: { color: theme.text, boxWidth: 12, boxHeight: 12 } },
        tooltip: POINT_TOOLTIP,
      },
    },
  };
}

const segmentText = (label: string, { name, share, ms }: Bar['segments'][number], { named }: ChartWords): string =>
  named(`${label}, ${name}`, `${threeDigits(100 * share)} %, ${pointText(ms, timeUnit(ms))}`);
