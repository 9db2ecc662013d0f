/** How much less or more a contender costs than the reference, in one convention everywhere: `19.7 % less`, `281 % more`. */
import { moneyUnit, percentRange, percentText, pointText, rangeText, threeDigits } from '../format.ts';
import type { MoneyFigure, Probability } from '../money/schema.ts';
import type { InEvery, Language } from './language.ts';
import { spaced } from './sentence.ts';

type Side = 'less' | 'more';

type DifferenceWords = {
  /** Of a share: `19.7 % less`. */
  readonly differs: (share: number, side: Side) => string;
  /** Of two ends on one side: `5 to 33 % less`. */
  readonly between: (near: number, far: number, side: Side) => string;
  readonly amountDiffers: (amount: string, side: Side) => string;
  readonly tokens: (trillions: string) => string;
  readonly above: (chance: string) => string;
  readonly below: (chance: string) => string;
};

const ZH_SIDES: Readonly<Record<Side, string>> = { less: '低', more: '高' };
const ZH_AMOUNTS: Readonly<Record<Side, string>> = { less: '少', more: '多' };

const WORDS: InEvery<DifferenceWords> = {
  en: {
    differs: (share, side) => `${percentText(share)} ${side}`,
    between: (near, far, side) => `${percentRange(near, far)} ${side}`,
    amountDiffers: (amount, side) => `${amount} ${side}`,
    tokens: trillions => `${trillions} × 10¹² tokens`,
    above: chance => `above ${chance}`,
    below: chance => `below ${chance}`,
  },
  zh: {
    differs: (share, side) => `${ZH_SIDES[side]} ${percentText(share, 'zh')}`,
    between: (near, far, side) => `${ZH_SIDES[side]} ${percentRange(near, far, 'zh')}`,
    amountDiffers: (amount, side) => `${ZH_AMOUNTS[side]} ${amount}`,
    tokens: trillions => `${trillions} 万亿 token`,
    above: chance => `高于 ${chance}`,
    below: chance => `低于 ${chance}`,
  },
};

/** Of a saving, as a share of the reference's cost. */
export const differenceText = (saving: number, language: Language = 'en'): string =>
  WORDS[language].differs(Math.abs(saving), sideOf(saving));

/** The ends of a saving: `5 to 33 % less`, `36.6 % less to 1.28 % more`; null where they are equal. */
export function differenceEnds(
  { low, high }: { readonly low: number; readonly high: number },
  language: Language = 'en',
): string | null {
  if (low === high) return null;
  if (sideOf(low) !== sideOf(high)) {
    const ends = rangeText(differenceText(high, language), differenceText(low, language), language);
    return language === 'en' ? ends : spaced(ends);
  }
  const [near = 0, far = 0] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return WORDS[language].between(near, far, sideOf(low));
}

const sideOf = (saving: number): Side => (saving < 0 ? 'more' : 'less');

/** `11.7 million CNY`, `1,170 万元`. */
export const amountText = (amount: number, currency: string, language: Language = 'en'): string =>
  pointText(amount, moneyUnit(Math.abs(amount), currency, language));

/** An amount saved, without its sign: `11.7 million CNY less`, `少 1,170 万元`. */
export const savedText = (amount: number, currency: string, language: Language = 'en'): string =>
  WORDS[language].amountDiffers(amountText(Math.abs(amount), currency, language), sideOf(amount));

/** `1 × 10¹² tokens`, `1 万亿 token`. */
export const tokensText = (tokens: number, language: Language = 'en'): string =>
  WORDS[language].tokens(threeDigits(tokens / 1e12));

const LEAST_SHOWN = 0.001;

/** `76.4 %`; of samples alone nothing is certain: `above 99.9 %`, `below 0.1 %`. */
export function chanceText(probability: number, language: Language = 'en'): string {
  if (probability > 1 - LEAST_SHOWN) return WORDS[language].above(percentText(1 - LEAST_SHOWN, language));
  return probability < LEAST_SHOWN
    ? WORDS[language].below(percentText(LEAST_SHOWN, language))
    : percentText(probability, language);
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
