/** Curves over steps: a target's on top of the oracle's, which is drawn broad and pale so that both are seen. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { FRAME, plainAxis } from '../drawing/axes.ts';
import type { Kind } from '../kind.ts';
import type { CurvePlot, Series } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 380;
/** Dashes of the targets of one thing, in their order: where they agree, the first shows in the gaps of the next. */
const DASHES = [[], [8, 8], [2, 6], [14, 6]];

export const CURVES: Kind<CurvePlot> = {
  configuration,
  heightPx: () => HEIGHT_PX,
  table: ({ series, language, axis }) => {
    const { columns } = CHART_WORDS[language];
    return {
      columns: [columns.name, columns.step, axis],
      rows: series.flatMap(({ label, values }) => values.map((value, index) => [label, index + 1, value])),
      valueColumn: 2,
    };
  },
  zooms: false,
};

function configuration(plot: CurvePlot, theme: Theme): ChartConfiguration {
  const targets = plot.series.filter(({ role }) => role === 'target');
  return {
    type: 'line',
    data: {
      datasets: plot.series.map(series => ({
        label: series.label,
        data: series.values.map((value, index) => ({ x: index + 1, y: value })),
        pointRadius: 0,
        pointHitRadius: 6,
        ...styleOf(series, targets, theme),
      })),
    },
    options: {
      ...FRAME,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          ...plainAxis(CHART_WORDS[plot.language].step, theme),
          type: 'linear',
          min: 1,
          max: Math.max(2, ...plot.series.map(({ values }) => values.length)),
          grid: { display: false },
          ticks: { color: theme.quiet, precision: 0, maxRotation: 0 },
        },
        y: { ...plainAxis(plot.axis, theme), type: 'linear' },
      },
      plugins: {
        legend: {
          position: 'top',
          align: 'start',
          reverse: true,
          labels: { color: theme.text, boxWidth: 28, boxHeight: 1 },
        },
        tooltip: {
          callbacks: {
            title: ([first]) => (first === undefined ? '' : `${CHART_WORDS[plot.language].step} ${first.parsed.x}`),
            label: ({ dataset, parsed }) =>
              CHART_WORDS[plot.language].named(`${dataset.label}`, threeDigits(Number(parsed.y))),
          },
        },
      },
    },
  };
}

function styleOf(series: Series, targets: readonly Series[], theme: Theme) {
  if (series.role === 'oracle') return { borderColor: `${theme.quiet}66`, borderWidth: 8, order: targets.length };
  const siblings = targets.filter(({ of }) => of === series.of);
  const index = targets.indexOf(series);
  return {
    borderColor: seriesColour(theme, index),
    // The lowest is drawn last.
    order: targets.length - 1 - index,
    borderWidth: 2,
    borderDash: DASHES[siblings.indexOf(series) % DASHES.length] ?? [],
  };
}
