/** A dot plot with whiskers: speed and cost. */
import type { ChartConfiguration } from 'chart.js';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { basisName } from '../../words/report/vocabulary/basis-words.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, valueAxis } from '../drawing/axes.ts';
import { type Line, lineAxis, linesHeightPx, linesOf } from '../drawing/lines.ts';
import { BASIS_ORDER, BASIS_SHAPES, verdictColour } from '../drawing/marks.ts';
import { spanText } from '../drawing/numbers.ts';
import { type WhiskerPoint, whiskers } from '../drawing/whiskers.ts';
import type { Kind } from '../kind.ts';
import type { DotPlot, Mark } from '../plot.ts';
import type { Theme } from '../theme.ts';

const FRAME_PX = 92;

export const DOTS: Kind<DotPlot> = {
  configuration,
  heightPx: ({ groups }) => Math.round(FRAME_PX + linesHeightPx(linesOf(groups))),
  table: ({ groups, language, axis }) => {
    const { columns } = CHART_WORDS[language];
    return {
      columns: [columns.group, columns.name, columns.basis, axis, columns.low, columns.high],
      rows: groups.flatMap(({ label: group, marks }) =>
        marks.map(({ label, basis, point, low, high }) => [group, label, basisName(basis, language), point, low, high]),
      ),
      valueColumn: 3,
    };
  },
  zooms: false,
};

/** Logarithmic where the values span more than 20 to 1, else from zero. Labels lie over lines. */
function configuration(plot: DotPlot, theme: Theme): ChartConfiguration {
  const lines = linesOf(plot.groups);
  const marks = plot.groups.flatMap(group => group.marks);
  return {
    type: 'line',
    data: {
      datasets: BASIS_ORDER.map(basis => datasetOf(basis, lines, plot, theme)).filter(({ data }) => data.length > 0),
    },
    plugins: [whiskers],
    options: {
      ...FRAME,
      indexAxis: 'y',
      scales: { x: valueAxis(plot.axis, marks, plot.language, theme), y: lineAxis(lines, theme) },
      plugins: { legend: legendAbove(theme), tooltip: POINT_TOOLTIP },
    },
  };
}

function datasetOf(basis: Mark['basis'], lines: readonly Line<Mark>[], { language }: DotPlot, theme: Theme) {
  const colour = verdictColour(null, theme);
  const data = lines.flatMap(({ mark, y }): (WhiskerPoint & { text: string })[] =>
    mark?.basis === basis
      ? [
          {
            x: mark.point,
            y,
            low: mark.low,
            high: mark.high,
            text: CHART_WORDS[language].named(mark.label, spanText(mark, language)),
          },
        ]
      : [],
  );
  return {
    label: basisName(basis, language),
    data,
    showLine: false,
    borderColor: colour,
    backgroundColor: basis === 'measured' ? colour : theme.paper,
    pointStyle: BASIS_SHAPES[basis],
    pointRadius: 6,
    pointHoverRadius: 7,
    borderWidth: 2,
  };
}
