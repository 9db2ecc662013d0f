/** A device that is owned: what it is bought for, what it keeps, how long it lives and what it draws. */
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Ground } from '../../money/candidate.ts';
import { type Known, known } from '../../money/known.ts';
import { fixed, type Product } from '../../money/sampling/quantity.ts';
import { BELOW_ONE, type Bounds, NOT_NEGATIVE, POSITIVE, SHARE, type Spread } from '../../money/sampling/spread.ts';
import { condition, type Desk, type Entry, powerOf } from '../desk.ts';
import { type Origin, ofCase } from '../inputs.ts';
import type { CasePrice } from '../schema.ts';
import type { WallPower } from '../watts.ts';
import { newestPrice, originOf, rangeOf } from './catalog-price.ts';
import { currencyOf, exchange } from './currency.ts';
import { type ResolvedPrice, withoutPrice } from './resolved-price.ts';

type OwnedPrice = Extract<CasePrice, { purchase: unknown }>;
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
  const upkeep = take('price.upkeepPerYear', `${currency}/year`, price.upkeepPerYear, NOT_NEGATIVE);
  const idleWatts =
    row.idleWatts === undefined ? power.idleWatts : take('idleWatts', 'W', row.idleWatts, NOT_NEGATIVE, ofCase({}));
  const rate = exchange(desk, currency, [...path, 'price']);
  const discountRate = condition(desk, entry, 'discountRate', 'per year', NOT_NEGATIVE);
  const utilisation = condition(desk, entry, 'utilisation', 'of all hours', SHARE);
  const pricePerKWh = powerOf(desk, entry, 'pricePerKWh', `${desk.buyerCase.currency}/kWh`, NOT_NEGATIVE);
  const { draught } = power;
  const rest = {
    kind: KIND,
    grounds: [
      bought,
      residual,
      lifeYears,
      upkeep,
      ...rate,
      ...present([discountRate, utilisation, pricePerKWh, idleWatts]),
    ],
    notIncluded: [
      ...(discountRate === null ? [fact('omits-discounting')] : []),
      ...(idleWatts === null ? [fact('omits-idle-power')] : []),
    ],
  };
  if (!draught.available) return { ...rest, price: draught };
  if (utilisation === null) return { ...rest, price: absent('owned-without-utilisation', { chip: chip.name }) };
  if (pricePerKWh === null) return { ...rest, price: absent('owned-without-power-price', { chip: chip.name }) };
  const exchanged = (ground: Ground): Product => [ground, ...rate].map(({ quantity }) => quantity);
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
    const currency = currencyOf(desk, price.currency, [...entry.path, 'price', 'currency']);
    return known({ spread: purchase, currency, from: ofCase(price) });
  }
  const row = newestPrice(desk, entry, 'list') ?? newestPrice(desk, entry, 'list-server');
  if (row === undefined) return absent('no-list-price', { chip: entry.chip.name });
  return known({ spread: rangeOf(row), currency: row.currency, from: originOf(row) });
}

function present(grounds: readonly (Ground | null)[]): Ground[] {
  return grounds.filter(ground => ground !== null);
}
