/** What an hour of a candidate costs, by the price of the case or of the catalog; or why that is not known. */

import { HOURS_OF } from '../../catalog/price-unit.ts';
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Ground } from '../../money/candidate.ts';
import { known } from '../../money/known.ts';
import { atPoints, fixed, type Product } from '../../money/sampling/quantity.ts';
import { POSITIVE, SHARE } from '../../money/sampling/spread.ts';
import { condition, type Desk, type Entry } from '../desk.ts';
import { ofCase } from '../inputs.ts';
import type { WallPower } from '../watts.ts';
import { currencyOf } from './amount.ts';
import { newestPrice, originOf, pricesInCatalog, rangeOf } from './catalog-price.ts';
import { exchange } from './currency.ts';
import { ownedPrice } from './owned.ts';
import { leaseReading, rentReadings } from './readings.ts';
import { type ResolvedPrice, withoutPrice } from './resolved-price.ts';
import type { CatalogPrice, RentPrice } from './schema.ts';
import { withoutVat } from './vat.ts';

/** `power`: of an owned device. */
export function resolvePrice(desk: Desk, entry: Entry, power: WallPower): ResolvedPrice {
  const { price } = entry.row;
  if (price === undefined) {
    return withoutPrice(null, absent('no-price-given', { chip: entry.chip.name }, [pricesInCatalog(desk, entry)]));
  }
  if ('amount' in price) return rentOfCase(desk, entry, price);
  return 'catalog' in price ? catalogRent(desk, entry, price) : ownedPrice(desk, entry, price, power);
}

const FIELD_OF = { hour: 'perHour', month: 'perMonth', year: 'perYear' } as const;
const UNIT_OF = { hour: 'h', month: 'month', year: 'year' } as const;

function rentOfCase(desk: Desk, entry: Entry, price: RentPrice): ResolvedPrice {
  const { amount, period, nodeDevices, vat } = price;
  const path = [...entry.path, 'price'];
  const currency = currencyOf(desk, amount, price.currency, path);
  const paid = desk.inputs.take({
    input: `price.${FIELD_OF[period]}/${entry.id}`,
    unit: `${currency}/${UNIT_OF[period]}${nodeDevices === null ? '' : ` for a node of ${nodeDevices}`}`,
    spread: amount.spread,
    bounds: POSITIVE,
    from: ofCase(price),
  });
  const net = withoutVat(desk, entry, vat, price);
  const perDeviceHour = [
    ...(period === 'hour' ? [] : [fixed(1 / HOURS_OF[period])]),
    ...(nodeDevices === null ? [] : [fixed(1 / nodeDevices)]),
    ...net.factors,
  ];
  const isLease = period !== 'hour' || price.kind === 'rent-reserved';
  const kind = price.kind ?? (period === 'hour' ? 'rent' : 'rent-reserved');
  const rent = { kind, amount: [paid, ...net.grounds], product: [paid.quantity, ...perDeviceHour], currency, isLease };
  const resolved = rented(desk, entry, rent);
  return {
    ...resolved,
    readings: [...rentReadings(entry, price, { currency, point: atPoints(rent.product) }), ...resolved.readings],
    notIncluded: [...resolved.notIncluded, ...(vat === undefined ? [fact('omits-vat')] : [])],
  };
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
  return rented(desk, entry, {
    kind,
    amount: [perHour],
    product: [perHour.quantity],
    currency: row.currency,
    isLease: kind === 'rent-reserved',
  });
}

/** `product`: the rent of a device-hour, in `currency`. `isLease`: hours that are not used are paid too. */
type RentOfHour = {
  readonly kind: string;
  readonly amount: readonly Ground[];
  readonly product: Product;
  readonly currency: string;
  readonly isLease: boolean;
};

function rented(desk: Desk, entry: Entry, { kind, amount, product, currency, isLease }: RentOfHour): ResolvedPrice {
  const rate = exchange(desk, currency, [...entry.path, 'price']);
  const stated = entry.row.billed ?? desk.buyerCase.billed;
  const billed = stated ?? (isLease ? 'reserved' : undefined);
  const share = billed === 'reserved' ? condition(desk, entry, 'utilisation', 'of hours paid', SHARE) : null;
  if (stated === 'reserved' && share === null) {
    throw desk.refuse([...entry.path, 'billed'], 'is reserved, so that idle hours are paid too; give utilisation');
  }
  return {
    kind,
    price: known({
      kind: 'rent',
      perHour: [...product, ...rate.map(({ quantity }) => quantity)],
      paidShare: [share?.quantity ?? fixed(1)],
    }),
    grounds: [...amount, ...rate, ...(share === null ? [] : [share])],
    readings: stated === undefined && isLease ? [leaseReading(entry, share)] : [],
    notIncluded: billed === undefined ? [fact('omits-reserved-hours')] : [],
  };
}
