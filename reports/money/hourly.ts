/** What an hour of a device at work costs, by its parts, and which price would make it cost so much. All in one currency. */
import { divided, each, minus, times, type Values } from './sampling/values.ts';

const HOURS_PER_YEAR = 8760;
/** A rate below this one gives the share of a straight line to every digit, and 0 in a single sample would give no number. */
const LEAST_RATE = 1e-20;

/** Rent includes power. `paidShare`: hours worked ÷ hours paid: the utilisation where hours are reserved, 1 where only used ones are billed. */
export type Rent<N> = { readonly kind: 'rent'; readonly perHour: N; readonly paidShare: N };

/** `watts`: at the wall, the device's share of its host included. `discountRate` 0 is straight-line depreciation. */
export type Owned<N> = {
  readonly kind: 'owned';
  readonly purchase: N;
  readonly residual: N;
  readonly lifeYears: N;
  readonly upkeepPerYear: N;
  readonly discountRate: N;
  readonly utilisation: N;
  readonly watts: N;
  readonly idleWatts: N;
  readonly pue: N;
  readonly pricePerKWh: N;
};

export const HOURLY_PARTS = ['rent', 'capital', 'upkeep', 'power', 'idlePower'] as const;
export type HourlyPart = (typeof HOURLY_PARTS)[number];
export type Hourly = Readonly<Record<HourlyPart, Values>>;

/** The parts of a cost: those of the hours, and the tax on all of them. */
export const COST_PARTS = [...HOURLY_PARTS, 'tax'] as const;
export type CostPart = (typeof COST_PARTS)[number];

/**
 * Rent ÷ paid share; or (purchase per year + upkeep) ÷ (8760 × utilisation), the power it draws at work, and what it draws
 * idle for each hour at work.
 */
export function hourlyCost(price: Rent<Values> | Owned<Values>): Hourly {
  if (price.kind === 'rent') {
    return { rent: divided(price.perHour, price.paidShare), capital: 0, upkeep: 0, power: 0, idlePower: 0 };
  }
  const { purchase, upkeepPerYear, utilisation, watts, idleWatts } = price;
  const worked = times(HOURS_PER_YEAR, utilisation);
  const perWatt = divided(times(price.pue, price.pricePerKWh), 1000);
  return {
    rent: 0,
    capital: divided(times(purchase, yearlyShare(price)), worked),
    upkeep: divided(upkeepPerYear, worked),
    power: times(watts, perWatt),
    idlePower: divided(times(idleWatts, perWatt, minus(1, utilisation)), utilisation),
  };
}

/** The purchase price at which an hour at work costs `target`; negative where upkeep and power alone cost more. */
export function purchaseAt(target: Values, price: Owned<Values>): Values {
  const { upkeep, power, idlePower } = hourlyCost(price);
  const capital = minus(minus(minus(target, upkeep), power), idlePower);
  return divided(times(capital, HOURS_PER_YEAR, price.utilisation), yearlyShare(price));
}

/**
 * The share of a purchase that each year of its life bears: (1 − residual) ÷ life; with a discount rate r the capital recovery
 * factor r ÷ (1 − (1+r)^−life) on what is left of it when the residual's present value is taken off.
 */
function yearlyShare({ residual, lifeYears, discountRate }: Owned<Values>): Values {
  if (discountRate === 0) return divided(minus(1, residual), lifeYears);
  const rate = each(discountRate, drawn => (Math.abs(drawn) < LEAST_RATE ? LEAST_RATE : drawn));
  const decay = times(-1, lifeYears, each(rate, Math.log1p));
  const recovery = divided(times(-1, rate), each(decay, Math.expm1));
  return times(recovery, minus(1, times(residual, each(decay, Math.exp))));
}
