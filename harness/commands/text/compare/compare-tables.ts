/** The tables of a comparison: a row for each contender, in as many tables as the width asks for. */
import { moneyUnit, PERCENT, threeDigits, type Unit } from '../../../../reports/format.ts';
import type { MoneyAbsence } from '../../../../reports/money/codes.ts';
import { TRILLION } from '../../../../reports/money/contender.ts';
import type { CompareRow, Comparison, MoneyFigure, Payback } from '../../../../reports/money/schema.ts';
import { chanceCell, differenceFigure } from '../../../../reports/words/difference-text.ts';
import type { Section } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';

/** What a cell shows that has no value. */
export const UNKNOWN = '–';

type Column = {
  readonly head: string;
  /** null: not known for this row. */
  readonly cell: (row: CompareRow) => string | null;
};

const PLAIN: Unit = { factor: 1, symbol: '' };
const THOUSANDTH: Unit = { factor: 1e-3, symbol: '' };

/** Cost, saving, verdict and break-even of each contender, with the key to them. */
export function costTables(comparison: Comparison, columns: number): readonly Section[] {
  const time = comparison.frontierTime === 'days' ? 'days with the devices there are' : 'device-hours';
  const key = `* on the frontier: no other row has both a lower cost and fewer ${time}, by their points alone.`;
  return [
    ...tables(comparison, costColumns(comparison), columns).map((table): Section => ({ ...table, shown: 'room' })),
    { heading: [], entries: [hanging(key, columns)], shown: 'room', name: 'key' },
  ];
}

/** Speed, time, devices, energy and carbon of each contender. */
export function furtherTables(comparison: Comparison, columns: number): readonly Section[] {
  return tables(comparison, furtherColumns(comparison), columns).map(
    (table): Section => ({ ...table, shown: 'all-or-none' }),
  );
}

/** A column that no row fills is left out; columns that do not fit go into a table of their own below. */
function tables({ rows }: Comparison, all: readonly Column[], columns: number): readonly Omit<Section, 'shown'>[] {
  const filled = all.filter(({ cell }) => rows.some(row => cell(row) !== null));
  const render = (shown: readonly Column[]) =>
    aligned(
      [
        ['', ...shown.map(({ head }) => head)],
        ...rows.map(row => [nameOf(row), ...shown.map(({ cell }) => cell(row) ?? UNKNOWN)]),
      ],
      shown.map((_, index) => index + 1),
    );
  const groups: Column[][] = [];
  for (const column of filled) {
    const last = groups.at(-1);
    const fits = last !== undefined && render([...last, column]).every(line => line.length <= columns);
    if (fits) last.push(column);
    else groups.push([column]);
  }
  return groups.map(group => {
    const [head = '', ...body] = render(group);
    return { heading: [head], entries: body.map(line => [line]), name: 'table rows' };
  });
}

const nameOf = ({ id, onFrontier }: CompareRow): string => `${id}${onFrontier ? ' *' : ''}`;

function costColumns({ rows, currency }: Comparison): readonly Column[] {
  const greatest = Math.max(...rows.map(({ costOfTraining: cost }) => (cost.available ? cost.point : 0)));
  const money = moneyUnit(greatest, currency);
  return [
    { head: `bill, ${money.symbol}`, cell: row => spanned(row.costOfTraining, money) },
    { head: `difference, ${money.symbol}`, cell: row => (row.isReference ? '' : signed(row.amountSaved, money)) },
    { head: 'cost difference, %', cell: row => (row.isReference ? 'reference' : differenceCell(row)) },
    { head: 'verdict', cell: row => (row.isReference ? '' : row.verdict) },
    ...(rows.some(({ probabilityCheaper }) => probabilityCheaper.available) ? [CHANCE] : []),
    { head: 'speed', cell: row => row.basis },
    { head: `break-even rent, ${currency}/h`, cell: row => spanned(row.breakEvenPricePerHour, PLAIN) },
    { head: `break-even purchase, ${currency}`, cell: row => spanned(row.breakEvenPurchase, PLAIN) },
  ];
}

const CHANCE: Column = {
  head: 'P(cheaper), %',
  cell: row => (row.isReference ? '' : chanceCell(row.probabilityCheaper)),
};

/** What a row costs more (+) or less (−) than the reference, as a share of its cost or as an amount. */
const differenceCell = ({ saving }: CompareRow): string | null => signed(saving, PERCENT);

function signed(saved: MoneyFigure, unit: Unit): string | null {
  return spanned(differenceFigure(saved), unit, value => (value > 0 ? `+${threeDigits(value)}` : threeDigits(value)));
}

/** Costs for 10¹² tokens are there where the case is of another number of tokens. */
function furtherColumns({ tokens, rows, currency }: Comparison): readonly Column[] {
  if (tokens === TRILLION) return FURTHER_COLUMNS;
  const greatest = Math.max(...rows.map(({ costPerTrillionTokens: cost }) => (cost.available ? cost.point : 0)));
  const money = moneyUnit(greatest, currency);
  const head = `${money.symbol} per 10¹² tokens`;
  return [{ head, cell: row => spanned(row.costPerTrillionTokens, money) }, ...FURTHER_COLUMNS];
}

const FURTHER_COLUMNS: readonly Column[] = [
  { head: 'tokens/s', cell: row => spanned(row.tokensPerSecondPerDevice, PLAIN) },
  { head: 'MFU, %', cell: row => spanned(row.mfu, PERCENT) },
  { head: 'device-hours per 10¹² tokens', cell: row => spanned(row.deviceHoursPerTrillionTokens, PLAIN) },
  { head: 'devices by deadline', cell: row => spanned(row.devicesForDeadline, PLAIN) },
  { head: 'days', cell: row => spanned(row.days, PLAIN) },
  { head: 'MWh per 10¹² tokens', cell: row => spanned(row.energyKWhPerTrillionTokens, THOUSANDTH) },
  { head: 't of CO₂ per 10¹² tokens', cell: row => spanned(row.carbonKgPerTrillionTokens, THOUSANDTH) },
  { head: 'pays back after 10¹² tokens', cell: row => paybackText(row.paybackTokens) },
];

const NEVER = 'never';
const NEVER_PAYS_BACK: MoneyAbsence = 'never-pays-back';

/** In 10¹² tokens. */
function paybackText(payback: Payback): string | null {
  if (payback.available) return spanned(payback, { factor: 1e-12, symbol: '' });
  return payback.code === NEVER_PAYS_BACK ? NEVER : null;
}

/** `5.07 (4.80 to 5.31)`; the point alone where it has no spread. */
function spanned(
  figure: MoneyFigure | Payback,
  { factor }: Unit,
  digits: (value: number) => string = threeDigits,
): string | null {
  if (!figure.available) return null;
  const text = (value: number | null) => (value === null ? NEVER : digits(value * factor));
  const [point, low, high] = [figure.point, figure.low, figure.high].map(text);
  return low === point && high === point ? `${point}` : `${point} (${low} to ${high})`;
}
