/** The tables of a comparison: a row for each contender, in as many tables as the width asks for; and what moves its saving. */

import { moneyUnit, PERCENT, threeDigits, type Unit } from '../../../reports/format.ts';
import { NEVER } from '../../../reports/money/row.ts';
import type { CompareRow, Comparison, MoneyFigure, Payback, Sensitivity } from '../../../reports/money/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { inputText } from '../../../reports/words/input-text.ts';
import { aligned, hanging } from './terminal.ts';

/** What a cell shows that has no value. */
const UNKNOWN = '–';
/** How many inputs of a row are shown; the JSON has all. */
const MOVERS = 3;

type Column = {
  readonly head: string;
  /** null: not known for this row. */
  readonly cell: (row: CompareRow) => string | null;
};

/** A column that no row fills is left out; columns that do not fit go into a table of their own below. */
export function tables({ rows, currency, reference, frontierTime }: Comparison, columns: number): string[][] {
  const greatest = Math.max(...rows.map(({ costPerTrillionTokens: cost }) => (cost.available ? cost.point : 0)));
  const unit = moneyUnit(greatest, currency);
  const filled = columnsOf(unit, currency).filter(({ cell }) => rows.some(row => cell(row) !== null));
  const name = (row: CompareRow) => `${row.id}${row.onFrontier ? ' *' : ''}`;
  const shown: string[][] = [];
  let table: Column[] = [];
  const render = (of: readonly Column[]) => {
    const heads = ['', ...of.map(({ head }) => head)];
    const body = rows.map(row => [name(row), ...of.map(({ cell }) => cell(row) ?? UNKNOWN)]);
    return aligned(
      [heads, ...body],
      [...of.keys()].map(index => index + 1),
    );
  };
  for (const column of filled) {
    const wider = [...table, column];
    if (table.length > 0 && render(wider).some(line => line.length > columns)) {
      shown.push(render(table));
      table = [column];
    } else table = wider;
  }
  if (table.length > 0) shown.push(render(table));
  const time = frontierTime === 'days' ? 'days with the devices there are' : 'device-hours';
  const key = `* on the frontier: no other row has both a lower cost and fewer ${time}, by their points alone. Device-hours, MWh and t are of 10¹² tokens. Reference: ${reference}.`;
  return [...shown, hanging(key, columns)];
}

function columnsOf(money: Unit, currency: string): readonly Column[] {
  const plain: Unit = { factor: 1, symbol: '' };
  return [
    { head: `${money.symbol} per 10¹² tokens`, cell: row => spanned(row.costPerTrillionTokens, money) },
    { head: 'saving, %', cell: row => (row.isReference ? 'reference' : spanned(row.saving, PERCENT)) },
    { head: 'verdict', cell: row => (row.isReference ? '' : row.verdict) },
    { head: 'tokens/s', cell: row => spanned(row.tokensPerSecondPerDevice, plain) },
    { head: 'basis', cell: row => row.basis },
    { head: 'MFU, %', cell: row => spanned(row.mfu, PERCENT) },
    { head: 'device-hours', cell: row => spanned(row.deviceHoursPerTrillionTokens, plain) },
    { head: `saving 0 at, ${currency}/h`, cell: row => spanned(row.breakEvenPricePerHour, plain) },
    { head: `saving 0 at purchase, ${currency}`, cell: row => spanned(row.breakEvenPurchase, plain) },
    { head: 'devices by deadline', cell: row => spanned(row.devicesForDeadline, plain) },
    { head: 'days', cell: row => spanned(row.days, plain) },
    { head: 'MWh of power', cell: row => spanned(row.energyKWhPerTrillionTokens, { factor: 1e-3, symbol: '' }) },
    { head: 't of CO₂', cell: row => spanned(row.carbonKgPerTrillionTokens, { factor: 1e-3, symbol: '' }) },
    { head: 'pays back after 10¹² tokens', cell: row => paybackText(row.paybackTokens) },
  ];
}

/** In 10¹² tokens. */
function paybackText(payback: Payback): string | null {
  if (payback.available) return spanned(payback, { factor: 1e-12, symbol: '' });
  return absenceText(payback).startsWith(NEVER) ? NEVER : null;
}

/** `5.07 (4.80 to 5.31)`; the point alone where it has no spread. */
function spanned(figure: MoneyFigure | Payback, { factor }: Unit): string | null {
  if (!figure.available) return null;
  const text = (value: number | null) => (value === null ? NEVER : threeDigits(value * factor));
  const [point, low, high] = [figure.point, figure.low, figure.high].map(text);
  return low === point && high === point ? `${point}` : `${point} (${low} to ${high})`;
}

/** Of each row the inputs that move it furthest, or whose zero is nearest: a table, or where that is too wide a sentence each. */
export function movers(rows: readonly CompareRow[], columns: number): string[] {
  const moved = rows.filter(({ sensitivity }) => sensitivity.length > 0);
  if (moved.length === 0) return [];
  const cells = moved.map(row => ({
    id: row.id,
    of: row.sensitivity.slice(0, MOVERS).map(one => moverCells(row, one)),
  }));
  const table = aligned([
    ['', 'from its 10th to its 90th', 'saving, %', 'is 0 at'],
    ...cells.flatMap(({ id, of }) => [[id], ...of.map(([input, ...rest]) => [`  ${input}`, ...rest])]),
  ]);
  if (table.every(line => line.length <= columns)) return table;
  return cells.flatMap(({ id, of }) => [
    `  ${id}`,
    ...of.flatMap(([input, values, savings, zero]) =>
      hanging(`${input}: ${values}${savings === '' ? '' : `, saving ${savings} %`}, 0 at ${zero}`, columns, '    '),
    ),
  ]);
}

/** Input, its values, the savings at them, and where the saving is 0. */
function moverCells({ id }: CompareRow, mover: Sensitivity): readonly [string, string, string, string] {
  const { input, open, unit, point, spread, savingIsZeroAt: zero } = mover;
  const values = spread === null ? [point] : [spread.low, spread.high];
  const savings = spread === null ? [] : [spread.savingAtLow, spread.savingAtHigh];
  const range = `${values.map(threeDigits).join(' to ')} ${unit}`.trim();
  return [
    input.endsWith(`/${id}`) ? `its ${input.slice(0, -id.length - 1)}` : inputText(input),
    spread === null ? `${range}, ${open === 'contract' ? 'exact' : 'no spread'}` : range,
    savings.map(saving => threeDigits(100 * saving)).join(' to '),
    zero === null ? UNKNOWN : threeDigits(zero),
  ];
}
