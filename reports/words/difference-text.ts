/** How much less or more a contender costs than the reference, in one convention everywhere: `19.7 % less`, `281 % more`. */
import { moneyUnit, pointText, threeDigits } from '../format.ts';
import type { MoneyFigure, Probability } from '../money/schema.ts';

/** Of a saving, as a share of the reference's cost. */
export const differenceText = (saving: number): string => `${percent(Math.abs(saving))} % ${sideOf(saving)}`;

/** The ends of a saving: `5 to 33 % less`, `36.6 % less to 1.28 % more`; null where they are equal. */
export function differenceEnds({ low, high }: { readonly low: number; readonly high: number }): string | null {
  if (low === high) return null;
  if (sideOf(low) !== sideOf(high)) return `${differenceText(high)} to ${differenceText(low)}`;
  const [near, far] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b).map(percent);
  return `${near} to ${far} % ${sideOf(low)}`;
}

const sideOf = (saving: number): string => (saving < 0 ? 'more' : 'less');
const percent = (share: number): string => threeDigits(100 * share);

/** `11.7 million CNY`. */
export const amountText = (amount: number, currency: string): string =>
  pointText(amount, moneyUnit(Math.abs(amount), currency));

/** An amount saved, without its sign: `11.7 million CNY less`. */
export const savedText = (amount: number, currency: string): string =>
  `${amountText(Math.abs(amount), currency)} ${sideOf(amount)}`;

export const tokensText = (tokens: number): string => `${threeDigits(tokens / 1e12)} × 10¹² tokens`;

const LEAST_SHOWN = 0.001;

/** `76.4 %`; of samples alone nothing is certain: `above 99.9 %`, `below 0.1 %`. */
export function chanceText(probability: number): string {
  if (probability > 1 - LEAST_SHOWN) return 'above 99.9 %';
  return probability < LEAST_SHOWN ? 'below 0.1 %' : `${percent(probability)} %`;
}

/** As a cell of a table; null where there is none. */
export const chanceCell = (probability: Probability): string | null =>
  probability.available
    ? chanceText(probability.value).replace(' %', '').replace('above ', '> ').replace('below ', '< ')
    : null;

/** The saving of a row as a difference in cost, with its ends; null where it has none. */
export function differenceFigure(saving: MoneyFigure): MoneyFigure {
  if (!saving.available) return saving;
  return { available: true, point: -saving.point, low: -saving.high, high: -saving.low };
}
