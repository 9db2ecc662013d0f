/** Numbers as people write them in offers: `45,000`, `4.5万`, `30k`, and ranges of them. Texts are normalised (NFKC) before. */
import { UsageError } from '../../suites/usage-error.ts';
import { numberOf } from '../case/written/number-text.ts';
import { MULTIPLE_WORDS } from '../case/written/vocabulary.ts';
import type { Amount } from './offer.ts';

/** Digits with whatever stands between them; written/number-text.ts says what they are. */
const DIGITS = String.raw`(?:\d+(?:[.,'’\x5f]\d+)*(?:e[+-]?\d+)?|(?<![.\d])\.\d+)`;

const MULTIPLES: ReadonlyMap<string, number> = new Map(
  MULTIPLE_WORDS.flatMap(([times, words]) => words.map(word => [word, times] as const)),
);
const WORDS = [...MULTIPLES.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map(word => `${word}${/[a-z]$/.test(word) ? '(?![a-z])' : ''}`)
  .join('|');
const MULTIPLE = String.raw`(?:\s*(?:${WORDS}))`;

/** One number with its multiple. */
const NUMBER = `${DIGITS}${MULTIPLE}?`;
const TO = String.raw`(?:\s*(?:\.\.\.?|[-–—~]|至|到)\s*|\s+to\s+)`;

/** A number or a range, the sign of a percentage included: source of a pattern, which ignores case. */
export const numberPattern = (around = ''): string =>
  String.raw`-?${around}${NUMBER}(?:\s*%)?(?:${TO}${around}${NUMBER}(?:\s*%)?){0,2}`;

const ONE = new RegExp(String.raw`(${DIGITS})(?:\s*(${WORDS}))?(\s*%)?`, 'gi');

type Written = { readonly value: number; readonly multiple: number | null; readonly percent: boolean };

/** A text that `numberPattern` fits. A multiple or % behind the last number holds for those before it that have none. */
export function amountOf(text: string): Amount {
  const written = [...text.matchAll(ONE)].map(
    ([, digits = '', multiple, percent]): Written => ({
      value: numberIn(digits),
      multiple: multiple === undefined ? null : (MULTIPLES.get(multiple.toLowerCase()) ?? null),
      percent: percent !== undefined,
    }),
  );
  const last = written.at(-1);
  const sign = text.trimStart().startsWith('-') ? -1 : 1;
  const values = written.map(
    ({ value, multiple, percent }, index) =>
      ((index === 0 ? sign : 1) * value * (multiple ?? last?.multiple ?? 1)) /
      (percent || last?.percent === true ? 100 : 1),
  );
  const [low = Number.NaN, middle, high] = values;
  if (middle === undefined) return low;
  return high === undefined ? { low, high: middle } : { low, point: middle, high };
}

function numberIn(digits: string): number {
  const value = numberOf(digits);
  if (value !== null) return value;
  throw new UsageError(`'${digits}' can be read in more than one way as a number; write it as 1234.5`);
}

/** `20`, `20..25`: as `amountOf` reads it again. */
export function amountText(amount: Amount): string {
  if (typeof amount === 'number') return String(amount);
  const { low, high } = amount;
  return 'point' in amount ? `${low}..${amount.point}..${high}` : `${low}..${high}`;
}

/** The amount times a factor, each of its numbers. */
export function scaled(amount: Amount, factor: number): Amount {
  if (typeof amount === 'number') return amount * factor;
  const ends = { low: amount.low * factor, high: amount.high * factor };
  return 'point' in amount ? { low: ends.low, point: amount.point * factor, high: ends.high } : ends;
}

/** `1.234 CNY/month`, `1.600 tokens/s`: thousands by the continental way, which an hourly price of three decimals is not. */
const THOUSANDS =
  /(?<![\d.,])(?<digits>\d{1,3}\.\d{3})(?![\d.,%])\s*(?:[^\d\s/,;]{1,4}\s*)?(?:(?:\/\s*|per\s+|an?\s+|每个?)(?:months?|mo|mth|years?|yr|月|年)|(?:tokens?|toks?)(?![a-z]))/iu;

/** The digits that may be thousands; null where there are none. */
export const doubtfulThousands = (text: string): string | null => THOUSANDS.exec(text)?.groups?.digits ?? null;

/** `45.000` may be 45 or 45,000: nobody writes a price so by the English way. */
export const isDoubtful = (text: string): boolean => /(?<![\d.,])\d{1,3}\.000(?!\d)/.test(text);
