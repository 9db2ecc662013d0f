/** What must be known of a report's energies and of what they cost. */

import { isEstimate } from '../../../results/readings/energy.ts';
import type { UsedPowerPrice, UsedPue } from '../../catalog/power.ts';
import { fact, type Values } from '../../fact.ts';
import { distinct, type Rule } from './ground.ts';

/** What the energies hold, each boundary once, and that none holds the building's share. */
export const energyBoundaries: Rule = ({ rows }) => {
  const energies = rows.flatMap(({ energyKWhPerTrillionTokens: energy }) => (energy.available ? [energy] : []));
  if (energies.length === 0) return [];
  const boundaries = energies.map(({ scope, otherAccelerators: others }) =>
    fact('energy-boundary', { scope, ...(others === null ? {} : { others }) }),
  );
  const estimated = energies.some(({ method }) => isEstimate(method));
  return [
    fact('energy-boundaries', {}, distinct(boundaries)),
    ...(estimated ? [fact('energy-estimates-unranked')] : []),
  ];
};

/** At what prices and which PUE energy is reckoned. */
export const powerPrices: Rule = ({ rows }) => {
  const costs = rows.flatMap(({ energyCostPerTrillionTokens: cost }) => (cost.available ? [cost] : []));
  const [first] = costs;
  if (first === undefined) return [];
  const prices = costs.map(({ pricePerKWh }) => fact('power-price', powerPriceValues(pricePerKWh)));
  return [fact('power-prices', {}, distinct(prices)), fact('pue-used', pueValues(first.pue))];
};

export const powerPriceValues = ({ low, high, currency, place, ...origin }: UsedPowerPrice): Values => ({
  ...{ low, high, currency, place },
  ...originValues(origin),
});

export const pueValues = ({ value, of, ...origin }: UsedPue): Values => ({ value, of, ...originValues(origin) });

type Origin = Pick<UsedPowerPrice, 'source' | 'date' | 'confidence' | 'age'>;

/** `staleDays`: its age where it is stale. What a row does not say has no value. */
const originValues = ({ source, date, confidence, age }: Origin): Values => ({
  source,
  ...(date === null ? {} : { date }),
  ...(confidence === null ? {} : { confidence }),
  ...(age?.stale === true ? { staleDays: age.days } : {}),
});
