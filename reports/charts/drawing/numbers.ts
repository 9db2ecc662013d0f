/** Numbers in a chart: three digits where they are read, a short form where an axis has little room. */
import { threeDigits } from '../../format.ts';
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
export function spanText({ point, low, high }: Span, language: Language, unit = ''): string {
  const after = unit === '' ? '' : ` ${unit}`;
  if (low === point && high === point) return `${threeDigits(point)}${after}`;
  const words = CHART_WORDS[language];
  const range = words.range(threeDigits(low), threeDigits(high));
  return language === 'zh' ? `${threeDigits(point)}（${range}）${unit}` : `${threeDigits(point)} (${range})${after}`;
}

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
