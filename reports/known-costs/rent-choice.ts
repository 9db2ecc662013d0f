/** Which rents of the catalog stand beside each other: of one kind, in the currency of the reference's or at a dated rate. */
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { isOverlaid, newestFirst } from '../catalog/newest.ts';
import { newestRate, type Rate } from '../catalog/rates.ts';
import { ageOf } from '../catalog/staleness.ts';

/**
 * What somebody can rent, or reckons an hour to cost. A spot price is of hours that may be lost, and what a source assumes is nobody's
 * offer: neither is chosen by itself.
 */
export const RENTS_OF_ANYBODY = ['rent-on-demand', 'rent-reserved', 'fair'] as const;

export type RentKind = (typeof RENTS_OF_ANYBODY)[number];

export type RentChoice = {
  readonly kind: RentKind;
  readonly currency: string;
  /** What foreign rents are exchanged at. */
  readonly rates: readonly Rate[];
  /** Chips with such a rent, in the order of the catalog. */
  readonly chips: readonly Chip[];
  /** Those of them whose rent needs no exchange. */
  readonly native: readonly Chip[];
  /** Those whose rent is in a currency without a rate of the last 180 days. */
  readonly withoutRate: readonly Chip[];
};

type Prices = Pick<Catalog, 'chips' | 'prices' | 'rates'>;

/**
 * Of the kinds of the reference's rents the one of which the user has most prices, then the one that most `usable` chips have, of equals
 * the first; of its currencies the one in which most of them are priced without an exchange. Null where the reference has no rent.
 */
export function rentChoice(
  catalog: Prices,
  reference: Chip,
  asOf: string,
  usable: (chip: Chip) => boolean,
): RentChoice | null {
  const choices = RENTS_OF_ANYBODY.flatMap(kind =>
    currenciesOf(catalog, reference, kind).map(currency => choiceOf(catalog, kind, currency, asOf)),
  );
  const many = (chips: readonly Chip[]): number => chips.filter(usable).length;
  const own = ({ kind }: RentChoice): number =>
    catalog.prices.filter(price => price.kind === kind && isOverlaid(price)).length;
  const byChips = choices.toSorted((a, b) => own(b) - own(a) || many(b.chips) - many(a.chips));
  const ofKind = choices.filter(({ kind }) => kind === byChips[0]?.kind);
  return ofKind.toSorted((a, b) => many(b.native) - many(a.native))[0] ?? null;
}

function choiceOf(catalog: Prices, kind: RentKind, currency: string, asOf: string): RentChoice {
  const rented = catalog.chips.flatMap(chip => {
    const from = currencyOfRent(catalog, chip, kind, currency);
    return from === null ? [] : [{ chip, from }];
  });
  const foreign = [...new Set(rented.map(({ from }) => from))].filter(from => from !== currency).toSorted();
  const rates = foreign.flatMap(from => {
    const rate = rateBetween(catalog.rates, from, currency, asOf);
    return rate === null || ageOf(rate, asOf).stale ? [] : [rate];
  });
  const isPriced = (from: string): boolean => from === currency || rates.some(rate => rate.from === from);
  return {
    kind,
    currency,
    rates,
    chips: rented.flatMap(({ chip, from }) => (isPriced(from) ? [chip] : [])),
    native: rented.flatMap(({ chip, from }) => (from === currency ? [chip] : [])),
    withoutRate: rented.flatMap(({ chip, from }) => (isPriced(from) ? [] : [chip])),
  };
}

/** A rate of the catalog is a middle of the market, or its parity: where it has the other direction alone, that is turned round. */
function rateBetween(rates: readonly Rate[], from: string, to: string, asOf: string): Rate | null {
  const direct = newestRate(rates, from, to, asOf);
  if (direct !== null) return direct;
  const other = newestRate(rates, to, from, asOf);
  return other === null ? null : { ...other, from, to, rate: 1 / other.rate, what: `inverse of the ${other.what}` };
}

/** A rent of the user's own is of its currency alone. */
function currenciesOf(catalog: Prices, chip: Chip, kind: RentKind): readonly string[] {
  const rents = rentsOf(catalog, chip, kind);
  const [first] = rents;
  if (first !== undefined && isOverlaid(first)) return [first.currency];
  return [...new Set(rents.map(({ currency }) => currency))].toSorted();
}

/** In which currency a case takes the chip's rent (case/price/catalog-price.ts): the user's own, else the wanted, else the newest. */
function currencyOfRent(catalog: Prices, chip: Chip, kind: RentKind, wanted: string): string | null {
  const rents = rentsOf(catalog, chip, kind);
  const [first] = rents;
  if (first === undefined) return null;
  if (isOverlaid(first)) return first.currency;
  return rents.some(({ currency }) => currency === wanted) ? wanted : first.currency;
}

const rentsOf = ({ prices }: Prices, chip: Chip, kind: RentKind) =>
  newestFirst(prices.filter(price => price.chip === chip.id && price.kind === kind));
