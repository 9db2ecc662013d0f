/** Why energy, or what it costs, is missing. */
import type { EnergyAbsence } from '../../energy/codes.ts';
import type { Sentence } from '../sentence.ts';

const GIVE_PRICE = 'give --price-per-kwh, as 0.62CNY';

export const ENERGY_ABSENCES: Readonly<Record<EnergyAbsence, Sentence>> = {
  'energy-cost-of-estimate': 'cost of energy not known, because its energy is estimated, not measured',
  'energy-reaches-zero': 'energy not known, because the rounds differ so much that its interval reaches zero',
  'no-energy': 'energy not known, because {because}',
  'no-energy-in-round': 'energy not known (round {round}): {because}',
  'no-power-price': `cost of energy not known, because no price of a kWh is known; ${GIVE_PRICE}`,
  'no-power-price-in': `cost of energy not known, because no price of a kWh in {currency} is known; ${GIVE_PRICE}`,
};
