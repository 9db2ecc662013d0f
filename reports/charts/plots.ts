/** The charts of the report, one row each: speed and cost beside the reference, then what a training step is made of. */

import type { ReferenceRow, Report, ReportRow, WorkloadRef } from '../report/schema.ts';
import { laneText } from '../rows/software.ts';
import { isComparable } from '../rows/work.ts';
import { absenceText } from '../words/absence-text.ts';
import type { Language } from '../words/language.ts';
import { workloadText } from '../words/report/work-text.ts';
import { grouped, type Mark, type Plot } from './plot.ts';
import { efficiencyByRows } from './rows-per-expert.ts';
import { lossCurves, timeByPart } from './training.ts';
import { trainingCost } from './training-cost.ts';

export const PLOTS: readonly ((report: Report, language: Language) => Plot)[] = [
  throughput,
  efficiencyByRows,
  cost,
  timeByPart,
  lossCurves,
];

/** Every chart of a report, drawn or not; first that of what was not measured here, where there is one. */
export function plotsOf(report: Report, language: Language = 'en'): Plot[] {
  const { knownCosts } = report;
  return [
    ...(knownCosts.available ? [trainingCost(knownCosts, language)] : []),
    ...PLOTS.map(plot => plot(report, language)),
  ];
}

/** Tokens per second of each target on each workload, with the reference beside them. */
export function throughput(report: Report, language: Language = 'en'): Plot {
  const named = { id: 'throughput', title: 'Speed' };
  const workloads = report.referenceRows.map(({ workload }) => workload);
  const groups = grouped(workloads, workloadText, shown => [
    ...rowsOn(report, shown).flatMap(row => markOf(targetLabel(row), row.basis, row.tokensPerSecond)),
    ...referencesOn(report, shown).flatMap(row => markOf(referenceLabel(report, row), row.basis, row.tokensPerSecond)),
  ]);
  if (!groups.some(({ marks }) => marks.length > 0)) {
    return { ...named, drawn: false, reason: 'Speed is not drawn, because no proven row has one.' };
  }
  return {
    ...named,
    drawn: true,
    language,
    kind: 'dots',
    axis: 'Tokens per second through the work named',
    groups,
    caption: [],
  };
}

/** Rent per 10¹² tokens, in one currency: that of the first row that has a cost. */
export function cost(report: Report, language: Language = 'en'): Plot {
  const named = { id: 'cost', title: 'Cost' };
  const currency = report.rows.flatMap(row => currencyOf(row.costPerTrillionTokens))[0];
  if (currency === undefined) {
    const reasons = new Set(
      report.rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [] : [absenceText(cost)])),
    );
    const [only] = reasons;
    const why = reasons.size === 1 && only !== undefined ? only : 'no cost, because no measured chip has a known rent';
    return { ...named, drawn: false, reason: `Cost is not drawn: ${why}.` };
  }
  const inCurrency = (cost: CostFigure): boolean => currencyOf(cost)[0] === currency;
  const workloads = report.referenceRows.map(({ workload }) => workload);
  const groups = grouped(workloads, workloadText, shown => {
    const rows = rowsOn(report, shown).filter(row => inCurrency(row.costPerTrillionTokens));
    if (rows.length === 0) return [];
    const references = referencesOn(report, shown).filter(row => inCurrency(row.costPerTrillionTokens));
    return [
      ...rows.flatMap(row => markOf(targetLabel(row), row.basis, row.costPerTrillionTokens)),
      ...references.flatMap(row => markOf(referenceLabel(report, row), row.basis, row.costPerTrillionTokens)),
    ];
  });
  const axis = `${currency} per 10¹² tokens through the work named`;
  return { ...named, drawn: true, language, kind: 'dots', axis, groups, caption: [] };
}

type CostFigure = ReportRow['costPerTrillionTokens'];
type Ends = Pick<Mark, 'point' | 'low' | 'high'>;

/** What stands beside each other in a chart is compared, so an unproven row is in none, though its speed be known. */
const rowsOn = (report: Report, shown: WorkloadRef): ReportRow[] =>
  report.rows.filter(({ workload, status }) => status === 'measured' && isComparable(workload, shown));

/** The reference as a mark of its own, unless it was measured: then it is among the rows already. */
const referencesOn = (report: Report, shown: WorkloadRef): ReferenceRow[] =>
  report.referenceRows.filter(({ workload, basis }) => isComparable(workload, shown) && basis !== 'measured');

const targetLabel = ({ device, target, ran, race }: ReportRow): string =>
  `${device.name} (${laneText({ target, strategy: ran.strategy })}${race.standing === 'runner-up' ? ', runner-up' : ''})`;

const referenceLabel = (report: Report, { basis }: ReferenceRow): string => `${report.reference.name} (${basis})`;

const currencyOf = (cost: CostFigure): string[] => (cost.available ? [cost.price.currency] : []);

function markOf(
  label: string,
  basis: Mark['basis'],
  ends: { readonly available: false } | ({ readonly available: true } & Ends),
): Mark[] {
  return ends.available ? [{ label, basis, point: ends.point, low: ends.low, high: ends.high }] : [];
}
