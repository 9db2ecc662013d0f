/** Why a figure of energy can be missing. The sentences are in reports/words/absences/energy.ts. */
export const ENERGY_ABSENCES = [] as const;

export type EnergyAbsence = (typeof ENERGY_ABSENCES)[number];
