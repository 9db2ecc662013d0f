/** Money of one currency in another, at a rate that the case gives with its date. */

import { newestRate } from '../../catalog/rates.ts';
import { ageOf, STALE_AFTER_DAYS } from '../../catalog/staleness.ts';
import type { Ground } from '../../money/candidate.ts';
import { POSITIVE } from '../../money/sampling/spread.ts';
import type { Desk } from '../desk.ts';
import { ofCase } from '../inputs.ts';
import type { Path } from '../read.ts';

/** UsageError for two rates between the same currencies: which one holds is not ours to choose. */
export function checkRates({ buyerCase, refuse }: Pick<Desk, 'buyerCase' | 'refuse'>): void {
  const pairs = (buyerCase.rates ?? []).map(({ from, to }) => `${from} to ${to}`);
  const second = pairs.findIndex((pair, index) => pairs.indexOf(pair) < index);
  if (second < 0) return;
  throw refuse(['rates', second], `there are two rates ${pairs[second]}; leave one out, or give one as a range`);
}

/**
 * The factor that makes money of `from` money of the case; none where it is that already. UsageError where the case gives no
 * rate, or one that is older than 180 days.
 */
export function exchange(desk: Desk, from: string, path: Path): Ground[] {
  const { buyerCase, refuse, asOf, inputs, catalog } = desk;
  if (from === buyerCase.currency) return [];
  const rates = buyerCase.rates ?? [];
  const found = rates.findIndex(rate => rate.from === from && rate.to === buyerCase.currency);
  const rate = rates[found];
  if (rate === undefined) {
    const turned = rates.some(({ from: a, to: b }) => a === buyerCase.currency && b === from);
    const hint = turned ? ` (there is ${buyerCase.currency} to ${from}; a rate is not turned round)` : '';
    const known = newestRate(catalog.rates, from, buyerCase.currency, asOf);
    const figures = known === null ? 'rate: …, date: …' : `rate: ${known.rate}, date: ${known.date}`;
    const source = known === null ? '' : `; that one is the catalog's, by ${known.source}`;
    throw refuse(
      path,
      `is in ${from} and the case in ${buyerCase.currency}; give rates: [{from: ${from}, to: ${buyerCase.currency}, ${figures}}]${source}${hint}`,
    );
  }
  const { days, stale } = asOf === null ? { days: 0, stale: false } : ageOf(rate, asOf);
  if (stale) {
    throw refuse(
      ['rates', found, 'date'],
      `the rate ${from} to ${buyerCase.currency} is of ${rate.date}, ${days} days before ${asOf}; give one of the last ${STALE_AFTER_DAYS} days`,
    );
  }
  const input = `rate/${from}-${buyerCase.currency}`;
  const unit = `${buyerCase.currency} per ${from}`;
  return [inputs.take({ input, unit, spread: rate.rate, bounds: POSITIVE, from: ofCase(rate) })];
}
