/** What training costs on each chip by what others published, a row a chip; on a phone a card a chip. */
import { endTexts, moneyUnit, PERCENT, pointText, rangeText, type Unit } from '../../format.ts';
import type { TrainingCosts } from '../../known-costs/schema.ts';
import type { CompareRow, MoneyFigure } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { chanceText, differenceEnds, differenceText, tokensText } from '../../words/difference-text.ts';
import { quantityText } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { type Html, html } from '../frame/html.ts';
import { basisMark, verdictMark } from '../frame/marks.ts';

/** Without a unit: it stands in the heading. */
const PLAIN: Unit = { factor: 1, symbol: '' };

type Column = {
  readonly title: string;
  readonly under: string;
  readonly cell: (row: CompareRow) => Html;
};

export function costTable({ comparison }: TrainingCosts, language: Language): Html {
  const words = OVERVIEW_WORDS[language].table;
  const { rows, tokens, currency } = comparison;
  const ends = rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const money = moneyUnit(Math.max(...ends), currency, language);
  const reference = rows.find(({ isReference }) => isReference)?.name ?? '';
  const columns: readonly Column[] = [
    {
      ...{ title: words.cost(tokensText(tokens, language)), under: words.samples },
      cell: row => figureParts(row.costPerTrillionTokens, money, language),
    },
    {
      ...{ title: words.difference(reference), under: words.samplesVerdict },
      cell: row => differenceParts(row, language),
    },
    { ...{ title: words.rent, under: words.rentUnder }, cell: row => rentParts(row, currency, language) },
    { ...{ title: words.speed, under: words.speedUnder }, cell: row => speedParts(row, language) },
  ];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.label}">
<table class="training">
<thead><tr><th scope="col">${words.chip}</th>${columns.map(({ title, under }) => html`<th scope="col" class="number">${title}<small>${under}</small></th>`)}</tr></thead>
<tbody>${rows.map(row => tableRow(row, columns, words.reference))}</tbody>
</table>
</div>`;
}

const tableRow = (row: CompareRow, columns: readonly Column[], reference: string): Html =>
  html`<tr${row.isReference ? html` class="reference"` : null}><th scope="row">${row.name}${row.isReference ? html`<small>${reference}</small>` : null}</th>${columns.map(({ title, cell }) => html`<td class="number" data-label="${title}">${cell(row)}</td>`)}</tr>
`;

function differenceParts(
  { isReference, saving, verdict, probabilityCheaper: chance }: CompareRow,
  language: Language,
): Html {
  if (isReference) return html`–`;
  if (!saving.available) return html`<span class="missing">${absenceText(saving, language)}</span>`;
  const { chance: chanceWords } = OVERVIEW_WORDS[language].table;
  const chances = chance.available ? html`<small>${chanceWords(chanceText(chance.value, language))}</small>` : null;
  return html`${differenceText(saving.point, language)}<small>${differenceEnds(saving, language)}</small><small>${verdict === null ? null : verdictMark(verdict, language)}</small>${chances}`;
}

/** As the catalog has it, in its currency; below it the rent at which the chip costs what the reference does. */
function rentParts(
  { isReference, breakEvenPricePerHour: even, grounds }: CompareRow,
  currency: string,
  language: Language,
): Html {
  const words = OVERVIEW_WORDS[language].table;
  const rent = grounds.find(({ basis }) => basis === 'catalog');
  const main = rent === undefined ? '–' : quantityText(rent.point, rent.unit, language);
  const breakEven =
    even.available && !isReference ? words.breakEven(quantityText(even.point, `${currency}/h`, language)) : null;
  const under = [rent === undefined || rent.stale === null ? null : words.stale, breakEven].filter(
    text => text !== null,
  );
  return html`${main}${under.map(text => html`<small>${text}</small>`)}`;
}

function speedParts({ tokensPerSecondPerDevice: speed, basis, mfu }: CompareRow, language: Language): Html {
  const share = mfu.available ? html`<small>MFU ${pointText(mfu.point, PERCENT, language)}</small>` : null;
  const mark = basis === null ? null : html`<small>${basisMark(basis, language)}</small>`;
  return html`${figureParts(speed, PLAIN, language)}${mark}${share}`;
}

function figureParts(figure: MoneyFigure, unit: Unit, language: Language): Html {
  if (!figure.available) return html`<span class="missing">${absenceText(figure, language)}</span>`;
  const { point, low, high } = figure;
  const ends = low === high ? null : rangeText(...endTexts(low * unit.factor, high * unit.factor), language);
  return html`${pointText(point, unit, language)}${ends === null ? null : html`<small>${ends}</small>`}`;
}
