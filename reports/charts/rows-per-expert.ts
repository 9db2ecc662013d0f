/** How near each row comes to its machine's largest matrix product, over the rows an expert has to work on. */

import type { Report, ReportRow } from '../report/schema.ts';
import { executionText } from '../rows/software.ts';
import type { Language } from '../words/language.ts';
import { workloadText } from '../words/report/work-text.ts';
import { spansAmounts } from './kinds/points.ts';
import type { Plot, Point } from './plot.ts';

/** One series a name of rows (chip, runner, strategy, dtype) and pass, so that what is told apart in words is told apart here. */
export function efficiencyByRows(report: Report, language: Language = 'en'): Plot {
  const named = { id: 'efficiency-by-rows', title: 'Efficiency by rows per expert' };
  const series = new Map<string, Point[]>();
  for (const row of report.rows.filter(({ status }) => status === 'measured')) {
    const label = `${executionText(row.device.name, row.ran, row.workload.dtype)}, ${row.workload.pass}`;
    series.set(label, [...(series.get(label) ?? []), ...pointOf(row)]);
  }
  const drawn = [...series].map(([label, points]) => ({ label, points: points.toSorted((a, b) => a.x - b.x) }));
  if (!spansAmounts(drawn.flatMap(({ points }) => points))) {
    const reason = 'Not drawn, because no two workloads with an efficiency differ in rows per expert.';
    return { ...named, drawn: false, reason };
  }
  return {
    ...named,
    drawn: true,
    language,
    kind: 'points',
    axis: 'Useful FLOP/s ÷ those of the largest matrix product, %',
    acrossAxis: 'Rows per expert (tokens × k ÷ experts)',
    series: drawn.filter(({ points }) => points.length > 0),
    caption: [
      'With few rows an expert reads its weights for little work: memory limits the step, whatever the code. Workloads differ in more than that.',
    ],
  };
}

function pointOf({ workload, efficiencyOfLargestMatmul: share }: ReportRow): Point[] {
  if (!share.available) return [];
  const percent = { point: 100 * share.point, low: 100 * share.low, high: 100 * share.high };
  return [{ x: workload.rowsPerExpert, of: workloadText(workload), ...percent }];
}
