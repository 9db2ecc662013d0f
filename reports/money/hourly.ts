/** What an hour of a device at work costs, by its parts, and which price would make it cost so much. Plain numbers in one currency. */

const HOURS_PER_YEAR = 8760;

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
export type Hourly = Readonly<Record<HourlyPart, number>>;

/** The parts of a cost: those of the hours, and the tax on all of them. */
export const COST_PARTS = [...HOURLY_PARTS, 'tax'] as const;
export type CostPart = (typeof COST_PARTS)[number];

/**
 * Rent ÷ paid share; or (purchase per year + upkeep) ÷ (8760 × utilisation), the power it draws at work, and what it draws
 * idle for each hour at work.
 */
export function hourlyCost(price: Rent<number> | Owned<number>): Hourly {
  if (price.kind === 'rent') {
    return { rent: price.perHour / price.paidShare, capital: 0, upkeep: 0, power: 0, idlePower: 0 };
  }
  const { purchase, upkeepPerYear, utilisation, watts, idleWatts } = price;
  const worked = HOURS_PER_YEAR * utilisation;
  const perWatt = (price.pue * price.pricePerKWh) / 1000;
  return {
    rent: 0,
    capital: (purchase * yearlyShare(price)) / worked,
    upkeep: upkeepPerYear / worked,
    power: watts * perWatt,
    idlePower: (idleWatts * perWatt * (1 - utilisation)) / utilisation,
  };
}

/** The purchase price at which an hour at work costs `target`; negative where upkeep and power alone cost more. */
export function purchaseAt(target: number, price: Owned<number>): number {
  const { upkeep, power, idlePower } = hourlyCost(price);
  return ((target - upkeep - power - idlePower) * HOURS_PER_YEAR * price.utilisation) / yearlyShare(price);
}

/**
 * The share of a purchase that each year of its life bears: (1 − residual) ÷ life; with a discount rate r the capital recovery
 * factor r ÷ (1 − (1+r)^−life) on what is left of it when the residual's present value is taken off.
 */
function yearlyShare({ residual, lifeYears, discountRate }: Owned<number>): number {
  if (discountRate === 0) return (1 - residual) / lifeYears;
  const present = Math.exp(-lifeYears * Math.log1p(discountRate));
  const recovery = -discountRate / Math.expm1(-lifeYears * Math.log1p(discountRate));
  return recovery * (1 - residual * present);
}
