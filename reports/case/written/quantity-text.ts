/** What a text of a number and its unit says: `20 CNY/h`, `¥45,000/month`, `0.2..0.3`, `每卡每小时 20 元`, `25 %`. */
import type { Spread } from '../../money/sampling/spread.ts';
import { type Token, tokensOf } from './tokens.ts';
import { FIELD_OF_WORD, type Meaning, type Period } from './vocabulary.ts';

export type QuantityText = {
  readonly spread: Spread;
  /** Its currency as a code of ISO 4217; null where the text names none. */
  readonly currency: string | null;
  /** The currency was written as ¥ alone, which may mean yen too. */
  readonly yenOrYuan: boolean;
  readonly period: Period | null;
  readonly scope: 'device' | 'node' | null;
  readonly units: readonly Extract<Meaning, { is: 'unit' }>['unit'][];
  readonly isPercent: boolean;
};

/** `message` is null where the text has no number in it at all: then it is no quantity, however badly written. */
export type ReadText<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string | null };

const wrong = (message: string | null) => ({ ok: false, message }) as const;

/** Reads a whole text: every word of it must have a meaning. */
export function quantityText(text: string): ReadText<QuantityText> {
  const tokens = tokensOf(text);
  if (!tokens.some(({ is }) => is === 'number')) return wrong(null);
  const unknown = tokens.find(token => token.is === 'word' && token.meaning === null);
  if (unknown !== undefined) {
    return wrong(`is '${text}', and '${unknown.text}' in it is not understood${fieldHint(tokens)}`);
  }
  const stray = strayOf(tokens);
  if (stray !== null) return wrong(`is '${text}', and '${stray}' in it stands alone`);
  const numbers = numbersOf(tokens);
  if (tokens.some(isTooLarge) || numbers?.some(number => !Number.isFinite(number)) === true) {
    return wrong(`is '${text}', which is more than a number can hold; give a smaller one`);
  }
  if (numbers === null) return wrong(`is '${text}', whose digits can be read in more than one way; write 1234.5`);
  const meanings = tokens.flatMap(token => (token.is === 'word' && token.meaning !== null ? [token.meaning] : []));
  const spread = isLinedUp(tokens) ? spreadOf(numbers) : null;
  if (spread === null) return wrong(`is '${text}'; give one number, or a range as 0.2..0.3`);
  const isShare = percentOf(tokens);
  if (isShare === null) return wrong(`is '${text}', of which one number is in percent; give each in percent, or none`);
  const units = unitsOf(meanings, text);
  if (!units.ok) return units;
  return { ok: true, value: { ...units.value, spread: isShare ? hundredth(spread) : spread, isPercent: isShare } };
}

type Units = Omit<QuantityText, 'spread' | 'isPercent'>;

function fieldHint(tokens: readonly Token[]): string {
  const fields = tokens.flatMap(({ text }) => FIELD_OF_WORD[text.toLowerCase()] ?? []);
  return fields.length === 0 ? '' : `; give ${[...new Set(fields)].join(', ')} as a field`;
}

/** Plain digits, and no number of 64 bits. */
const isTooLarge = (token: Token): boolean =>
  token.is === 'number' && Math.abs(Number(token.text)) === Number.POSITIVE_INFINITY;

/** The numbers with their multiples: 4.5万 is 45,000, and 4-5万 is 40,000 to 50,000. null: one of them cannot be read. */
function numbersOf(tokens: readonly Token[]): readonly number[] | null {
  const numbers = tokens.flatMap((token, index) =>
    token.is === 'number' ? [{ value: token.value, times: timesAfter(tokens[index + 1]) }] : [],
  );
  const last = numbers.at(-1)?.times ?? null;
  const isOfAll = numbers.slice(0, -1).every(({ times }) => times === null);
  const read: number[] = [];
  for (const { value, times } of numbers) {
    if (value === null) return null;
    read.push(value * ((isOfAll ? last : times) ?? 1));
  }
  return read;
}

const timesAfter = (token: Token | undefined): number | null =>
  token?.is === 'word' && token.meaning?.is === 'multiple' ? token.meaning.times : null;

/** One percent sign after the last number is of all; else each number has its own. */
function percentOf(tokens: readonly Token[]): boolean | null {
  const signs = tokens.flatMap((token, index) => (token.is === 'number' ? [isPercent(tokens[index + 1])] : []));
  if (!tokens.some(isPercent)) return false;
  return signs.every(sign => sign) || (signs.at(-1) === true && signs.filter(sign => sign).length === 1) ? true : null;
}

const isPercent = (token: Token | undefined): boolean => token?.is === 'word' && token.meaning?.is === 'percent';

/** A multiple or percent sign that follows no number, or a link at the end that links nothing: it would be left out in silence. */
function strayOf(tokens: readonly Token[]): string | null {
  const stray = tokens.find((token, index) => {
    if (token.is !== 'word') return false;
    const isOfNumber = token.meaning?.is === 'multiple' || token.meaning?.is === 'percent';
    if (isOfNumber) return tokens[index - 1]?.is !== 'number';
    return index === tokens.length - 1 && token.meaning?.is === 'link' && LINKS_ON.includes(token.text);
  });
  return stray?.text ?? null;
}

const LINKS_ON: readonly string[] = ['/', '-', '·', 'per', 'every', '每'];

/** Exactly one number on each side of every range sign. */
function isLinedUp(tokens: readonly Token[]): boolean {
  let numbers = 0;
  for (const token of [...tokens, RANGE_END]) {
    if (token.is === 'number') numbers += 1;
    else if (token.meaning?.is === 'range') {
      if (numbers !== 1) return false;
      numbers = 0;
    }
  }
  return true;
}

const RANGE_END: Token = { is: 'word', text: '', meaning: { is: 'range' } };

/** One number; low and high; or low, mode and high. */
function spreadOf(numbers: readonly number[]): Spread | null {
  const [first, second, third] = numbers;
  if (first === undefined) return null;
  if (second === undefined) return first;
  if (third === undefined) return { low: first, high: second };
  return numbers.length === 3 ? { low: first, point: second, high: third } : null;
}

function unitsOf(meanings: readonly Meaning[], text: string): ReadText<Units> {
  const currencies = unique(meanings.flatMap(meaning => (meaning.is === 'currency' ? [meaning.code] : [])));
  const periods = unique(meanings.flatMap(meaning => (meaning.is === 'period' ? [meaning.period] : [])));
  const scopes = unique(meanings.flatMap(meaning => (meaning.is === 'scope' ? [meaning.scope] : [])));
  const yenOrYuan = meanings.some(({ is }) => is === 'yen-or-yuan');
  for (const [name, found] of [
    ['currency', currencies],
    ['period', periods],
    ['scope', scopes],
  ] as const) {
    if (found.length > 1) return wrong(`is '${text}', which names more than one ${name}: ${found.join(', ')}`);
  }
  const [named = null] = currencies;
  const [period = null] = periods;
  const [scope = null] = scopes;
  const units = meanings.flatMap(meaning => (meaning.is === 'unit' ? [meaning.unit] : []));
  const currency = named ?? (yenOrYuan ? 'CNY' : null);
  return { ok: true, value: { currency, period, scope, units, yenOrYuan: yenOrYuan && named === null } };
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Percent are written; a share is computed with. */
function hundredth(spread: Spread): Spread {
  if (typeof spread === 'number') return spread / 100;
  if (!('low' in spread)) return spread;
  const { low, high } = spread;
  const ends = { low: low / 100, high: high / 100 };
  return 'point' in spread ? { ...ends, point: spread.point / 100 } : ends;
}
