/** Amounts of money of a case: in which currency, and for which period, they are. */
import type { Spread } from '../../money/sampling/spread.ts';
import type { Path, ReadCase } from '../read.ts';
import { currencyNamed } from '../written/currency-text.ts';
import type { Amount } from '../written/fields.ts';
import { checkCurrency } from './currency-code.ts';

/** The currency in the text of an amount, else the one that its price names, else the case's. UsageError where the first two differ. */
export function currencyOf(desk: ReadCase, amount: Amount, named: string | undefined, path: Path): string {
  const code = named === undefined ? null : checkCurrency(desk, named, [...path, 'currency']);
  const written = codeOf(amount, code ?? desk.buyerCase.currency);
  if (code !== null && written !== null && code !== written) {
    throw desk.refuse(path, `has an amount in ${written} and currency ${code}; give one currency`);
  }
  return code ?? written ?? desk.buyerCase.currency;
}

/** Beside yen ¥ is yen; beside any other currency it is yuan. */
const codeOf = ({ currency, yenOrYuan }: Amount, expected: string): string | null =>
  yenOrYuan && expected === YEN ? YEN : currency;

export const YEN = 'JPY';

/** Whether ¥ was read as yuan, where it could have been yen. */
export const isYenOrYuan = ({ yenOrYuan }: Amount, named: string | undefined): boolean =>
  named === undefined ? yenOrYuan : (currencyNamed(named)?.yenOrYuan ?? false);

/** The number of an amount that is to be in this currency. UsageError for another one, or for a period. */
export function inCurrency(
  desk: Pick<ReadCase, 'refuse'>,
  amount: Amount,
  currency: string,
  path: Path,
  per?: 'year',
): Spread {
  const written = codeOf(amount, currency);
  if (written !== null && written !== currency) {
    throw desk.refuse(path, `is in ${written}; give it in ${currency}`);
  }
  return oncePaid(desk, amount, path, per);
}

/** The number of an amount that is not paid by the hour, month or year. */
export function oncePaid({ refuse }: Pick<ReadCase, 'refuse'>, amount: Amount, path: Path, per?: 'year'): Spread {
  const { spread, period, isOfNode } = amount;
  if (period !== null && period !== per) throw refuse(path, `is an amount per ${period}; give it without a period`);
  if (isOfNode) throw refuse(path, 'is an amount for a node; give it for one device');
  return spread;
}
