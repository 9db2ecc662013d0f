/** The price of an offer as a case has it. */

import { scaled } from './number.ts';
import type { Amount, Offer, Period } from './offer.ts';

/** Hours of periods that a case has no field for. */
export const HOURS_OF_SHORT: Readonly<Record<'day' | 'week', number>> = { day: 24, week: 168 };

const FIELDS: Readonly<Record<Exclude<Period, 'day' | 'week'>, string>> = {
  hour: 'perHour',
  month: 'perMonth',
  year: 'perYear',
};

/** What a buyer who names none of it is taken to have: ranges that are stated with the answer. */
export const OWNERSHIP = {
  lifeYears: { low: 4, high: 6 },
  residual: { low: 0, high: 0.2 },
  /** Of the purchase price. */
  upkeepShare: { low: 0.02, high: 0.08 },
  utilisation: { low: 0.6, high: 0.95 },
  hostFactor: { low: 1.3, high: 1.7 },
} as const;

/** Fields of a price; null where the offer has no amount. `caseCurrency`: not repeated in each price. */
export function priceOf(offer: Offer, caseCurrency: string): Readonly<Record<string, unknown>> | null {
  const { money, period, perNodeOf } = offer;
  if (money === undefined) return null;
  const currency = money.currency === null || money.currency === caseCurrency ? {} : { currency: money.currency };
  const rest = { ...currency, ...taxAndSource(offer) };
  if (period === undefined) return { ...purchaseOf(offer, money.amount), ...rest };
  const rent =
    period === 'day' || period === 'week'
      ? { perHour: scaled(money.amount, 1 / HOURS_OF_SHORT[period]) }
      : { [FIELDS[period]]: money.amount };
  return {
    ...rent,
    ...(perNodeOf === undefined ? {} : { perNodeOf }),
    ...(offer.kind === undefined ? {} : { kind: offer.kind }),
    ...rest,
  };
}

/** Of one device; a case has no field for the price of a node that is bought. */
function purchaseOf({ perNodeOf = 1, lifeYears, residual, upkeepPerYear }: Offer, amount: Amount) {
  const purchase = scaled(amount, 1 / perNodeOf);
  const upkeep = upkeepPerYear === undefined ? shareOf(purchase) : scaled(upkeepPerYear.amount, 1 / perNodeOf);
  return {
    purchase,
    lifeYears: lifeYears ?? OWNERSHIP.lifeYears,
    residual: residual ?? OWNERSHIP.residual,
    upkeepPerYear: upkeep,
  };
}

/** The assumed share, of the middle of the price. */
function shareOf(purchase: Amount): Amount {
  const { low, high } = OWNERSHIP.upkeepShare;
  const middle = typeof purchase === 'number' ? purchase : (purchase.low + purchase.high) / 2;
  return { low: low * middle, high: high * middle };
}

function taxAndSource({ vat, source, date }: Offer): Readonly<Record<string, unknown>> {
  return {
    ...(vat === undefined ? {} : { vat: { ...(vat.rate === null ? {} : { rate: vat.rate }), included: vat.included } }),
    ...(source === undefined ? {} : { source }),
    ...(date === undefined ? {} : { date }),
  };
}
