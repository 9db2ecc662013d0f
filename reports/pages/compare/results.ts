/** The results of the calculator: the answer in sentences, and a row for each offer. The build and the browser make them alike. */
import { decimalUnit, endTexts, moneyUnit, percentText, pointText, rangeText, type Unit } from '../../format.ts';
import { isVerdict } from '../../money/headline.ts';
import type { CompareRow, Comparison, MoneyFigure } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { headlineTexts } from '../../words/compare-headline.ts';
import { chanceText, differenceEnds, differenceText, tokensText } from '../../words/difference-text.ts';
import { namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { COMPARE_WORDS } from '../../words/pages/compare/compare.ts';
import type { Column } from '../../words/pages/compare/compare-words.ts';
import { type Html, html } from '../frame/html.ts';
import { basisMark, verdictMark } from '../frame/marks.ts';
import { priceBaseTexts } from '../sheet/price-base.ts';

/** The verdict of the contender that saves most, and what no row of the table says. */
export function answerHtml(comparison: Comparison, language: Language): Html {
  const headline = comparison.headline.filter((answer, index) => index === 0 || !isVerdict(answer));
  const [verdict = '', ...rest] = headlineTexts({ ...comparison, headline }, language);
  return html`<p class="lead">${verdict}</p>
${rest.map(text => html`<p>${text}</p>`)}`;
}

export function resultsTable(comparison: Comparison, language: Language): Html {
  const words = COMPARE_WORDS[language];
  const names = namesOf(comparison);
  const columns = COLUMNS.filter(({ shows }) => shows(comparison));
  const heading = ({ column }: Cell) =>
    column === 'cost'
      ? `${words.columns.cost}${language === 'zh' ? '：' : ', '}${tokensText(comparison.tokens, language)}`
      : words.columns[column];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.results}"><table class="costs">
<thead><tr><th scope="col">${words.candidate}</th>${columns.map(cell => html`<th scope="col" class="number">${heading(cell)}</th>`)}</tr></thead>
<tbody>${comparison.rows.map(
    row => html`<tr${row.isReference ? html` class="reference"` : null}><th scope="row">${names.get(row.id) ?? row.name}${row.isReference ? html` <small>${words.reference}</small>` : null}</th>${columns.map(
      cell => html`<td class="number" data-label="${heading(cell)}">${cell.of({ row, comparison, language })}</td>`,
    )}</tr>
`,
  )}</tbody>
</table></div>
${priceBaseTexts(comparison, language).map(text => html`<p class="quiet">${text}</p>`)}`;
}

type Ask = { readonly row: CompareRow; readonly comparison: Comparison; readonly language: Language };
type Cell = {
  readonly column: Column;
  readonly shows: (comparison: Comparison) => boolean;
  readonly of: (ask: Ask) => Html | null;
};

const always = () => true;
const some =
  (figure: (row: CompareRow) => MoneyFigure) =>
  ({ rows }: Comparison): boolean =>
    rows.some(row => figure(row).available);

/** A column of the table, a row each. */
const COLUMNS: readonly Cell[] = [
  {
    column: 'cost',
    shows: always,
    of: ({ row, comparison: { rows, currency }, language }) => {
      const ends = rows.flatMap(({ costOfTraining: cost }) => (cost.available ? [cost.high] : []));
      return figure(row.costOfTraining, moneyUnit(Math.max(0, ...ends), currency, language), language);
    },
  },
  { column: 'difference', shows: always, of: ask => difference(ask) },
  {
    column: 'probability',
    shows: always,
    of: ({ row: { probabilityCheaper: chance, isReference }, language }) => {
      if (isReference) return null;
      return chance.available ? html`${chanceText(chance.value, language)}` : reason(absenceText(chance, language));
    },
  },
  { column: 'price', shows: always, of: ask => price(ask) },
  { column: 'breakEven', shows: always, of: ask => breakEven(ask) },
  {
    column: 'speed',
    shows: always,
    of: ({ row: { tokensPerSecondPerDevice: speed, basis, mfu }, language }) =>
      html`${figure(speed, { factor: 1, symbol: language === 'zh' ? 'token/s' : 'tokens/s' }, language)}${basis === null ? null : html`<small>${basisMark(basis, language)}</small>`}${mfu.available ? html`<small>MFU ${percentText(mfu.point, language)}</small>` : null}`,
  },
  {
    column: 'energy',
    shows: some(row => row.energyKWhPerTrillionTokens),
    of: ({ row: { energyKWhPerTrillionTokens: energy }, language }) =>
      figure(energy, energy.available ? decimalUnit(energy.point * 1000, 'Wh') : WATT_HOURS, language, 1000),
  },
  {
    column: 'carbon',
    shows: some(row => row.carbonKgPerTrillionTokens),
    of: ({ row: { carbonKgPerTrillionTokens: carbon }, language }) =>
      figure(carbon, { factor: 1e-3, symbol: 't' }, language),
  },
  {
    column: 'devices',
    shows: ({ deadlineDays }) => deadlineDays !== null,
    of: ({ row, language }) => figure(row.devicesForDeadline, { factor: 1, symbol: '' }, language),
  },
];

const WATT_HOURS: Unit = { factor: 1, symbol: 'Wh' };

function difference({ row: { isReference, saving, verdict }, language }: Ask): Html | null {
  if (isReference) return null;
  if (!saving.available) return reason(absenceText(saving, language));
  const ends = differenceEnds(saving, language);
  return html`${differenceText(saving.point, language)}${ends === null ? null : html`<small>${ends}</small>`}${verdict === null ? null : html`<small>${verdictMark(verdict, language)}</small>`}`;
}

/** What the cost stands on: the rent, of an hour paid; of an owned device what it was bought for, and what its hour at work comes to. */
function price({ row, comparison: { currency }, language }: Ask): Html {
  const words = COMPARE_WORDS[language];
  const { pricePerHour: hour, purchasePrice: purchase } = row;
  const perHour: Unit = { factor: 1, symbol: words.unitPerHour(currency) };
  if (!purchase.available) return ofHourPaid(hour, perHour, language);
  const ofHour = hour.available
    ? html`<small>${pointText(hour.point, perHour, language)}</small><small>${words.hourAtWork}</small>`
    : null;
  return html`${figure(purchase, moneyUnit(purchase.point, currency, language), language)}<small>${words.purchase}</small>${ofHour}`;
}

/** Of an owned device the purchase price, or why there is none; else the rent. */
function breakEven({ row, comparison: { currency }, language }: Ask): Html | null {
  if (row.isReference) return null;
  const words = COMPARE_WORDS[language];
  const { breakEvenPurchase: purchase, breakEvenPricePerHour: rent } = row;
  if (purchase.available) {
    return html`${figure(purchase, moneyUnit(purchase.point, currency, language), language)}<small>${words.purchase}</small>`;
  }
  if (row.purchasePrice.available) return reason(absenceText(purchase, language));
  return ofHourPaid(rent, { factor: 1, symbol: words.unitPerHour(currency) }, language);
}

const ofHourPaid = (rent: MoneyFigure, perHour: Unit, language: Language): Html =>
  html`${figure(rent, perHour, language)}${rent.available ? html`<small>${COMPARE_WORDS[language].hourPaid}</small>` : null}`;

/** `times`: what makes the figure's own unit the one whose factor is 1. */
function figure(value: MoneyFigure, unit: Unit, language: Language, times = 1): Html {
  if (!value.available) return reason(absenceText(value, language));
  const [low, high] = endTexts(value.low * times * unit.factor, value.high * times * unit.factor);
  const ends = low === high ? null : rangeText(low, high, language);
  return html`${pointText(value.point * times, unit, language)}${ends === null ? null : html`<small>${ends}</small>`}`;
}

const reason = (text: string): Html => html`<small class="missing">${text}</small>`;
