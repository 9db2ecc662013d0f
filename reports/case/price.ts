/** What a candidate's hour costs, from what the case or the catalog says of its price; or why nothing can be said. */
import type { Ground } from '../money/candidate.ts';
import type { Owned, Rent } from '../money/hourly.ts';
import { type Known, known, said } from '../money/known.ts';
import { fixed, type Product } from '../money/quantity.ts';
import { POSITIVE, SHARE } from '../money/spread.ts';
import { inCatalog, newestPrice, originOf, rangeOf } from './catalog-price.ts';
import { currencyOf, exchange } from './currency.ts';
import { condition, type Desk, type Entry } from './desk.ts';
import { ofCase } from './inputs.ts';
import { ownedPrice } from './owned.ts';
import type { CasePrice } from './schema.ts';
import type { WallPower } from './watts.ts';

export type ResolvedPrice = {
  /** What a saving needs the like of on both sides; null where no price is given. */
  readonly kind: string | null;
  readonly price: Known<Rent<Product> | Owned<Product>>;
  readonly grounds: readonly Ground[];
  /** Options of this kind of price that the case leaves out. */
  readonly notIncluded: readonly string[];
};

type RentPrice = Extract<CasePrice, { perHour: unknown }>;
type CatalogPrice = Extract<CasePrice, { catalog: unknown }>;

/** `power`: what an owned device draws. */
export function resolvePrice(desk: Desk, entry: Entry, power: WallPower): ResolvedPrice {
  const { price } = entry.row;
  if (price === undefined) return without(null, `no price is given for ${entry.chip.name}; ${inCatalog(desk, entry)}`);
  if ('perHour' in price) return givenRent(desk, entry, price);
  return 'catalog' in price ? catalogRent(desk, entry, price) : ownedPrice(desk, entry, price, power);
}

/** A candidate without a price, and why. */
export const without = (kind: string | null, reason: string): ResolvedPrice => ({
  kind,
  price: said(reason),
  grounds: [],
  notIncluded: [],
});

function givenRent(desk: Desk, entry: Entry, price: RentPrice): ResolvedPrice {
  const currency = currencyOf(desk, price.currency, [...entry.path, 'price', 'currency']);
  const perHour = desk.inputs.take({
    input: `price.perHour/${entry.id}`,
    unit: `${currency}/h`,
    spread: price.perHour,
    bounds: POSITIVE,
    from: ofCase(price),
  });
  return rented(desk, entry, price.kind ?? 'rent', perHour, currency);
}

function catalogRent(desk: Desk, entry: Entry, { catalog: kind, offer }: CatalogPrice): ResolvedPrice {
  const row = newestPrice(desk, entry, kind, offer);
  if (row === undefined) {
    const what = `${kind} price${offer === undefined ? '' : ` of the offer '${offer}'`}`;
    return without(kind, `the catalog has no ${what} for ${entry.chip.name}; ${inCatalog(desk, entry)}`);
  }
  const perHour = desk.inputs.take({
    input: `price.${kind}${row.offer === null ? '' : `.${row.offer}`}/${entry.chip.id}`,
    unit: `${row.currency}/h`,
    spread: rangeOf(row),
    bounds: POSITIVE,
    from: originOf(row),
  });
  return rented(desk, entry, kind, perHour, row.currency);
}

function rented(desk: Desk, entry: Entry, kind: string, perHour: Ground, currency: string): ResolvedPrice {
  const rate = exchange(desk, currency, [...entry.path, 'price']);
  const billed = entry.row.billed ?? desk.given.billed;
  const share = billed === 'reserved' ? condition(desk, entry, 'utilisation', 'of hours paid', SHARE) : null;
  if (billed === 'reserved' && share === null) {
    throw desk.refuse([...entry.path, 'billed'], 'is reserved, so that idle hours are paid too; give utilisation');
  }
  return {
    kind,
    price: known({
      kind: 'rent',
      perHour: [perHour, ...rate].map(({ quantity }) => quantity),
      paidShare: [share?.quantity ?? fixed(1)],
    }),
    grounds: [perHour, ...rate, ...(share === null ? [] : [share])],
    notIncluded: billed === undefined ? ['billed (only hours used are paid)'] : [],
  };
}
