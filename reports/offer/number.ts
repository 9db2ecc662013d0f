/** Numbers as people write them in offers: `45,000`, `4.5万`, `30k`, and ranges of them. Texts are normalised (NFKC) before. */
import type { Amount } from './offer.ts';

/** Groups of three digits, else plain digits. A comma never stands for the decimal point. */
const DIGITS = String.raw`(?:[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d+)?|(?<![.\d])\.\d+)`;

const MULTIPLES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  百万: 1e6,
  mn: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  bn: 1e9,
  billion: 1e9,
  万亿: 1e12,
  trillion: 1e12,
};
const MULTIPLE = String.raw`(?:\s*(?:万亿|千万|百万|[千万萬亿]|(?:thousand|million|billion|trillion|mn|bn|k)(?![a-z])))`;

/** One number with its multiple. */
const NUMBER = String.raw`${DIGITS}${MULTIPLE}?`;
const TO = String.raw`(?:\s*(?:\.\.\.?|[-–—~]|至|到)\s*|\s+to\s+)`;

/** A number or a range, the sign of a percentage included: source of a pattern, which ignores case. */
export const numberPattern = (around = ''): string =>
  String.raw`-?${around}${NUMBER}(?:\s*%)?(?:${TO}${around}${NUMBER}(?:\s*%)?){0,2}`;

const ONE = new RegExp(
  String.raw`(${DIGITS})(?:\s*(${Object.keys(MULTIPLES)
    .toSorted((a, b) => b.length - a.length)
    .join('|')}))?(\s*%)?`,
  'gi',
);

type Written = { readonly digits: string; readonly multiple: number | null; readonly percent: boolean };

/** A text that `numberPattern` fits. A multiple or % behind the last number holds for those before it that have none. */
export function amountOf(text: string): Amount {
  const written = [...text.matchAll(ONE)].map(
    ([, digits = '', multiple, percent]): Written => ({
      digits,
      multiple: multiple === undefined ? null : (MULTIPLES[multiple.toLowerCase()] ?? null),
      percent: percent !== undefined,
    }),
  );
  const last = written.at(-1);
  const sign = text.trimStart().startsWith('-') ? -1 : 1;
  const values = written.map(
    ({ digits, multiple, percent }, index) =>
      ((index === 0 ? sign : 1) * Number(digits.replaceAll(',', '')) * (multiple ?? last?.multiple ?? 1)) /
      (percent || last?.percent === true ? 100 : 1),
  );
  const [low = Number.NaN, middle, high] = values;
  if (middle === undefined) return low;
  return high === undefined ? { low, high: middle } : { low, point: middle, high };
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

/** `45.000` may be 45 or 45,000: nobody writes a price so by the English way. */
export const isDoubtful = (text: string): boolean => /(?<![\d.,])\d{1,3}\.000(?!\d)/.test(text);
