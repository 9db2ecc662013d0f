/** The section of what training costs by what others published: a table, its chart, what is left out, and every input with its source. */
import type { Plot } from '../../charts/plot.ts';
import { moneyUnit, PERCENT, pointText, threeDigits, type Unit } from '../../format.ts';
import type { KnownCostAbsence } from '../../known-costs/codes.ts';
import type { KnownCosts, TrainingCosts } from '../../known-costs/schema.ts';
import type { CompareRow, MoneyFigure } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { chanceText, differenceEnds, differenceText, tokensText } from '../../words/difference-text.ts';
import { factText } from '../../words/fact-text.ts';
import { namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { furtherText, knownCostsLabel, verdictNotes } from '../../words/report/known-costs-text.ts';
import { plotFigure } from '../frame/figure.ts';
import { type Html, html } from '../frame/html.ts';
import type { Place } from '../frame/page.ts';
import { groundsTable } from '../sheet/sheet-grounds.ts';

/** Reasons that say nothing to a reader: there is an answer already, or nobody asked. */
const SILENT: readonly string[] = ['saving-is-measured', 'training-not-asked'] satisfies readonly KnownCostAbsence[];

export const knownCostsTitle = (costs: KnownCosts, language: Language): string =>
  OVERVIEW_WORDS[language].known.title(costs.available ? costs.comparison.model.name : null);

/** null: there is nothing to say. */
export function knownCostsBody(costs: KnownCosts, plot: Plot | undefined, place: Place): Html | null {
  if (!costs.available) return SILENT.includes(costs.code) ? null : html`<p>Not known: ${absenceText(costs)}.</p>`;
  const { comparison, leftOut } = costs;
  const further = furtherText(costs);
  return html`<p><strong>${knownCostsLabel(costs)}</strong></p>
${costTable(costs)}
${verdictNotes(costs).map(text => html`<p>${text}</p>`)}
${plot === undefined ? null : plotFigure(plot, place)}
<details><summary>What it rests on, and what is left out</summary>
<ul>${[...(further === null ? [] : [further]), ...leftOut.map(fact => factText(fact, place.language))].map(text => html`<li>${text}</li>`)}</ul>
${groundsTable(comparison.rows.map(withoutFactors), namesOf(comparison), place.language, Number.POSITIVE_INFINITY)}
</details>`;
}

/** Without the errors of each projection, which docs/COST.md explains and report.json lists: prices, rates and speeds are left. */
const withoutFactors = (row: CompareRow): CompareRow => ({
  ...row,
  grounds: row.grounds.filter(({ unit }) => unit !== 'times'),
});

function costTable({ comparison }: TrainingCosts): Html {
  const { rows, tokens, currency } = comparison;
  const ends = rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const money = moneyUnit(Math.max(...ends), currency);
  const perHour: Unit = { factor: 1, symbol: `${currency}/h` };
  const reference = rows.find(({ isReference }) => isReference)?.name ?? '';
  const heads = [
    [`Cost of ${tokensText(tokens)}`, '95 % of samples'],
    [`Compared with ${reference}`, '95 % of samples, verdict'],
    ['Rent', 'of the catalog; break-even'],
    ['Speed of a device', 'tokens/s, basis, MFU'],
  ];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Training cost, not measured here">
<table class="training">
<thead><tr><th scope="col">Chip</th>${heads.map(([title, under]) => html`<th scope="col" class="number">${title ?? ''}<small>${under ?? ''}</small></th>`)}</tr></thead>
<tbody>${rows.map(
    row => html`<tr${row.isReference ? html` class="reference"` : null}><th scope="row">${row.name}${row.isReference ? html`<small>reference</small>` : null}</th>${figureCell(row.costPerTrillionTokens, money)}${besideCell(row)}${rentCell(row, perHour)}${speedCell(row)}</tr>
`,
  )}</tbody>
</table>
</div>`;
}

function besideCell({ isReference, saving, verdict, probabilityCheaper: chance }: CompareRow): Html {
  if (isReference) return html`<td class="number"></td>`;
  if (!saving.available) return html`<td class="number missing">${absenceText(saving)}</td>`;
  const chances = chance.available ? `, probability of being cheaper ${chanceText(chance.value)}` : '';
  return html`<td class="number">${differenceText(saving.point)}<small>${differenceEnds(saving)}</small><small><span class="verdict">${verdict}</span>${chances}</small></td>`;
}

/** As the catalog has it, in its currency; below it the rent at which the chip costs what the reference does. */
function rentCell({ isReference, breakEvenPricePerHour: even, grounds }: CompareRow, perHour: Unit): Html {
  const rent = grounds.find(({ basis }) => basis === 'catalog');
  const main = rent === undefined ? '' : `${threeDigits(rent.point)} ${rent.unit}`;
  const breakEven = even.available && !isReference ? `break-even ${pointText(even.point, perHour)}` : null;
  const under = [rent === undefined || rent.stale === null ? null : 'stale', breakEven].filter(text => text !== null);
  return html`<td class="number">${main}${under.map(text => html`<small>${text}</small>`)}</td>`;
}

function speedCell({ tokensPerSecondPerDevice: speed, basis, mfu }: CompareRow): Html {
  const share = mfu.available ? `, MFU ${pointText(mfu.point, PERCENT)}` : '';
  return figureCell(speed, { factor: 1, symbol: '' }, `${basis ?? ''}${share}`);
}

function figureCell(figure: MoneyFigure, unit: Unit, under: string | null = null): Html {
  if (!figure.available) return html`<td class="number missing">${absenceText(figure)}</td>`;
  const { point, low, high } = figure;
  const ends = low === high ? null : `${threeDigits(low * unit.factor)} to ${threeDigits(high * unit.factor)}`;
  return html`<td class="number">${pointText(point, unit)}${ends === null ? null : html`<small>${ends}</small>`}${under === null ? null : html`<small>${under}</small>`}</td>`;
}
