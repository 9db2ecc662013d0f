/** Why energy, or what it costs, is missing. */
import type { EnergyAbsence } from '../../energy/codes.ts';
import type { Sentence } from '../sentence.ts';

const GIVE_PRICE = 'give --price-per-kwh, as 0.62CNY';

export const ENERGY_ABSENCES: Readonly<Record<EnergyAbsence, Sentence>> = {
  'energy-cost-of-estimate': 'no cost of energy, because its energy is estimated, not measured',
  'energy-reaches-zero': 'no energy, because the rounds differ so much that its interval reaches zero',
  'no-energy': 'no energy, because {because}',
  'no-energy-in-round': 'no energy, because in round {round} {because}',
  'no-power-price': `no cost of energy, because no price of a kWh is known; ${GIVE_PRICE}`,
  'no-power-price-in': `no cost of energy, because no price of a kWh in {currency} is known; ${GIVE_PRICE}`,
};
