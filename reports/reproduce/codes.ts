/** Why a figure of a recomputed claim can be missing. The sentences are in reports/words/absences/reproduce.ts. */
export const REPRODUCE_ABSENCES = [] as const;

export type ReproduceAbsence = (typeof REPRODUCE_ABSENCES)[number];
