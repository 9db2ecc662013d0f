/** Points with their intervals over an amount: as Chart.js draws them, and as a table. */
import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import type { PlotTable } from '../kind.ts';
import type { Point, PointPlot } from '../plot.ts';
import { spanText } from './numbers.ts';

export const pointDatum = (point: Point, series: string, language: Language) => ({
  x: point.x,
  y: point.point,
  low: point.low,
  high: point.high,
  text: CHART_WORDS[language].named(`${series}, ${point.of}`, spanText(point, language)),
});

export function pointTable(
  series: PointPlot['series'],
  acrossAxis: string,
  axis: string,
  language: Language,
): PlotTable {
  const { columns } = CHART_WORDS[language];
  return {
    columns: [columns.name, columns.of, acrossAxis, axis, columns.low, columns.high],
    rows: series.flatMap(({ label, points }) =>
      points.map(({ of, x, point, low, high }) => [label, of, x, point, low, high]),
    ),
    valueColumn: 3,
  };
}
