/** The name of a currency alone: `CNY`, `RMB`, `元`, `US$`. */
import { plainText } from './tokens.ts';
import { meaningOf } from './vocabulary.ts';

/** ¥ alone is read as CNY, the currency of most offers that a case compares; `yenOrYuan` says that it was. */
export type NamedCurrency = { readonly code: string; readonly yenOrYuan: boolean };

/** null: no such currency. */
export function currencyNamed(text: string): NamedCurrency | null {
  const meaning = meaningOf(plainText(text));
  if (meaning?.is === 'currency') return { code: meaning.code, yenOrYuan: false };
  return meaning?.is === 'yen-or-yuan' ? { code: 'CNY', yenOrYuan: true } : null;
}
