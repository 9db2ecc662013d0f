/** Of which hours the prices of a comparison are, and which taxes are not in them: for the decision sheet and for the calculator. */
import type { CaseReading } from '../../money/codes.ts';
import type { CompareRow, Comparison } from '../../money/schema.ts';
import type { Language } from '../../words/language.ts';
import { SHEET_WORDS } from '../../words/pages/sheet/sheet.ts';

/** A rent is of an hour paid, and an owned device's hour is one at work, like its break-even. */
export const isOwned = ({ purchasePrice }: CompareRow): boolean => purchasePrice.available;

export const isOwnedAlone = (rows: readonly CompareRow[]): boolean =>
  priced(rows).length > 0 && priced(rows).every(isOwned);

/** Of the candidates whose price says whether it holds VAT: none is left in the price. */
export const withoutVat = ({ readings }: Comparison): ReadonlySet<string> =>
  new Set(readings.filter(({ code }) => STATES_VAT.includes(code)).map(({ values }) => String(values.candidate)));

const INCLUDED = 'vat-included' satisfies CaseReading;
const STATES_VAT: readonly string[] = [INCLUDED, 'vat-excluded'] satisfies readonly CaseReading[];

/** What a reader must know to multiply price and hours. */
export function priceBaseTexts(comparison: Comparison, language: Language): readonly string[] {
  const rows = priced(comparison.rows);
  if (rows.length === 0) return [];
  const stated = withoutVat(comparison);
  return SHEET_WORDS[language].priceBase({
    vat: rows.every(({ id }) => stated.has(id)) ? 'all' : rows.some(({ id }) => stated.has(id)) ? 'some' : 'none',
    isVatTakenOut: comparison.readings.some(({ code }) => code === INCLUDED),
    isIdlePaid: comparison.deadlineDays === null && rows.some(paysIdleHours),
  });
}

const priced = (rows: readonly CompareRow[]): readonly CompareRow[] =>
  rows.filter(({ pricePerHour }) => pricePerHour.available);

const paysIdleHours = (row: CompareRow): boolean =>
  !isOwned(row) && row.grounds.some(({ unit }) => unit === 'of hours paid');
