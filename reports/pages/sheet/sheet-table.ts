/** The candidates of a decision sheet: one row each, their savings drawn on one axis. */

import { moneyUnit, percentText, pointText, threeDigits, type Unit } from '../../format.ts';
import type { CompareRow, Comparison, MoneyFigure } from '../../money/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { chanceText, differenceEnds, differenceText, savedText, tokensText } from '../../words/difference-text.ts';
import { type Html, html } from '../frame/html.ts';

/** As many as leave room on the page for what they rest on. */
export const SHOWN_ROWS = 8;

const COLUMNS = 7;

export function candidateTable(comparison: Comparison, rows: readonly CompareRow[]): Html {
  const { currency, deadlineDays, mixedPrecision } = comparison;
  const shown = rows.slice(0, SHOWN_ROWS);
  const axis = axisOf(shown);
  const devices = deadlineDays === null ? 'Device-hours' : `Devices for ${threeDigits(deadlineDays)} days`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Candidates"><table>
<thead><tr><th scope="col">Candidate</th><th scope="col" class="number">Difference, 95 % of samples</th><th scope="col" class="drawn">${zeroLabel(axis)}</th><th scope="col" class="number">Cost of ${tokensText(comparison.tokens)}</th><th scope="col" class="number">Breaks even at</th><th scope="col" class="number">Speed of a device</th><th scope="col" class="number">${devices}</th></tr></thead>
<tbody>${shown.map(row => bodyRow(row, { currency, deadlineDays, mixedPrecision, axis }))}</tbody>
</table></div>`;
}

type Frame = Pick<Comparison, 'currency' | 'deadlineDays' | 'mixedPrecision'> & { readonly axis: Axis };

function bodyRow(row: CompareRow, { currency, deadlineDays, mixedPrecision, axis }: Frame): Html {
  const { costPerTrillionTokens: cost, isReference, breakEvenPricePerHour: rent } = row;
  if (!cost.available) {
    return html`<tr><th scope="row"><span class="main">${row.name}</span>${row.id === row.chip ? '' : ` ${row.id}`}</th><td colspan="${COLUMNS - 1}">${sentence(absenceText(cost))}</td></tr>
`;
  }
  const name = html`<th scope="row"><span class="main">${row.name}</span>${subtitle(row, mixedPrecision)}</th>`;
  const time = deadlineDays === null ? row.deviceHoursPerTrillionTokens : row.devicesForDeadline;
  const perHour = { factor: 1, symbol: `${currency}/h` };
  return html`<tr${isReference ? html` class="reference"` : null}>${name}
${isReference ? html`<td class="number">reference</td><td></td>` : html`${differenceCell(row)}${drawnCell(row, axis)}`}
${billCell(row, currency)}
${isReference ? html`<td></td>` : figureCell(rent, perHour, spreadOf(rent, perHour))}
${figureCell(row.tokensPerSecondPerDevice, TOKENS_PER_SECOND, row.basis, mfuText(row))}
${figureCell(time, COUNT, spreadOf(time, COUNT))}</tr>
`;
}

const TOKENS_PER_SECOND: Unit = { factor: 1, symbol: 'tokens/s' };
const COUNT: Unit = { factor: 1, symbol: '' };

/** What is beside the name: which id, which type where they differ, and that an input is stale. */
function subtitle({ id, chip, name, shares, dtype, grounds }: CompareRow, mixed: boolean): Html | null {
  const stale = grounds.filter(ground => ground.stale !== null).length;
  const parts: readonly (Html | string)[] = [
    ...(id === chip || id === name ? [] : [id]),
    ...Object.entries(shares ?? {}).map(([name, share]) => `${percentText(share)} ${name}`),
    ...(mixed ? [dtype] : []),
    ...(stale === 0 ? [] : [html`<span class="stale">${stale} stale input${stale === 1 ? '' : 's'}</span>`]),
  ];
  return parts.length === 0
    ? null
    : html`<small class="clamped">${parts.map((part, index) => [index === 0 ? '' : ', ', part])}</small>`;
}

/** What the speed is of the peak. */
const mfuText = ({ mfu }: CompareRow): string | null => (mfu.available ? `MFU ${percentText(mfu.point)}` : null);

function figureCell(figure: MoneyFigure, unit: Unit, ...below: readonly (string | null)[]): Html {
  if (!figure.available) return html`<td class="number"><small class="reason">${absenceText(figure)}</small></td>`;
  return html`<td class="number"><span class="main">${pointText(figure.point, unit)}</span>${below.map(text => (text === null ? null : html`<small>${text}</small>`))}</td>`;
}

/** How much less or more than the reference it costs, and how sure that is. */
function differenceCell(row: CompareRow): Html {
  const { saving, verdict } = row;
  if (!saving.available) return html`<td class="number"><small class="reason">${absenceText(saving)}</small></td>`;
  const small = (text: string | null) => (text === null ? null : html`<small class="${classOf(row)}">${text}</small>`);
  return html`<td class="number ${classOf(row)}"><span class="main">${differenceText(saving.point)}</span>${small(differenceEnds(saving))}${small(verdict)}</td>`;
}

/** The interval, drawn, and under it how probable it is that the candidate is cheaper. */
function drawnCell(row: CompareRow, axis: Axis): Html {
  const { saving, probabilityCheaper: chance } = row;
  if (!saving.available) return html`<td></td>`;
  const below = chance.available ? html`<small>P(cheaper) ${chanceText(chance.value)}</small>` : null;
  return html`<td>${whisker(saving, axis, classOf(row))}${below}</td>`;
}

/** The cost of all tokens, and the amount less or more than on the reference. */
function billCell({ costOfTraining: bill, amountSaved, isReference }: CompareRow, currency: string): Html {
  const money = moneyUnit(bill.available ? bill.point : 0, currency);
  const saved = amountSaved.available && !isReference ? savedText(amountSaved.point, currency) : null;
  return figureCell(bill, money, spreadOf(bill, money), saved);
}

/** `0.99 to 34.8`; null where no input has a spread. */
function spreadOf(figure: MoneyFigure, { factor }: Unit): string | null {
  if (!figure.available || figure.low === figure.high) return null;
  return `${threeDigits(figure.low * factor)} to ${threeDigits(figure.high * factor)}`;
}

/** Only what is cheaper or dearer has a colour. */
const classOf = ({ verdict }: CompareRow): string => (verdict === 'cheaper' || verdict === 'dearer' ? verdict : 'open');

/** Savings from `low` to `high`; zero is always on it. */
type Axis = { readonly low: number; readonly high: number };

/** What lies below −100 % is drawn at the edge: such a candidate costs more than twice as much, and the figure says how much. */
const LEAST = -1;

function axisOf(rows: readonly CompareRow[]): Axis {
  const ends = rows.flatMap(({ saving }) => (saving.available ? [saving.low, saving.high] : []));
  return { low: Math.max(LEAST, Math.min(0, ...ends)), high: Math.max(0.01, ...ends) };
}

/** A dot at the point; an arrow at the edge for one that lies beyond it. */
function mark(point: number, axis: Axis): Html {
  return point < axis.low
    ? html`<path d="M14 4 L2 10 L14 16 Z"/>`
    : html`<circle cx="${place(point, axis)}" cy="10" r="5"/>`;
}

/** Of 200 units across. */
function place(saving: number, { low, high }: Axis): string {
  return (4 + (192 * (Math.max(saving, low) - low)) / (high - low)).toFixed(1);
}

function whisker(
  { point, low, high }: { readonly point: number; readonly low: number; readonly high: number },
  axis: Axis,
  verdict: string,
): Html {
  const x = (saving: number): string => place(saving, axis);
  const ends = differenceEnds({ low, high });
  return html`<svg class="whisker ${verdict}" viewBox="0 0 200 20" role="img" aria-label="costs ${differenceText(point)}${ends === null ? '' : `, ${ends}`}"><line class="zero" x1="${x(0)}" y1="-6" x2="${x(0)}" y2="20"/><line x1="${x(low)}" y1="10" x2="${x(high)}" y2="10"/>${mark(point, axis)}</svg>`;
}

/** Where zero is on the axis of the rows below. */
function zeroLabel(axis: Axis): Html {
  return html`<svg class="whisker" viewBox="0 0 200 20" aria-hidden="true"><text x="${place(0, axis)}" y="16" text-anchor="middle">0</text></svg>`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
