/** Numbers as people read them: three significant digits, a unit, and how far the interval reaches. */
import type { Figure } from './figure.ts';

const THREE_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const TWO_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const FOUR_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export type Unit = { readonly factor: number; readonly symbol: string };

export const PERCENT: Unit = { factor: 100, symbol: '%' };
export const TIMES: Unit = { factor: 1, symbol: '×' };

const formatted = (format: Intl.NumberFormat, value: number): string => format.format(value).replace('-', '\u2212');

/** 1234567 → `1,230,000`: three significant digits, no more than was measured. */
export const threeDigits = (value: number): string => formatted(THREE_DIGITS, value);

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

/** 121000000 → `121 million tokens/s`. */
export function tokenRateUnit(tokensPerSecond: number): Unit {
  const million = tokensPerSecond >= 1e6;
  return { factor: million ? 1e-6 : 1, symbol: million ? 'million tokens/s' : 'tokens/s' };
}

/** An amount of money: `1.23 million USD`. */
export function moneyUnit(amount: number, currency: string): Unit {
  if (amount >= 1e9) return { factor: 1e-9, symbol: `billion ${currency}` };
  return amount >= 1e6 ? { factor: 1e-6, symbol: `million ${currency}` } : { factor: 1, symbol: currency };
}

/** 0.1234 → `12.3 %`. */
export const percentText = (share: number): string => pointText(share, PERCENT);

/** `−60 to 69 %` */
export const percentRange = (low: number, high: number): string => `${threeDigits(100 * low)} to ${percentText(high)}`;

/** 0.5 ms → `500 µs`. */
export const durationText = (ms: number): string => pointText(ms, timeUnit(ms));

/** A figure with its unit, without its interval. */
export function pointText(point: number, unit: Unit): string {
  return `${threeDigits(point * unit.factor)} ${unit.symbol}`.trim();
}

/** A figure and how far it reaches. */
export type Shown = { readonly main: string; readonly spread: string };

export function shown(figure: Extract<Figure, { available: true }>, unit: Unit): Shown {
  return { main: pointText(figure.point, unit), spread: spreadText(figure, unit) };
}

/** A saving as a share of the reference's cost; where it costs more than twice as much, as a multiple of that cost. */
export function savingShown(saving: Extract<Figure, { available: true }>): Shown {
  if (saving.point >= -1) return shown(saving, PERCENT);
  const multiple = { ...saving, point: 1 - saving.point, low: 1 - saving.high, high: 1 - saving.low };
  return { main: `${pointText(multiple.point, TIMES)} the cost`, spread: spreadText(multiple, TIMES) };
}

/** Whether an interval is shown as a share of its point: even on both sides, and no percentage itself. */
export function isEven({ kind, point, low, high }: Extract<Figure, { available: true }>, unit: Unit): boolean {
  const [below, above] = [point - low, high - point];
  const even = kind === 'confidence-95' && Math.abs(above - below) <= 0.1 * Math.max(above, below);
  return even && point !== 0 && unit !== PERCENT;
}

/** How far an interval reaches: `± 2.1 %` where it is even on both sides, else `1,020 to 1,480`. */
export function spreadText(figure: Extract<Figure, { available: true }>, unit: Unit): string {
  const { point, low, high } = figure;
  if (figure.kind === 'range' && figure.rounds === 1) return 'one round';
  if (isEven(figure, unit)) {
    return `± ${TWO_DIGITS.format((100 * Math.max(point - low, high - point)) / Math.abs(point))} %`;
  }
  return `${threeDigits(low * unit.factor)} to ${threeDigits(high * unit.factor)}`;
}
