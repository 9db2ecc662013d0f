/** How values are distributed: the share of each series in equally wide bins, as outlines that may lie over each other. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { SERIES_DASHES } from '../drawing/marks.ts';
import type { Kind } from '../kind.ts';
import type { Counts, HistogramPlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 340;
const LEGEND_ROW_PX = 18;

export const HISTOGRAM: Kind<HistogramPlot> = {
  configuration,
  heightPx: ({ series }) => HEIGHT_PX + LEGEND_ROW_PX * series.length,
  table: ({ series, edges, language, axis, acrossAxis }) => {
    const { columns, named } = CHART_WORDS[language];
    return {
      columns: [columns.name, named(acrossAxis, columns.from), named(acrossAxis, columns.to), axis],
      rows: series.flatMap(({ label, counts }) =>
        counts.map((count, index) => [label, edges[index] ?? null, edges[index + 1] ?? null, count]),
      ),
      valueColumn: 3,
    };
  },
  zooms: false,
};

function configuration(plot: HistogramPlot, theme: Theme): ChartConfiguration {
  const { edges, series, language } = plot;
  return {
    type: 'line',
    data: {
      datasets: series.map((of, index) => ({
        label: of.label,
        data: outlineOf(of, plot),
        stepped: 'after' as const,
        fill: true,
        borderColor: seriesColour(theme, index),
        backgroundColor: `${seriesColour(theme, index)}22`,
        borderDash: [...(SERIES_DASHES[index % SERIES_DASHES.length] ?? [])],
        borderWidth: 2,
        pointRadius: 0,
        pointHitRadius: 10,
        pointStyle: 'line' as const,
      })),
    },
    options: {
      ...FRAME,
      scales: {
        x: {
          ...plainAxis(plot.acrossAxis, theme),
          type: 'linear',
          min: edges[0] ?? 0,
          max: edges.at(-1) ?? 1,
          ticks: { color: theme.quiet, maxRotation: 0, callback: value => threeDigits(Number(value)) },
        },
        y: {
          ...plainAxis(plot.axis, theme),
          type: 'linear',
          beginAtZero: true,
          grace: '5%',
          ticks: { color: theme.quiet, precision: 0, callback: value => threeDigits(Number(value)) },
        },
      },
      plugins: { legend: legendAbove(theme), tooltip: POINT_TOOLTIP },
    },
  };

  /** From the foot of the first bin to the foot of the last: a point at the right edge of each bin; a step leads to its height at the left one. */
  function outlineOf({ label, counts }: Counts, { edges: ends }: HistogramPlot) {
    const words = CHART_WORDS[language];
    const bins = counts.map((count, index) => {
      const range = words.range(threeDigits(ends[index] ?? 0), threeDigits(ends[index + 1] ?? 0));
      return { x: ends[index + 1] ?? 0, y: count, text: words.named(`${label}, ${range}`, threeDigits(count)) };
    });
    return [{ x: ends[0] ?? 0, y: 0, text: '' }, ...bins, { x: ends.at(-1) ?? 0, y: 0, text: '' }];
  }
}
