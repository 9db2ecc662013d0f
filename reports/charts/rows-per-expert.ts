/** How near each row comes to its machine's largest matrix product, over the rows an expert has to work on. */

import type { Report, ReportRow } from '../report/schema.ts';
import type { Language } from '../words/language.ts';
import { PLOT_WORDS } from '../words/pages/plots/plots.ts';
import { executionText } from '../words/report/execution-text.ts';
import { spansAmounts } from './kinds/points.ts';
import type { Plot, Point } from './plot.ts';
import { type RowNames, rowNames } from './rows/names.ts';

/** One series a name of rows (chip, runner, strategy, dtype) and pass, so that what is told apart in words is told apart here. */
export function efficiencyByRows(report: Report, language: Language = 'en'): Plot {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const named = { id: 'efficiency-by-rows', title: words.efficiency };
  const series = new Map<string, Point[]>();
  for (const row of report.rows.filter(({ status }) => status === 'measured')) {
    const execution = executionText(names.device(row), row.ran, row.workload.dtype, language);
    const label = `${execution}${words.separator}${words.passes[row.workload.pass] ?? row.workload.pass}`;
    series.set(label, [...(series.get(label) ?? []), ...pointOf(row, names)]);
  }
  const drawn = [...series].map(([label, points]) => ({ label, points: points.toSorted((a, b) => a.x - b.x) }));
  if (!spansAmounts(drawn.flatMap(({ points }) => points))) {
    return { ...named, drawn: false, reason: words.noRowsSpan };
  }
  return {
    ...named,
    drawn: true,
    language,
    kind: 'points',
    axis: words.efficiencyAxis,
    acrossAxis: words.rowsAxis,
    series: drawn.filter(({ points }) => points.length > 0),
    caption: [words.efficiencyCaption],
  };
}

function pointOf({ workload, efficiencyOfLargestMatmul: share }: ReportRow, names: RowNames): Point[] {
  if (!share.available) return [];
  const percent = { point: 100 * share.point, low: 100 * share.low, high: 100 * share.high };
  return [{ x: workload.rowsPerExpert, of: names.work(workload), ...percent }];
}
