/** Large amounts: English counts in millions and billions, Chinese in 万 (10⁴) and 亿 (10⁸). */
import type { InEvery, Language } from './language.ts';

export type Unit = { readonly factor: number; readonly symbol: string };

type Multiple = { readonly size: number; readonly word: string };

/** From the largest. A blank stands between an English multiple and its symbol, none between a Chinese one and a Chinese symbol. */
const MULTIPLES: InEvery<readonly Multiple[]> = {
  en: [
    { size: 1e9, word: 'billion' },
    { size: 1e6, word: 'million' },
  ],
  zh: [
    { size: 1e8, word: '亿' },
    { size: 1e4, word: '万' },
  ],
};

type Amounts = {
  readonly symbol: string;
  readonly language: Language /** Smaller amounts are written in full. */;
  readonly least?: number;
};

const SHOWN_DIGITS = 3;

/** The multiple in which an amount of `symbol` reads well. */
export function amountUnit(amount: number, { symbol, language, least = 0 }: Amounts): Unit {
  // As it will be shown: 99,960,000 is `1 亿`, not `10,000 万`. The greatest of no amounts is no amount.
  const shown = Number.isFinite(amount) ? Math.abs(Number(amount.toPrecision(SHOWN_DIGITS))) : 0;
  const multiple = MULTIPLES[language].find(({ size }) => shown >= Math.max(size, least));
  if (multiple === undefined) return { factor: 1, symbol };
  const blank = language === 'en' || /^[a-z]/i.test(symbol) ? ' ' : '';
  return { factor: 1 / multiple.size, symbol: `${multiple.word}${blank}${symbol}` };
}

const CURRENCIES = new Intl.DisplayNames('zh-Hans', { type: 'currency' });

/** `CNY`; in Chinese `元`, `美元`: what a Chinese reader calls the unit. */
export function currencyName(currency: string, language: Language): string {
  if (language === 'en' || !/^[A-Z]{3}$/.test(currency)) return currency;
  return currency === 'CNY' ? '元' : (CURRENCIES.of(currency) ?? currency);
}
