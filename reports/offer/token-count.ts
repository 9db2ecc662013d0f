/** A number of tokens as people write it: `1e12`, `9T`, `500B`, `9 trillion`, `1.5 万亿`. */
import { UsageError } from '../../suites/usage-error.ts';

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^$/, 1],
  [/^(?:k|thousand|千)$/i, 1e3],
  [/^万$/, 1e4],
  [/^(?:m|mn|million|百万)$/i, 1e6],
  [/^亿$/, 1e8],
  [/^(?:b|bn|g|billion|十亿)$/i, 1e9],
  [/^(?:t|tn|trillion|万亿|兆)$/i, 1e12],
  [/^(?:quadrillion|千万亿)$/i, 1e15],
];

const DIGITS = /^([1-9]\d{0,2}(?:[,_']\d{3})+|\d+)(\.\d+)?(?:e\+?(\d+))?$/i;
/** `9 × 10^12`, `10¹²`. NFKC makes 10¹² `1012`, so that superscripts are read before it. */
const POWER = /^(?:([\d.]+)\s*[x×*·]\s*)?10\s*(?:\^|\*\*)\s*(\d+)$/i;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** UsageError for what is no count. */
export function tokenCount(text: string): number {
  const powers = text.replace(
    /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
    digits => `^${[...digits].map(digit => SUPERSCRIPTS.indexOf(digit)).join('')}`,
  );
  const plain = powers
    .normalize('NFKC')
    .trim()
    .replace(/\s*(?:tokens?|词元)$/i, '')
    .trim();
  const count = ofPower(plain) ?? ofUnit(plain);
  if (count !== null && Number.isFinite(count) && count > 0) return count;
  throw new UsageError(`--tokens is '${text}'; give how many the model is trained on, as 1e12, 500B or 9T`);
}

function ofPower(text: string): number | null {
  const power = POWER.exec(text);
  return power === null ? null : decimal(`${power[1] ?? '1'}`, Number(power[2]));
}

function ofUnit(text: string): number | null {
  const [, digits = '', unit = ''] = /^([\d.,_'e+]*\d)\s*(\D*)$/i.exec(text) ?? [];
  const number = DIGITS.exec(digits);
  const times = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  if (number === null || times === undefined) return null;
  const [, whole = '', fraction = '', exponent = '0'] = number;
  return decimal(`${whole.replaceAll(/[,_']/g, '')}${fraction}`, Math.round(Math.log10(times)) + Number(exponent));
}

/** 9.3 and 12 are 9.3e12 exactly, which 9.3 × 1e12 is not. */
const decimal = (digits: string, exponent: number): number => Number(`${digits}e${exponent}`);
