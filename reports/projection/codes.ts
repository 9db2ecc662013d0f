/** Why a figure of a projection can be missing. The sentences are in reports/words/absences/projection.ts. */
export const PROJECTION_ABSENCES = [] as const;

export type ProjectionAbsence = (typeof PROJECTION_ABSENCES)[number];
