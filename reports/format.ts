/** Numbers as people read them, in every language: three significant digits, a unit, and how far the interval reaches. */
import type { Figure } from './figure.ts';
import type { InEvery, Language } from './language.ts';
import { amountUnit, currencyName, type Unit } from './large-amounts.ts';

const THREE_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const TWO_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const FOUR_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export type { Unit };

export const PERCENT: Unit = { factor: 100, symbol: '%' };
export const TIMES: Unit = { factor: 1, symbol: '×' };

/** A zero has no sign, whatever it was rounded or negated from. */
const formatted = (format: Intl.NumberFormat, value: number): string => {
  const text = format.format(value);
  return text === '-0' ? '0' : text.replace('-', '\u2212');
};

/** 1234567 → `1,230,000`: three significant digits, no more than was measured. */
export const threeDigits = (value: number): string => formatted(THREE_DIGITS, value);

const MOST_DIGITS = 6;

/** The ends of an interval with as many digits as tell them apart, three to six: `74.08` and `74.13`. Alike to six digits, they read alike. */
export function endTexts(low: number, high: number): readonly [string, string] {
  for (let digits = 3; digits < MOST_DIGITS; digits += 1) {
    const format = new Intl.NumberFormat('en-US', { maximumSignificantDigits: digits });
    const [lowText, highText] = [formatted(format, low), formatted(format, high)];
    if (lowText !== highText) return [lowText, highText];
  }
  return [threeDigits(low), threeDigits(high)];
}

/** 3.66216 → `3.662`: for figures of a data sheet or a publication. */
export const fourDigits = (value: number): string => formatted(FOUR_DIGITS, value);

/** 1543.21 → `1,543` */
export const integerText = (value: number): string => formatted(INTEGER, value);

/** The unit of time in which `ms` reads well. */
export function timeUnit(ms: number): Unit {
  if (ms >= 1000) return { factor: 1e-3, symbol: 's' };
  return ms < 1 ? { factor: 1e3, symbol: 'µs' } : { factor: 1, symbol: 'ms' };
}

/** The decimal multiple in which `value` of `symbol` reads well: 1.5e11 FLOP/s → GFLOP/s. */
export function decimalUnit(value: number, symbol: string): Unit {
  const steps: readonly (readonly [number, string])[] = [
    [1e15, 'P'],
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ];
  const [size, prefix] = steps.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return { factor: 1 / size, symbol: `${prefix}${symbol}` };
}

/** 121000000 → `121 million tokens/s`, `1.21 亿 token/s`. */
export function tokenRateUnit(tokensPerSecond: number, language: Language = 'en'): Unit {
  if (language === 'zh') return amountUnit(tokensPerSecond, { symbol: 'token/s', language, least: 1e6 });
  const million = tokensPerSecond >= 1e6;
  return { factor: million ? 1e-6 : 1, symbol: million ? 'million tokens/s' : 'tokens/s' };
}

/** An amount of money: `1.23 million USD`, `123 万美元`. */
export const moneyUnit = (amount: number, currency: string, language: Language = 'en'): Unit =>
  amountUnit(amount, { symbol: currencyName(currency, language), language });

/** 0.1234 → `12.3 %`, `12.3%`. */
export const percentText = (share: number, language: Language = 'en'): string => pointText(share, PERCENT, language);

/** `−60 to 69 %`, `−60% 至 69%` */
export const percentRange = (low: number, high: number, language: Language = 'en'): string =>
  unitRange(low, high, PERCENT, language);

/** The ends in a unit, which stands once in English: `46 to 69 ms`, `46% 至 69%`; one figure where they read alike. */
export function unitRange(low: number, high: number, unit: Unit, language: Language = 'en'): string {
  const [lowText, highText] = endTexts(low * unit.factor, high * unit.factor);
  if (lowText === highText) return withUnit(highText, unit, language);
  return rangeText(
    language === 'en' ? lowText : withUnit(lowText, unit, language),
    withUnit(highText, unit, language),
    language,
  );
}

const TO: InEvery<string> = { en: 'to', zh: '至' };

/** `1,020 to 1,480`, `1,020 至 1,480` */
export const rangeText = (low: string, high: string, language: Language = 'en'): string =>
  `${low} ${TO[language]} ${high}`;

/** 0.5 ms → `500 µs`. */
export const durationText = (ms: number): string => pointText(ms, timeUnit(ms));

/** Symbols that Chinese writes otherwise, and without a blank before. */
const CLOSE_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['%', '%'],
  ['×', ' 倍'],
]);

/** A figure with its unit, without its interval. */
export const pointText = (point: number, unit: Unit, language: Language = 'en'): string =>
  withUnit(threeDigits(point * unit.factor), unit, language);

function withUnit(digits: string, unit: Unit, language: Language): string {
  const close = language === 'zh' ? CLOSE_SYMBOLS.get(unit.symbol) : undefined;
  return close === undefined ? `${digits} ${unit.symbol}`.trim() : `${digits}${close}`;
}

/** A figure and how far it reaches. */
export type Shown = { readonly main: string; readonly spread: string };

export function shown(figure: Extract<Figure, { available: true }>, unit: Unit, language: Language = 'en'): Shown {
  return { main: pointText(figure.point, unit, language), spread: spreadText(figure, unit, language) };
}

/** Shares below this are shown as one part in so many. */
const SMALL_SHARE = 1e-3;
/** And only where the high end is a small share as well. */
const MOST_SMALL = 0.1;

/** A speed as a share of another: `74.2 %`, and a very small one as `1/25,700`. */
export function relativeShown(share: Extract<Figure, { available: true }>, language: Language = 'en'): Shown {
  if (share.point >= SMALL_SHARE || share.low <= 0 || share.high >= MOST_SMALL) return shown(share, PERCENT, language);
  const [least, most] = endTexts(1 / share.high, 1 / share.low);
  const isOneRound = share.kind === 'range' && share.rounds === 1;
  const spread =
    least === most || isOneRound
      ? spreadText(share, PERCENT, language)
      : rangeText(`1/${most}`, `1/${least}`, language);
  return { main: `1/${threeDigits(1 / share.point)}`, spread };
}

/** A saving as a share of the reference's cost; where it costs more than twice as much, as a multiple of that cost. */
export function savingShown(saving: Extract<Figure, { available: true }>, language: Language = 'en'): Shown {
  if (saving.point >= -1) return shown(saving, PERCENT, language);
  const multiple = { ...saving, point: 1 - saving.point, low: 1 - saving.high, high: 1 - saving.low };
  const times = pointText(multiple.point, TIMES, language);
  return { main: COST_TIMES[language](times), spread: spreadText(multiple, TIMES, language) };
}

const COST_TIMES: InEvery<(times: string) => string> = {
  en: times => `${times} the cost`,
  zh: times => `成本为参考芯片的 ${times}`,
};

/** Whether an interval is shown as a share of its point: even on both sides, and no percentage itself. */
export function isEven({ kind, point, low, high }: Extract<Figure, { available: true }>, unit: Unit): boolean {
  const [below, above] = [point - low, high - point];
  const even = kind === 'confidence-95' && Math.abs(above - below) <= 0.1 * Math.max(above, below);
  return even && point !== 0 && unit !== PERCENT;
}

/** How far an interval reaches: `± 2.1 %` where it is even on both sides, else `1,020 to 1,480`. */
export function spreadText(
  figure: Extract<Figure, { available: true }>,
  unit: Unit,
  language: Language = 'en',
): string {
  const { point, low, high } = figure;
  if (figure.kind === 'range' && figure.rounds === 1) return ONE_ROUND[language];
  if (isEven(figure, unit)) {
    const percent = (100 * Math.max(point - low, high - point)) / Math.abs(point);
    const share = percent < LEAST_PERCENT ? `< ${LEAST_PERCENT}` : TWO_DIGITS.format(percent);
    return language === 'en' ? `± ${share} %` : `±${share.replace(' ', '')}%`;
  }
  const [lowText, highText] = endTexts(low * unit.factor, high * unit.factor);
  if (lowText === highText) return low === high ? NO_SPREAD[language] : LEAST_SPREAD[language];
  if (language === 'zh' && unit.symbol === '%') return percentRange(low, high, language);
  return rangeText(lowText, highText, language);
}

/** Less is nothing that anybody could act on, and 0 would claim that there is none. */
const LEAST_PERCENT = 0.1;
const LEAST_SPREAD: InEvery<string> = { en: `± < ${LEAST_PERCENT} %`, zh: `±<${LEAST_PERCENT}%` };
const NO_SPREAD: InEvery<string> = { en: 'no spread', zh: '无波动' };

const ONE_ROUND: InEvery<string> = { en: 'one round', zh: '仅 1 轮' };
