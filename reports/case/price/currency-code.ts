/** The currencies of a case by their codes, however they are written. */
import { nearest } from '../../../suites/usage-error.ts';
import type { Path, ReadCase } from '../read.ts';
import type { Case } from '../schema.ts';
import { currencyNamed } from '../written/currency-text.ts';

const CURRENCIES = Intl.supportedValuesOf('currency');

/** UsageError for what names no currency. Returns its code of ISO 4217. */
export function checkCurrency({ refuse }: Pick<ReadCase, 'refuse'>, text: string, path: Path): string {
  const named = currencyNamed(text);
  if (named !== null) return named.code;
  const near = nearest(text, CURRENCIES);
  const guess = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'give its three letters, as CNY';
  throw refuse(path, `unknown currency '${text}': ${guess}`);
}

/** The case with its currencies by their codes, however they are written. */
export function withCurrencyCodes({ buyerCase, refuse }: ReadCase): Case {
  const code = (text: string, path: Path) => checkCurrency({ refuse }, text, path);
  return {
    ...buyerCase,
    currency: code(buyerCase.currency, ['currency']),
    ...(buyerCase.rates === undefined
      ? {}
      : {
          rates: buyerCase.rates.map((rate, index) => ({
            ...rate,
            from: code(rate.from, ['rates', index, 'from']),
            to: code(rate.to, ['rates', index, 'to']),
          })),
        }),
  };
}
