/** What an hour of a candidate costs, by the price of the case or of the catalog; or why that is not known. */

import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Ground } from '../../money/candidate.ts';
import { known } from '../../money/known.ts';
import { fixed } from '../../money/sampling/quantity.ts';
import { POSITIVE, SHARE } from '../../money/sampling/spread.ts';
import { condition, type Desk, type Entry } from '../desk.ts';
import { ofCase } from '../inputs.ts';
import type { CasePrice } from '../schema.ts';
import type { WallPower } from '../watts.ts';
import { newestPrice, originOf, pricesInCatalog, rangeOf } from './catalog-price.ts';
import { currencyOf, exchange } from './currency.ts';
import { ownedPrice } from './owned.ts';
import { type ResolvedPrice, withoutPrice } from './resolved-price.ts';

type RentPrice = Extract<CasePrice, { perHour: unknown }>;
type CatalogPrice = Extract<CasePrice, { catalog: unknown }>;

/** `power`: of an owned device. */
export function resolvePrice(desk: Desk, entry: Entry, power: WallPower): ResolvedPrice {
  const { price } = entry.row;
  if (price === undefined) {
    return withoutPrice(null, absent('no-price-given', { chip: entry.chip.name }, [pricesInCatalog(desk, entry)]));
  }
  if ('perHour' in price) return givenRent(desk, entry, price);
  return 'catalog' in price ? catalogRent(desk, entry, price) : ownedPrice(desk, entry, price, power);
}

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
    const because = [pricesInCatalog(desk, entry)];
    const values = { chip: entry.chip.name, kind };
    return withoutPrice(
      kind,
      offer === undefined
        ? absent('no-price-in-catalog', values, because)
        : absent('no-offer-in-catalog', { ...values, offer }, because),
    );
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
  const billed = entry.row.billed ?? desk.buyerCase.billed;
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
    notIncluded: billed === undefined ? [fact('omits-reserved-hours')] : [],
  };
}
