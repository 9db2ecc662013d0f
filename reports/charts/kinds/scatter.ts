/** Cost against time: offers that nobody beats in both are joined, the others dimmed. */
import type { ChartConfiguration } from 'chart.js';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { basisName } from '../../words/report/vocabulary/basis-words.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, valueAxis } from '../drawing/axes.ts';
import { BASIS_SHAPES } from '../drawing/marks.ts';
import { spanText } from '../drawing/numbers.ts';
import { pointLabels } from '../drawing/point-labels.ts';
import { whiskers } from '../drawing/whiskers.ts';
import type { Kind } from '../kind.ts';
import type { ScatterPlot, Tradeoff } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 420;

export const SCATTER: Kind<ScatterPlot> = {
  configuration,
  heightPx: () => HEIGHT_PX,
  table: ({ offers, language, axis, acrossAxis }) => {
    const { columns, yes, no, named } = CHART_WORDS[language];
    const ends = (title: string) => [title, named(title, columns.low), named(title, columns.high)];
    return {
      columns: [columns.name, columns.basis, columns.frontier, ...ends(axis), ...ends(acrossAxis)],
      rows: offers.map(({ label, basis, onFrontier, x, y }) => [
        label,
        basisName(basis, language),
        onFrontier ? yes : no,
        ...[y.point, y.low, y.high],
        ...[x.point, x.low, x.high],
      ]),
      valueColumn: 3,
    };
  },
  zooms: false,
};

function configuration(plot: ScatterPlot, theme: Theme): ChartConfiguration {
  const { offers, language } = plot;
  const words = CHART_WORDS[language];
  const frontier = offers.filter(({ onFrontier }) => onFrontier).toSorted((a, b) => a.x.point - b.x.point);
  const others = offers.filter(({ onFrontier }) => !onFrontier);
  return {
    type: 'line',
    data: {
      datasets: [
        { ...seriesOf(frontier, plot, seriesColour(theme, 0), theme), label: words.frontier, showLine: true },
        { ...seriesOf(others, plot, theme.quiet, theme), label: words.offFrontier, showLine: false },
      ].filter(({ data }) => data.length > 0),
    },
    plugins: [whiskers, pointLabels(theme)],
    options: {
      ...FRAME,
      layout: { padding: { right: 24, top: 4 } },
      scales: {
        x: valueAxis(
          plot.acrossAxis,
          offers.map(({ x }) => x),
          language,
          theme,
        ),
        y: valueAxis(
          plot.axis,
          offers.map(({ y }) => y),
          language,
          theme,
        ),
      },
      plugins: { legend: legendAbove(theme), tooltip: POINT_TOOLTIP },
    },
  };
}

function seriesOf(
  offers: readonly Tradeoff[],
  { language, axis, acrossAxis }: ScatterPlot,
  colour: string,
  theme: Theme,
) {
  const { named } = CHART_WORDS[language];
  return {
    data: offers.map(({ label, x, y }) => ({
      x: x.point,
      y: y.point,
      low: y.low,
      high: y.high,
      across: { low: x.low, high: x.high },
      name: label,
      text: named(label, `${axis} ${spanText(y, language)}; ${acrossAxis} ${spanText(x, language)}`),
    })),
    borderColor: colour,
    backgroundColor: offers.map(({ basis }) => (basis === 'measured' ? colour : theme.paper)),
    pointStyle: offers.map(({ basis }) => BASIS_SHAPES[basis]),
    pointBorderColor: colour,
    pointRadius: 6,
    pointHoverRadius: 7,
    pointBorderWidth: 2,
    borderWidth: 1.5,
    borderDash: [6, 4],
  };
}
