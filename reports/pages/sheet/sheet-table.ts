/** The candidates of a decision sheet: one row each, their savings drawn on one axis. */

import { endTexts, moneyUnit, percentText, pointText, threeDigits, type Unit } from '../../format.ts';
import type { CompareRow, Comparison, MoneyFigure } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { chanceText, differenceEnds, differenceText, savedText, tokensText } from '../../words/difference-text.ts';
import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { SHEET_WORDS } from '../../words/pages/sheet/sheet.ts';
import type { SheetColumn, SheetWords } from '../../words/pages/sheet/sheet-words.ts';
import { type Html, html } from '../frame/html.ts';
import { isOwned, isOwnedAlone, withoutVat } from './price-base.ts';

/** As many as leave room on the page for what they rest on. */
export const SHOWN_ROWS = 8;

const COLUMNS = 8;

export function candidateTable(comparison: Comparison, rows: readonly CompareRow[], language: Language): Html {
  const { currency, deadlineDays, mixedPrecision } = comparison;
  const shown = rows.slice(0, SHOWN_ROWS);
  const axis = axisOf(shown);
  const words = SHEET_WORDS[language];
  const isMixed = !isOwnedAlone(comparison.rows);
  const titles = {
    ...words.columns,
    ...(isMixed ? {} : words.columnsOwned),
    cost: words.costOf(tokensText(comparison.tokens, language)),
    deviceHours: deadlineDays === null ? words.columns.deviceHours : words.devicesFor(threeDigits(deadlineDays)),
  };
  const frame = {
    currency,
    deadlineDays,
    mixedPrecision,
    axis,
    words,
    titles,
    language,
    isMixed,
    netOfVat: withoutVat(comparison),
  };
  const heading = (column: SheetColumn) => html`<th scope="col" class="number">${titles[column]}</th>`;
  return html`<table class="candidates">
<thead><tr><th scope="col">${titles.candidate}</th>${heading('difference')}<th scope="col" class="drawn">${axisLabel(axis, titles.drawn, words)}</th>${heading('cost')}${heading('price')}${heading('breakEven')}${heading('speed')}${heading('deviceHours')}</tr></thead>
<tbody>${shown.map(row => bodyRow(row, frame))}</tbody>
</table>`;
}

type Frame = Pick<Comparison, 'currency' | 'deadlineDays' | 'mixedPrecision'> & {
  readonly axis: Axis;
  readonly words: SheetWords;
  /** Of the columns, which each cell bears on a phone. */
  readonly titles: Readonly<Record<SheetColumn, string>>;
  readonly language: Language;
  /** Its columns are of hours paid: an owned device's hour is told apart. */
  readonly isMixed: boolean;
  readonly netOfVat: ReadonlySet<string>;
};

function bodyRow(row: CompareRow, frame: Frame): Html {
  const { currency, deadlineDays, words, titles, language } = frame;
  const { costPerTrillionTokens: cost, isReference, breakEvenPricePerHour: rent, basis } = row;
  if (!cost.available) {
    return html`<tr><th scope="row"><span class="main">${row.name}</span>${row.id === row.chip ? '' : ` ${row.id}`}</th><td class="no-cost" colspan="${COLUMNS - 1}">${words.clause(absenceText(cost, language))}</td></tr>
`;
  }
  const name = html`<th scope="row"><span class="main">${row.name}</span>${subtitle(row, frame)}</th>`;
  const time = deadlineDays === null ? row.deviceHoursPerTrillionTokens : row.devicesForDeadline;
  const perHour = { factor: 1, symbol: words.perHour(currency) };
  const basisText = basis === null ? null : CHART_WORDS[language].bases[basis];
  return html`<tr${isReference ? html` class="reference"` : null}>${name}
${isReference ? html`<td class="number" data-label="${titles.difference}">${words.reference}</td><td class="blank"></td>` : html`${differenceCell(row, frame)}${drawnCell(row, frame)}`}
${billCell(row, frame)}
${priceCell(row, frame, perHour)}
${isReference ? html`<td class="blank"></td>` : figureCell(frame, 'breakEven', rent, perHour, spreadOf(rent, perHour, words), hourOf(row, frame))}
${figureCell(frame, 'speed', row.tokensPerSecondPerDevice, { factor: 1, symbol: words.tokensPerSecond }, basisText, mfuText(row, language))}
${figureCell(frame, 'deviceHours', time, COUNT, spreadOf(time, COUNT, words))}</tr>
`;
}

const COUNT: Unit = { factor: 1, symbol: '' };

/** What is beside the name: which id, which type where they differ, and that an input is stale. */
function subtitle(
  { id, chip, name, shares, dtype, grounds }: CompareRow,
  { mixedPrecision, words, language }: Frame,
): Html | null {
  const stale = grounds.filter(ground => ground.stale !== null).length;
  const parts: readonly (Html | string)[] = [
    ...(stale === 0 ? [] : [html`<span class="stale">${words.staleInputs(stale)}</span>`]),
    ...(id === chip || id === name ? [] : [id]),
    ...Object.entries(shares ?? {}).map(([name, share]) => `${percentText(share, language)} ${name}`),
    ...(mixedPrecision ? [dtype] : []),
  ];
  return parts.length === 0
    ? null
    : html`<small class="clamped">${parts.map((part, index) => [index === 0 ? '' : words.separator, part])}</small>`;
}

/** What the speed is of the peak. */
const mfuText = ({ mfu }: CompareRow, language: Language): string | null =>
  mfu.available ? `MFU ${percentText(mfu.point, language)}` : null;

function figureCell(
  { titles, language }: Frame,
  column: SheetColumn,
  figure: MoneyFigure,
  unit: Unit,
  ...below: readonly (string | null)[]
): Html {
  const label = titles[column];
  if (!figure.available)
    return html`<td class="number" data-label="${label}"><small class="reason">${absenceText(figure, language)}</small></td>`;
  return html`<td class="number" data-label="${label}"><span class="main">${pointText(figure.point, unit, language)}</span>${below.map(text => (text === null ? null : html`<small>${text}</small>`))}</td>`;
}

/** How much less or more than the reference it costs, and how sure that is. */
function differenceCell(row: CompareRow, { titles, language }: Frame): Html {
  const { saving, verdict } = row;
  const label = titles.difference;
  if (!saving.available)
    return html`<td class="number" data-label="${label}"><small class="reason">${absenceText(saving, language)}</small></td>`;
  const small = (text: string | null) => (text === null ? null : html`<small class="${classOf(row)}">${text}</small>`);
  const verdictText = verdict === null ? null : CHART_WORDS[language].verdicts[verdict];
  return html`<td class="number ends ${classOf(row)}" data-label="${label}"><span class="main">${differenceText(saving.point, language)}</span>${small(differenceEnds(saving, language))}${small(verdictText)}</td>`;
}

/** The interval, drawn, and under it how probable it is that the candidate is cheaper. */
function drawnCell(row: CompareRow, { axis, words, titles, language }: Frame): Html {
  const { saving, probabilityCheaper: chance } = row;
  if (!saving.available) return html`<td class="blank"></td>`;
  const below = chance.available ? html`<small>${words.chance(chanceText(chance.value, language))}</small>` : null;
  const ends = axisLabel(axis, titles.drawn, words, 'of-card');
  return html`<td data-label="${titles.drawn}"><div>${ends}${whisker(saving, axis, classOf(row), language)}</div>${below}</td>`;
}

/** What its cost stands on, beside the break-even: the rent; of an owned device its hour at work, and what it was bought for. */
function priceCell(row: CompareRow, frame: Frame, perHour: Unit): Html {
  const { pricePerHour: price, purchasePrice: purchase } = row;
  const { currency, netOfVat, words, language } = frame;
  const bought = purchase.available
    ? words.bought(
        pointText(purchase.point, moneyUnit(purchase.point, currency, language), language),
        netOfVat.has(row.id),
      )
    : null;
  return figureCell(frame, 'price', price, perHour, spreadOf(price, perHour, words), hourOf(row, frame), bought);
}

/** Of an owned device in a column of hours paid: that its hour is one at work. */
const hourOf = (row: CompareRow, { isMixed, words }: Frame): string | null =>
  isMixed && isOwned(row) ? words.atWork : null;

/** The cost of all tokens, and the amount less or more than on the reference. */
function billCell({ costOfTraining: bill, amountSaved, isReference }: CompareRow, frame: Frame): Html {
  const { currency, words, language } = frame;
  const money = moneyUnit(bill.available ? bill.point : 0, currency, language);
  const saved = amountSaved.available && !isReference ? savedText(amountSaved.point, currency, language) : null;
  return figureCell(frame, 'cost', bill, money, spreadOf(bill, money, words), saved);
}

/** `0.99 to 34.8`; null where no input has a spread. */
function spreadOf(figure: MoneyFigure, { factor }: Unit, words: SheetWords): string | null {
  if (!figure.available || figure.low === figure.high) return null;
  const [low, high] = endTexts(figure.low * factor, figure.high * factor);
  return low === high ? null : words.range(low, high);
}

/** Only what is cheaper or dearer has a colour. */
const classOf = ({ verdict }: CompareRow): string => (verdict === 'cheaper' || verdict === 'dearer' ? verdict : 'open');

/** Savings from `low` to `high`; zero is always on it. As in every chart, what is cheaper lies on the left. */
type Axis = { readonly low: number; readonly high: number };

/** What costs more than three times as much is drawn at the edge, as an arrowhead: the figure says how much more. */
const LEAST = -2;

function axisOf(rows: readonly CompareRow[]): Axis {
  const ends = rows.flatMap(({ saving }) => (saving.available ? [saving.low, saving.high] : []));
  return { low: Math.max(LEAST, Math.min(0, ...ends)), high: Math.max(0.01, ...ends) };
}

const [LEFT, RIGHT] = [4, 196];

/** Of 200 units across. */
function place(saving: number, { low, high }: Axis): number {
  return LEFT + ((RIGHT - LEFT) * (high - Math.max(saving, low))) / (high - low);
}

const placeText = (saving: number, axis: Axis): string => place(saving, axis).toFixed(1);

type Ends = { readonly point: number; readonly low: number; readonly high: number };

function whisker({ point, low, high }: Ends, axis: Axis, verdict: string, language: Language): Html {
  const x = (saving: number): string => placeText(saving, axis);
  const label = SHEET_WORDS[language].drawnLabel(
    differenceText(point, language),
    differenceEnds({ low, high }, language),
  );
  const beyond = low < axis.low ? html`<path d="M186 4 L198 10 L186 16 Z"/>` : null;
  const dot = point < axis.low ? null : html`<circle cx="${x(point)}" cy="10" r="5"/>`;
  return html`<svg class="whisker ${verdict}" viewBox="0 0 200 20" role="img" aria-label="${label}"><line class="zero" x1="${x(0)}" y1="-6" x2="${x(0)}" y2="20"/><line x1="${x(high)}" y1="10" x2="${x(low)}" y2="10"/>${beyond}${dot}</svg>`;
}

/** Which way is cheaper, and where the cost is the same as on the reference. */
function axisLabel(axis: Axis, name: string, { axis: ends }: SheetWords, where = 'of-head'): Html {
  const same = Math.min(Math.max(place(0, axis), 20), 180).toFixed(1);
  return html`<svg class="whisker axis ${where}" viewBox="0 0 200 38" role="img" aria-label="${name}"><text x="0" y="15">${ends.cheaper}</text><text x="200" y="15" text-anchor="end">${ends.dearer}</text><text x="${same}" y="34" text-anchor="middle">${ends.same}</text></svg>`;
}
