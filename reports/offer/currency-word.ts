/** Currencies as people write them in offers: the words of a case, found inside a longer text. */
import { CURRENCY_WORDS } from '../case/written/vocabulary.ts';

/** Signs of several currencies: what each is read as here, and the other that it may be. */
export const SHARED_SIGNS: Readonly<Record<string, { readonly read: string; readonly other: string }>> = {
  '¥': { read: 'CNY', other: 'JPY' },
  $: { read: 'USD', other: 'HKD or SGD' },
};

/** Three letters that mean something else in an offer: AMD is a maker before it is the dram. */
const NOT_IN_OFFERS: readonly string[] = ['ALL', 'AMD'];
const LETTERS = Intl.supportedValuesOf('currency').filter(code => !NOT_IN_OFFERS.includes(code));

const BY_WORD: ReadonlyMap<string, string> = new Map(
  [
    ...LETTERS.map(code => [code, code] as const),
    ...Object.entries(CURRENCY_WORDS).flatMap(([currency, words]) => words.map(word => [word, currency] as const)),
    ['¥', 'CNY'] as const,
  ].map(([word, currency]) => [word.toLowerCase(), currency]),
);

const escaped = (word: string): string => word.replace(/[$.*+?^()[\]{}|\\]/g, String.raw`\$&`);
const alternatives = [...BY_WORD.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map(word => `${escaped(word)}${/[a-z]$/.test(word) ? '(?![a-z])' : ''}`);

/** Source of a pattern that ignores case. */
export const CURRENCY = `(?:${alternatives.join('|')})`;

/** The three letters (ISO 4217) of a word that `CURRENCY` fits. */
export const currencyOfWord = (word: string): string | null => BY_WORD.get(word.toLowerCase()) ?? null;

/** All that an unknown word is held against. */
export const CURRENCY_LETTERS: readonly string[] = LETTERS;
