/** Why a figure of a row can be missing. The sentences are in reports/words/absences/rows.ts. */
export const ROW_ABSENCES = [] as const;

export type RowAbsence = (typeof ROW_ABSENCES)[number];
