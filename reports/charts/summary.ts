/** A chart in one sentence, for who does not see it: what it shows, how many values, the least and the greatest. */
import { threeDigits } from '../format.ts';
import { CHART_WORDS } from '../words/pages/charts.ts';
import { tableOf } from './configuration.ts';
import type { PlotCell } from './kind.ts';
import type { DrawnPlot } from './plot.ts';

export function summaryOf(plot: DrawnPlot): string {
  const { title, axis, language } = plot;
  const { rows, valueColumn } = tableOf(plot);
  const values = rows.flatMap(row => {
    const value = row[valueColumn];
    return typeof value === 'number' ? [{ value, name: nameOf(row, valueColumn) }] : [];
  });
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || greatest === undefined) return `${title}. ${axis}.`;
  return CHART_WORDS[language].summary({
    title,
    axis,
    count: values.length,
    least: threeDigits(least.value),
    leastOf: least.name,
    greatest: threeDigits(greatest.value),
    greatestOf: greatest.name,
  });
}

/** The words before the value; of numbers alone (a step, a bin) those. */
function nameOf(row: readonly PlotCell[], valueColumn: number): string {
  const before = row.slice(0, valueColumn).filter(cell => cell !== null && cell !== '');
  return before.map(cell => (typeof cell === 'number' ? threeDigits(cell) : cell)).join(', ');
}
