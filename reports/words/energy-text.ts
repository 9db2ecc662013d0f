/** What must be known of a row's energy and of what it costs, in words. */
import type { UsedPowerPrice, UsedPue } from '../catalog/power.ts';
import { boundaryText, isEstimate } from '../energy/boundary.ts';
import { threeDigits } from '../format.ts';
import type { ReportRow } from '../report/schema.ts';

type Rows = { readonly rows: readonly ReportRow[] };

/** What the energies of a report hold, each boundary once, and that none holds the building's share. */
export function energyBoundaries({ rows }: Rows): string[] {
  const known = rows.flatMap(({ energyKWhPerTrillionTokens: energy }) => (energy.available ? [energy] : []));
  if (known.length === 0) return [];
  const texts = known.map(({ scope, otherAccelerators }) => boundaryText({ scope, others: otherAccelerators }));
  const estimated = known.some(({ method }) => isEstimate(method));
  return [
    `Energy for 10¹² tokens is that of the timed windows at the widest boundary read, without what the building adds. ${[...new Set(texts)].join('; ')}. Energies of different boundaries are not comparable.`,
    ...(estimated
      ? ['An estimated energy is a limit times busy time, tens of percent off either way: it has no cost and no rank.']
      : []),
  ];
}

/** At what price and PUE energy is reckoned. */
export function powerPrices({ rows }: Rows): string[] {
  const costs = rows.flatMap(({ energyCostPerTrillionTokens: cost }) => (cost.available ? [cost] : []));
  const [first] = costs;
  if (first === undefined) return [];
  const prices = [...new Set(costs.map(({ pricePerKWh }) => powerPriceText(pricePerKWh)))];
  return [
    `A kWh costs ${prices.join('; or ')}. PUE ${pueText(first.pue)}. Give the machine's own with --price-per-kwh and --pue. A rent includes power: the cost of energy is a part of it, not an addition.`,
  ];
}

/** `0.0821 to 0.0933 USD (industry in the United States; EIA, 2026-01, confidence medium)`. */
export function powerPriceText({ low, high, currency, place, ...origin }: UsedPowerPrice): string {
  const amount = low === high ? threeDigits(low) : `${threeDigits(low)} to ${threeDigits(high)}`;
  return `${amount} ${currency} (${place}; ${originText(origin)})`;
}

export const pueText = ({ value, of, ...origin }: UsedPue): string =>
  `${threeDigits(value)} (${of}; ${originText(origin)})`;

type Origin = Pick<UsedPowerPrice, 'source' | 'date' | 'confidence' | 'age'>;

function originText({ source, date, confidence, age }: Origin): string {
  const stale = age?.stale === true ? `stale: ${age.days} days old` : null;
  return [source, date, confidence === null ? null : `confidence ${confidence}`, stale]
    .filter(text => text !== null)
    .join(', ');
}
