/** A device that is owned: what it is bought for, what it keeps, how long it lives and what it draws. */
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Ground } from '../../money/candidate.ts';
import { type Known, known } from '../../money/known.ts';
import { fixed, type Product } from '../../money/sampling/quantity.ts';
import { BELOW_ONE, type Bounds, NOT_NEGATIVE, POSITIVE, SHARE, type Spread } from '../../money/sampling/spread.ts';
import { condition, type Desk, type Entry, pricePerKWhOf } from '../desk.ts';
import { type Origin, ofCase } from '../inputs.ts';
import type { WallPower } from '../watts.ts';
import { currencyOf, inCurrency, oncePaid } from './amount.ts';
import { newestPrice, originOf, rangeOf } from './catalog-price.ts';
import { exchange } from './currency.ts';
import { vatReadings } from './readings.ts';
import { type ResolvedPrice, withoutPrice } from './resolved-price.ts';
import type { OwnedPrice } from './schema.ts';
import { withoutVat } from './vat.ts';

type Purchase = { readonly spread: Spread; readonly currency: string; readonly from: Origin };

const KIND = 'owned';

export function ownedPrice(desk: Desk, entry: Entry, price: OwnedPrice, power: WallPower): ResolvedPrice {
  const { id, chip, row, path } = entry;
  const purchase = purchaseOf(desk, entry, price);
  if (!purchase.available) return withoutPrice(KIND, purchase);
  const { currency, spread, from } = purchase.value;
  const take = (field: string, unit: string, of: Spread, bounds: Bounds, origin = ofCase(price)) =>
    desk.inputs.take({ input: `${field}/${id}`, unit, spread: of, bounds, from: origin });
  const bought = take('price.purchase', currency, spread, POSITIVE, from);
  const residual = take('price.residual', 'of the purchase', price.residual, BELOW_ONE);
  const lifeYears = take('price.lifeYears', 'years', price.lifeYears, POSITIVE);
  const yearly = inCurrency(desk, price.upkeepPerYear, currency, [...path, 'price', 'upkeepPerYear'], 'year');
  const upkeep = take('price.upkeepPerYear', `${currency}/year`, yearly, NOT_NEGATIVE);
  const net = withoutVat(desk, entry, price.vat, price);
  const idleWatts =
    row.idleWatts === undefined ? power.idleWatts : take('idleWatts', 'W', row.idleWatts, NOT_NEGATIVE, ofCase({}));
  const rate = exchange(desk, currency, [...path, 'price']);
  const discountRate = condition(desk, entry, 'discountRate', 'per year', NOT_NEGATIVE);
  const utilisation = condition(desk, entry, 'utilisation', 'of all hours', SHARE);
  const pricePerKWh = pricePerKWhOf(desk, entry);
  const { draught } = power;
  const rest = {
    kind: KIND,
    grounds: [
      bought,
      residual,
      lifeYears,
      upkeep,
      ...net.grounds,
      ...rate,
      ...present([discountRate, utilisation, pricePerKWh, idleWatts]),
    ],
    readings: vatReadings(entry, price.vat),
    notIncluded: [
      ...(price.vat === undefined ? [fact('omits-vat')] : []),
      ...(discountRate === null ? [fact('omits-discounting')] : []),
      ...(idleWatts === null ? [fact('omits-idle-power')] : []),
    ],
  };
  if (!draught.available) return { ...rest, price: draught };
  if (utilisation === null) return { ...rest, price: absent('owned-without-utilisation', { chip: chip.name }) };
  if (pricePerKWh === null) return { ...rest, price: absent('owned-without-power-price', { chip: chip.name }) };
  const exchanged = ({ quantity }: Ground): Product => [quantity, ...net.factors, ...rate.map(part => part.quantity)];
  return {
    ...rest,
    price: known({
      kind: KIND,
      purchase: exchanged(bought),
      upkeepPerYear: exchanged(upkeep),
      residual: [residual.quantity],
      lifeYears: [lifeYears.quantity],
      discountRate: [discountRate?.quantity ?? fixed(0)],
      utilisation: [utilisation.quantity],
      idleWatts: [idleWatts?.quantity ?? fixed(0)],
      pricePerKWh: [pricePerKWh.quantity],
      ...draught.value,
    }),
  };
}

function purchaseOf(desk: Desk, entry: Entry, { purchase, ...price }: OwnedPrice): Known<Purchase> {
  if (purchase !== 'catalog') {
    const path = [...entry.path, 'price'];
    const spread = oncePaid(desk, purchase, [...path, 'purchase']);
    return known({ spread, currency: currencyOf(desk, purchase, price.currency, path), from: ofCase(price) });
  }
  const row = newestPrice(desk, entry, 'list') ?? newestPrice(desk, entry, 'list-server');
  if (row === undefined) return absent('no-list-price', { chip: entry.chip.name });
  return known({ spread: rangeOf(row), currency: row.currency, from: originOf(row) });
}

function present(grounds: readonly (Ground | null)[]): Ground[] {
  return grounds.filter(ground => ground !== null);
}
