/** Why a figure of the reference can be missing. The sentences are in reports/words/absences/reference.ts. */
export const REFERENCE_ABSENCES = [] as const;

export type ReferenceAbsence = (typeof REFERENCE_ABSENCES)[number];
