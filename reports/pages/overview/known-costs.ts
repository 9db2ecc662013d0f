/** The section of what training costs by what others published: a table, its chart, what is left out, and every input with its source. */
import type { Plot } from '../../charts/plot.ts';
import type { KnownCostAbsence } from '../../known-costs/codes.ts';
import type { KnownCosts } from '../../known-costs/schema.ts';
import type { CompareRow } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { furtherText, knownCostsLabel, verdictNotes } from '../../words/report/known-costs-text.ts';
import { factHtml } from '../frame/fact-html.ts';
import { plotFigure } from '../frame/figure.ts';
import { type Html, html } from '../frame/html.ts';
import type { Place } from '../frame/page.ts';
import { groundsTable } from '../sheet/sheet-grounds.ts';
import { costTable } from './cost-table.ts';

/** Reasons that say nothing to a reader: there is an answer already, or nobody asked. */
const SILENT: readonly string[] = ['saving-is-measured', 'training-not-asked'] satisfies readonly KnownCostAbsence[];

export const knownCostsTitle = (costs: KnownCosts, language: Language): string =>
  OVERVIEW_WORDS[language].known.title(costs.available ? costs.comparison.model.name : null);

/** null: there is nothing to say. */
export function knownCostsBody(costs: KnownCosts, plot: Plot | undefined, place: Place): Html | null {
  const { language } = place;
  const words = OVERVIEW_WORDS[language].known;
  if (!costs.available) {
    return SILENT.includes(costs.code) ? null : html`<p>${words.unknown(absenceText(costs, language))}</p>`;
  }
  const { comparison, leftOut } = costs;
  const further = furtherText(costs, language);
  const facts = [...(further === null ? [] : [further]), ...leftOut.map(fact => factHtml(fact, language))];
  return html`<p><strong>${knownCostsLabel(costs, language)}</strong></p>
${costTable(costs, language)}
${verdictNotes(costs, language).map(text => html`<p>${text}</p>`)}
${plot === undefined ? null : plotFigure(plot, place)}
<details><summary>${words.rests}</summary>
<ul>${facts.map(text => html`<li>${text}</li>`)}</ul>
${groundsTable(comparison.rows.map(withoutFactors), namesOf(comparison), language, Number.POSITIVE_INFINITY)}
</details>`;
}

/** Without the errors of each projection, which docs/COST.md explains and report.json lists: prices, rates and speeds are left. */
const withoutFactors = (row: CompareRow): CompareRow => ({
  ...row,
  grounds: row.grounds.filter(({ unit }) => unit !== 'times'),
});
