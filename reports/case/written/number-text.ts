/** The digits of a number as people write them: with thousands separators, with a decimal comma, in full width. */

/**
 * `1,234.5` `1.234,5` `45 000` `27,5` → a number; null where two readings are possible or none is. A comma before exactly three
 * digits separates thousands, as in English and Chinese; any other single comma is a decimal comma.
 */
export function numberOf(digits: string): number | null {
  const [sign, plain] = /^[-+]/.test(digits) ? [digits.slice(0, 1), digits.slice(1)] : ['', digits];
  const form = FORMS.find(([pattern]) => pattern.test(plain));
  if (form === undefined) return null;
  const value = Number(`${sign}${form[1](plain)}`);
  return Number.isFinite(value) ? value : null;
}

const withoutGroups = (digits: string): string => digits.replace(/[,'’_ ]/g, '');
const fromEuropean = (digits: string): string => digits.replace(/[. ]/g, '').replace(',', '.');

const FORMS: readonly (readonly [pattern: RegExp, plain: (digits: string) => string])[] = [
  [/^(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i, digits => digits],
  [/^[1-9]\d{0,2}([,'’_ ])\d{3}(\1\d{3})*(\.\d+)?$/, withoutGroups],
  [/^[1-9]\d{0,2}(\.\d{3})+,\d+$/, fromEuropean],
  [/^[1-9]\d{0,2}(\.\d{3}){2,}$/, fromEuropean],
  [/^[1-9]\d{0,2}( \d{3})+,\d+$/, fromEuropean],
  [/^\d+,\d+$/, fromEuropean],
];

/** A number at the start of a text, with its separators; its sign apart. */
export const NUMBER_AT_START = /^(?:\d+(?:[.,'’_]\d+)*(?:(?: \d{3}(?!\d))+(?:[.,]\d+)?)?|\.\d+)(?:e[+-]?\d+)?/i;
