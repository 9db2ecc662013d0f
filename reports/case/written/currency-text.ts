/** The name of a currency alone: `CNY`, `RMB`, `元`, `US$`. */
import { tokensOf } from './tokens.ts';

/** ¥ alone is read as CNY, the currency of most offers that a case compares; `yenOrYuan` says that it was. */
export type NamedCurrency = { readonly code: string; readonly yenOrYuan: boolean };

/** Every word of it must name the same currency, as in `US dollars`. null: no such currency. */
export function currencyNamed(text: string): NamedCurrency | null {
  const meanings = tokensOf(text).map(token => (token.is === 'word' ? token.meaning : null));
  const codes = new Set(meanings.flatMap(meaning => (meaning?.is === 'currency' ? [meaning.code] : [])));
  const isNamed = meanings.every(meaning => meaning?.is === 'currency' || meaning?.is === 'yen-or-yuan');
  const [code] = codes;
  if (!isNamed || meanings.length === 0 || codes.size > 1) return null;
  return code === undefined ? { code: 'CNY', yenOrYuan: true } : { code, yenOrYuan: false };
}
