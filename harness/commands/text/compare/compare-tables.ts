/** The tables of a comparison: a row for each contender, in as many tables as the width asks for. */
import { moneyUnit, PERCENT, threeDigits, type Unit } from '../../../../reports/format.ts';
import type { MoneyAbsence } from '../../../../reports/money/codes.ts';
import { TRILLION } from '../../../../reports/money/contender.ts';
import type { CompareRow, Comparison, MoneyFigure, Payback } from '../../../../reports/money/schema.ts';
import { chanceCell, differenceFigure } from '../../../../reports/words/difference-text.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { basisName, verdictName } from '../../../../reports/words/report/vocabulary/basis-words.ts';
import { COMPARE_TEXT_WORDS, type CompareTextWords } from '../../words/compare-text-words.ts';
import { columnsOf } from '../column-width.ts';
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
export function costTables(comparison: Comparison, columns: number, language: Language): readonly Section[] {
  const key = COMPARE_TEXT_WORDS[language].frontier(comparison.frontierTime === 'days');
  return [
    ...tables(comparison, costColumns(comparison, language), columns).map(
      (table): Section => ({ ...table, shown: 'room' }),
    ),
    { heading: [], entries: [hanging(key, columns)], shown: 'room', name: 'key' },
  ];
}

/** Speed, time, devices, energy and carbon of each contender. */
export function furtherTables(comparison: Comparison, columns: number, language: Language): readonly Section[] {
  return tables(comparison, furtherColumns(comparison, language), columns).map(
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
    const fits = last !== undefined && render([...last, column]).every(line => columnsOf(line) <= columns);
    if (fits) last.push(column);
    else groups.push([column]);
  }
  return groups.map(group => {
    const [head = '', ...body] = render(group);
    return { heading: [head], entries: body.map(line => [line]), name: 'table rows' };
  });
}

const nameOf = ({ id, onFrontier }: CompareRow): string => `${id}${onFrontier ? ' *' : ''}`;

function costColumns({ rows, currency }: Comparison, language: Language): readonly Column[] {
  const words = COMPARE_TEXT_WORDS[language];
  const greatest = Math.max(...rows.map(({ costOfTraining: cost }) => (cost.available ? cost.point : 0)));
  const money = moneyUnit(greatest, currency, language);
  return [
    { head: words.bill(money.symbol), cell: row => spanned(row.costOfTraining, money, words) },
    {
      head: words.difference(money.symbol),
      cell: row => (row.isReference ? '' : signed(row.amountSaved, money, words)),
    },
    {
      head: words.costDifference,
      cell: row => (row.isReference ? words.reference : signed(row.saving, PERCENT, words)),
    },
    { head: words.verdict, cell: row => verdictCell(row, language) },
    ...(rows.some(({ probabilityCheaper }) => probabilityCheaper.available) ? [chanceColumn(words)] : []),
    { head: words.speed, cell: row => (row.basis === null ? null : basisName(row.basis, language)) },
    { head: words.breakEvenRent(currency), cell: row => spanned(row.breakEvenPricePerHour, PLAIN, words) },
    { head: words.breakEvenPurchase(currency), cell: row => spanned(row.breakEvenPurchase, PLAIN, words) },
  ];
}

const verdictCell = ({ isReference, verdict }: CompareRow, language: Language): string | null =>
  isReference ? '' : verdict === null ? null : verdictName(verdict, language);

const chanceColumn = ({ chance }: CompareTextWords): Column => ({
  head: chance,
  cell: row => (row.isReference ? '' : chanceCell(row.probabilityCheaper)),
});

/** What a row costs more (+) or less (−) than the reference, as a share of its cost or as an amount. */
function signed(saved: MoneyFigure, unit: Unit, words: CompareTextWords): string | null {
  return spanned(differenceFigure(saved), unit, words, value =>
    value > 0 ? `+${threeDigits(value)}` : threeDigits(value),
  );
}

/** Costs for 10¹² tokens are there where the case is of another number of tokens. */
function furtherColumns({ tokens, rows, currency }: Comparison, language: Language): readonly Column[] {
  const words = COMPARE_TEXT_WORDS[language];
  if (tokens === TRILLION) return plainColumns(words);
  const greatest = Math.max(...rows.map(({ costPerTrillionTokens: cost }) => (cost.available ? cost.point : 0)));
  const money = moneyUnit(greatest, currency, language);
  const head = words.perTrillion(money.symbol);
  return [{ head, cell: row => spanned(row.costPerTrillionTokens, money, words) }, ...plainColumns(words)];
}

const plainColumns = (words: CompareTextWords): readonly Column[] => [
  { head: words.tokensPerSecond, cell: row => spanned(row.tokensPerSecondPerDevice, PLAIN, words) },
  { head: 'MFU, %', cell: row => spanned(row.mfu, PERCENT, words) },
  { head: words.deviceHours, cell: row => spanned(row.deviceHoursPerTrillionTokens, PLAIN, words) },
  { head: words.devices, cell: row => spanned(row.devicesForDeadline, PLAIN, words) },
  { head: words.days, cell: row => spanned(row.days, PLAIN, words) },
  { head: words.energy, cell: row => spanned(row.energyKWhPerTrillionTokens, THOUSANDTH, words) },
  { head: words.carbon, cell: row => spanned(row.carbonKgPerTrillionTokens, THOUSANDTH, words) },
  { head: words.payback, cell: row => paybackText(row.paybackTokens, words) },
];

const NEVER_PAYS_BACK: MoneyAbsence = 'never-pays-back';

/** In 10¹² tokens. */
function paybackText(payback: Payback, words: CompareTextWords): string | null {
  if (payback.available) return spanned(payback, { factor: 1e-12, symbol: '' }, words);
  return payback.code === NEVER_PAYS_BACK ? words.never : null;
}

/** `5.07 (4.80 to 5.31)`; the point alone where it has no spread. */
function spanned(
  figure: MoneyFigure | Payback,
  { factor }: Unit,
  { never, range }: CompareTextWords,
  digits: (value: number) => string = threeDigits,
): string | null {
  if (!figure.available) return null;
  const text = (value: number | null) => (value === null ? never : digits(value * factor));
  const [point, low, high] = [text(figure.point), text(figure.low), text(figure.high)];
  return low === point && high === point ? point : range(point, low, high);
}
