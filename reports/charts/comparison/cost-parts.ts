/** What the cost of each offer is made of, in the order of the comparison. */
import { moneyUnit, percentText } from '../../format.ts';
import { COST_PARTS } from '../../money/hourly.ts';
import type { CompareRow, Comparison } from '../../money/schema.ts';
import { type Names, namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Plot, StackBar } from '../plot.ts';
import { scaled } from './offers.ts';

export function costParts(comparison: Comparison, language: Language = 'en', id = 'cost-parts'): Plot {
  const words = PLOT_WORDS[language];
  const names = namesOf(comparison);
  const priced = comparison.rows.filter(
    ({ costPerTrillionTokens: cost, breakdown }) => cost.available && breakdown.length > 0,
  );
  if (priced.length === 0) return { id, title: words.costParts, drawn: false, reason: words.noCostParts };
  const ends = priced.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const unit = moneyUnit(Math.max(...ends), comparison.currency, language);
  const marks = priced.map(
    (row): StackBar => ({
      label: row.isReference
        ? `${names.get(row.id)}${words.separator}${CHART_WORDS[language].reference}`
        : (names.get(row.id) ?? row.name),
      segments: row.breakdown
        .filter(({ costPerTrillionTokens: cost }) => cost > 0)
        .map(({ part, costPerTrillionTokens: cost }) => ({ name: words.costPart[part], value: cost * unit.factor })),
      total: row.costPerTrillionTokens.available ? scaled(row.costPerTrillionTokens, unit.factor) : null,
    }),
  );
  return {
    id,
    title: findingOf(priced, names, language) ?? words.costParts,
    drawn: true,
    language,
    kind: 'stack',
    axis: words.costPartsAxis(unit.symbol),
    names: COST_PARTS.map(part => words.costPart[part]),
    groups: [{ label: comparison.model.name, marks }],
    caption: [words.costPartsCaption],
  };
}

/** The greatest part of the cheapest offer, where that has several. */
function findingOf(rows: readonly CompareRow[], names: Names, language: Language): string | null {
  const { mostOfCost, costPart } = PLOT_WORDS[language];
  const costOf = ({ costPerTrillionTokens: cost }: CompareRow) => (cost.available ? cost.point : Infinity);
  const [cheapest] = rows.toSorted((a, b) => costOf(a) - costOf(b));
  const parts = (cheapest?.breakdown ?? []).filter(({ share }) => share > 0);
  const [most] = parts.toSorted((a, b) => b.share - a.share);
  if (cheapest === undefined || most === undefined || parts.length < 2) return null;
  const name = costPart[most.part];
  return mostOfCost(
    name.charAt(0).toUpperCase() + name.slice(1),
    percentText(most.share, language),
    names.get(cheapest.id) ?? cheapest.name,
  );
}
