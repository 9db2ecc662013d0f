/** The charts of the report, one row each: speed and cost beside the reference, then what a training step is made of. */

import { threeDigits } from '../format.ts';
import { disagreements } from '../reference/disagreement.ts';
import type { ReferenceRow, Report, ReportRow, WorkloadRef } from '../report/schema.ts';
import { fellBack } from '../rows/chip-that-ran.ts';
import { isComparable } from '../rows/work.ts';
import { absenceText } from '../words/absence-text.ts';
import type { Language } from '../words/language.ts';
import { rentText } from '../words/names/rent-text.ts';
import { CATALOG_TABLE_WORDS } from '../words/pages/catalog-tables.ts';
import { PLOT_WORDS } from '../words/pages/plots/plots.ts';
import { basisName } from '../words/report/vocabulary/basis-words.ts';
import { withNote } from '../words/sentence.ts';
import { type Group, grouped, type Mark, type Plot } from './plot.ts';
import { rowNames } from './rows/names.ts';
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
  const words = PLOT_WORDS[language];
  const id = 'throughput';
  const names = rowNames(report, language);
  const workloads = report.referenceRows.map(({ workload }) => workload);
  const groups = grouped(workloads, names.work, shown => [
    ...rowsOn(report, shown).flatMap(row => markOf(names.lane(row), row.basis, row.tokensPerSecond)),
    ...referencesOn(report, shown).flatMap(row =>
      markOf(referenceLabel(report, row, language), row.basis, row.tokensPerSecond),
    ),
  ]);
  if (groups.length === 0) return { id, title: words.speed, drawn: false, reason: words.noSpeed };
  const title = fastestOf(groups, language) ?? words.speed;
  return {
    id,
    title,
    drawn: true,
    language,
    kind: 'dots',
    axis: words.speedAxis,
    groups,
    caption: apartTexts(report, language),
  };
}

function apartTexts({ reference, referenceRows }: Report, language: Language): readonly string[] {
  const times = disagreements(referenceRows).map(each => each.times);
  if (times.length === 0) return [];
  const [first] = referenceRows;
  const isOne = referenceRows.every(({ workload }) => first !== undefined && isComparable(workload, first.workload));
  const speeds = isOne ? referenceRows.filter(({ tokensPerSecond }) => tokensPerSecond.available).length : null;
  return [PLOT_WORDS[language].apart(reference.name, threeDigits(Math.max(...times)), speeds)];
}

/** Where there is one workload and the fastest on it was measured, apart from every other: their intervals do not overlap. */
function fastestOf(groups: readonly Group[], language: Language): string | null {
  const [group] = groups;
  const [first, second] = group?.marks.toSorted((a, b) => b.point - a.point) ?? [];
  if (groups.length !== 1 || group === undefined || first === undefined || second === undefined) return null;
  if ([first, second].some(({ basis }) => basis !== 'measured') || first.low <= second.high) return null;
  return PLOT_WORDS[language].fastest(group.label, first.label, threeDigits(first.point / second.point), second.label);
}

/** Rent per 10¹² tokens, in one currency: that of the first row that has a cost. */
export function cost(report: Report, language: Language = 'en'): Plot {
  const words = PLOT_WORDS[language];
  const id = 'cost';
  const currency = report.rows.flatMap(row => currencyOf(row.costPerTrillionTokens))[0];
  if (currency === undefined) {
    const reasons = new Set(
      report.rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [] : [absenceText(cost, language)])),
    );
    const [only] = reasons;
    const why = reasons.size === 1 && only !== undefined ? only : words.noCost;
    return { id, title: words.cost, drawn: false, reason: words.notDrawn(words.cost, why) };
  }
  const names = rowNames(report, language);
  const inCurrency = (cost: CostFigure): boolean => currencyOf(cost)[0] === currency;
  const workloads = report.referenceRows.map(({ workload }) => workload);
  const groups = grouped(workloads, names.work, shown => {
    const rows = rowsOn(report, shown).filter(row => inCurrency(row.costPerTrillionTokens));
    if (rows.length === 0) return [];
    const references = referencesOn(report, shown).filter(row => inCurrency(row.costPerTrillionTokens));
    return [
      ...rows.flatMap(row => markOf(atRent(names.lane(row), row, language), row.basis, row.costPerTrillionTokens)),
      ...references.flatMap(row =>
        markOf(atRent(referenceLabel(report, row, language), row, language), row.basis, row.costPerTrillionTokens),
      ),
    ];
  });
  const axis = words.costAxis(currency);
  const kinds = new Set(
    [...report.rows, ...report.referenceRows].flatMap(({ costPerTrillionTokens: cost }) =>
      cost.available && inCurrency(cost) ? [cost.price.kind] : [],
    ),
  );
  const caption = kinds.size > 1 ? [words.unlikeRents] : [];
  return { id, title: words.cost, drawn: true, language, kind: 'dots', axis, groups, caption };
}

/** With the rent that a cost is at: rents of unlike kinds are not to be compared. */
function atRent(label: string, { costPerTrillionTokens: cost }: Costed, language: Language): string {
  if (!cost.available) return label;
  const { price } = cost;
  return PLOT_WORDS[language].atRent(label, rentText(price, language), CATALOG_TABLE_WORDS[language].kinds[price.kind]);
}

type Costed = Pick<ReportRow, 'costPerTrillionTokens'>;

type CostFigure = ReportRow['costPerTrillionTokens'];
type Ends = Pick<Mark, 'point' | 'low' | 'high'>;

/** What stands beside each other in a chart is compared: an unproven row is in none, nor one whose device did none of the work. */
const rowsOn = (report: Report, shown: WorkloadRef): ReportRow[] =>
  report.rows.filter(row => row.status === 'measured' && !fellBack(row) && isComparable(row.workload, shown));

/** The reference as a mark of its own, unless it was measured: then it is among the rows already. */
const referencesOn = (report: Report, shown: WorkloadRef): ReferenceRow[] =>
  report.referenceRows.filter(({ workload, basis }) => isComparable(workload, shown) && basis !== 'measured');

const referenceLabel = (report: Report, { basis }: ReferenceRow, language: Language): string =>
  withNote(report.reference.name, basisName(basis, language), language);

const currencyOf = (cost: CostFigure): string[] => (cost.available ? [cost.price.currency] : []);

function markOf(
  label: string,
  basis: Mark['basis'],
  ends: { readonly available: false } | ({ readonly available: true } & Ends),
): Mark[] {
  return ends.available ? [{ label, basis, point: ends.point, low: ends.low, high: ends.high }] : [];
}
