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

/** Of a logarithmic axis beyond the outermost whiskers: no mark is cut by the frame. */
const LOG_MARGIN = 1.1;
const LOG_STEPS = [1, 2, 5, 10] as const;
const ROUNDING = 1e-9;

/** 1, 2 or 5 times a power of ten on each side, so that every whisker is held with a margin. */
export function logEnds(spans: readonly Span[]): { readonly min: number; readonly max: number } {
  const least = Math.min(...spans.map(({ low }) => low)) / LOG_MARGIN;
  const greatest = Math.max(...spans.map(({ high }) => high)) * LOG_MARGIN;
  const [under, over] = [decadeOf(least), decadeOf(greatest)];
  return {
    min: under * (LOG_STEPS.findLast(step => step * under <= least) ?? 1),
    max: over * (LOG_STEPS.find(step => step * over >= greatest) ?? 10),
  };
}

const decadeOf = (value: number): number => 10 ** Math.floor(Math.log10(value));

/** Fewer say too little; more do not fit under a chart on a phone, where a decade ("100K") is shorter than what lies between two ("50,000"). */
const FEWEST_TICKS = 3;
const MOST_TICKS = 6;
const MOST_DECADES = 9;

/** Decades, where there are three, of many each second or third; of fewer their halves and fifths too, as far as there is room for them. */
export function logTicks(min: number, max: number): number[] {
  const first = Math.floor(Math.log10(min) + ROUNDING);
  const last = Math.ceil(Math.log10(max) - ROUNDING);
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const held = (steps: readonly number[]) =>
    powers
      .flatMap(power => steps.map(step => step * power))
      .filter(value => value >= min * (1 - ROUNDING) && value <= max * (1 + ROUNDING));
  const decades = held([1]);
  const every = Math.ceil(decades.length / MOST_DECADES);
  if (decades.length >= FEWEST_TICKS) return decades.filter((_, index) => index % every === 0);
  const fifths = held([1, 2, 5]);
  return fifths.length <= MOST_TICKS ? fifths : held([1, 5]);
}
