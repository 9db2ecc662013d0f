/** Numbers in a chart: three digits where they are read, a short form where an axis has little room. */
import { endTexts, pointText, threeDigits } from '../../format.ts';
import { LANGUAGE_TAGS, type Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import type { Span } from '../plot.ts';

/** From here on digits take more room than an axis has. */
const SHORTENED = 10_000;

/** 2500000 → `2.5M`, in Chinese `250万`. */
export function shortNumber(value: number, language: Language): string {
  const short = new Intl.NumberFormat(LANGUAGE_TAGS[language], { notation: 'compact', maximumSignificantDigits: 3 });
  return Math.abs(value) >= SHORTENED ? short.format(value).replace('-', '\u2212') : threeDigits(value);
}

/** `120 (110 to 130)`; the point alone where there is no interval; with a unit `120 (110 to 130) %`. */
export function spanText(
  { point, low, high }: Span,
  language: Language,
  { unit = '', digits = threeDigits }: { readonly unit?: string; readonly digits?: (value: number) => string } = {},
): string {
  const after = unit === '' ? '' : ` ${unit}`;
  if (low === point && high === point) return `${digits(point)}${after}`;
  const [lowText, highText] = digits(low) === digits(high) ? endTexts(low, high) : [digits(low), digits(high)];
  if (lowText === highText) return `${digits(point)}${after}`;
  const range = CHART_WORDS[language].range(lowText, highText);
  return language === 'zh' ? `${digits(point)}（${range}）${unit}` : `${digits(point)} (${range})${after}`;
}

/**
 * `digits` of a value; more of them where they would show it as `equal` and it is not: an interval that ends at 99.97 % of the reference's
 * cost would seem to hold 100 %, and its verdict to be wrong.
 */
export function besideEqual(value: number, equal: number | undefined, digits: (value: number) => string): string {
  const short = digits(value);
  if (equal === undefined || short !== digits(equal) || Math.abs(value - equal) <= NOISE * Math.abs(equal))
    return short;
  const places = 1 - Math.floor(Math.log10(Math.abs(value - equal)));
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: places }).format(value);
}

/** Of arithmetic in 64 bits. */
const NOISE = 1e-9;

/** `50 %` of an axis in percent; in Chinese `50%`. */
export const percentTick = (percent: number, language: Language): string =>
  pointText(percent, { factor: 1, symbol: '%' }, language);

/** Above this ratio of greatest to least a linear axis would squeeze the small values into its foot. */
const LOG_SPAN = 20;

export function isLogarithmic(spans: readonly Span[]): boolean {
  const least = Math.min(...spans.map(({ low }) => low));
  return least > 0 && Math.max(...spans.map(({ high }) => high)) / least > LOG_SPAN;
}

/** Whole decades that hold every whisker. */
export function decades(spans: readonly Span[]): { readonly min: number; readonly max: number } {
  const least = Math.min(...spans.map(({ low }) => low));
  const greatest = Math.max(...spans.map(({ high }) => high));
  return { min: 10 ** Math.floor(Math.log10(least)), max: 10 ** Math.ceil(Math.log10(greatest)) };
}

export const isDecade = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
