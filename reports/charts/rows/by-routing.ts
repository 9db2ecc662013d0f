/** The same work under several routings, a group a routing on one axis: what skew costs. */
import type { Report, ReportRow, WorkloadRef } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import { partText } from '../../words/report/work-text.ts';
import type { Group, Mark, Plot } from '../plot.ts';
import { rowNames } from './names.ts';

/** A plot a work that was measured under more than one routing. */
export function speedByRouting(report: Report, language: Language = 'en', prefix = 'by-routing'): Plot[] {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const measured = report.rows.filter(({ status, tokensPerSecond: speed }) => status === 'measured' && speed.available);
  const families = [...new Set(measured.map(({ workload }) => familyOf(workload)))];
  return families.flatMap((family, index): Plot[] => {
    const rows = measured.filter(({ workload }) => familyOf(workload) === family);
    const works = rows
      .map(({ workload }) => workload)
      .filter((workload, at, all) => all.findIndex(other => isComparable(other, workload)) === at);
    const [first] = works;
    if (first === undefined || new Set(works.map(({ routing }) => routing)).size < 2) return [];
    return [
      {
        id: `${prefix}-${index}`,
        title: CHART_WORDS[language].named(words.byRouting, partText(first, language)),
        drawn: true,
        language,
        kind: 'dots',
        axis: words.speedAxis,
        groups: works.map(
          (workload): Group => ({
            label: names.work(workload),
            marks: rows
              .filter(row => isComparable(row.workload, workload))
              .flatMap(row => markOf(row, names.lane(row))),
          }),
        ),
        caption: [],
      },
    ];
  });
}

/** All that names a work, but its routing. */
const familyOf = ({
  model,
  part,
  pass,
  dtype,
  tokens,
  sequence,
  layers,
  dispatch,
  concurrent,
  scaled,
  changed,
}: WorkloadRef): string =>
  JSON.stringify([model, part, pass, dtype, tokens, sequence, layers, dispatch, concurrent, scaled, changed]);

function markOf({ tokensPerSecond: speed, basis }: ReportRow, label: string): Mark[] {
  if (!speed.available) return [];
  return [{ label, basis, point: speed.point, low: speed.low, high: speed.high }];
}
