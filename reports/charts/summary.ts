/** A chart in one sentence, for who does not see it: what it shows, how many values, the least and the greatest. */
import { threeDigits } from '../format.ts';
import { CHART_WORDS } from '../words/pages/charts.ts';
import { PLOT_WORDS } from '../words/pages/plots/plots.ts';
import { tableOf } from './configuration.ts';
import { besideEqual } from './drawing/numbers.ts';
import type { PlotCell } from './kind.ts';
import type { DrawnPlot } from './plot.ts';

export function summaryOf(plot: DrawnPlot): string {
  const { title, axis, language } = plot;
  const { rows, valueColumn, equal } = tableOf(plot);
  const digits = (value: number): string => besideEqual(value, equal, threeDigits);
  const values = rows.flatMap(row => {
    const value = row[valueColumn];
    return typeof value === 'number' ? [{ value, row }] : [];
  });
  const [first] = values;
  const least = values.reduce((best, other) => (best !== undefined && best.value <= other.value ? best : other), first);
  const greatest = values.reduce(
    (best, other) => (best !== undefined && best.value >= other.value ? best : other),
    first,
  );
  if (least === undefined || greatest === undefined) return `${title}. ${axis}.`;
  return CHART_WORDS[language].summary({
    title,
    axis,
    count: values.length,
    least: digits(least.value),
    leastOf: nameOf(least.row, plot, valueColumn),
    greatest: digits(greatest.value),
    greatestOf: nameOf(greatest.row, plot, valueColumn),
  });
}

/** The words before the value; of numbers alone (a step, a bin) those. */
function nameOf(row: readonly PlotCell[], { language }: DrawnPlot, valueColumn: number): string {
  const before = row.slice(0, valueColumn).filter(cell => cell !== null && cell !== '');
  return before.map(cell => (typeof cell === 'number' ? threeDigits(cell) : cell)).join(PLOT_WORDS[language].separator);
}
