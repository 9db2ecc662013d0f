/** Why energy, or what it costs, can be missing. The sentences are in reports/words/absences/energy.ts. */
export const ENERGY_ABSENCES = [
  'energy-cost-of-estimate',
  'energy-reaches-zero',
  'no-energy',
  'no-energy-in-round',
  'no-power-price',
  'no-power-price-in',
] as const;

export type EnergyAbsence = (typeof ENERGY_ABSENCES)[number];
