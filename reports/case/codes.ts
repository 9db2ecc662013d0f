/** Why a figure of a buyer's case can be missing. The sentences are in reports/words/absences/case.ts. */
export const CASE_ABSENCES = [] as const;

export type CaseAbsence = (typeof CASE_ABSENCES)[number];
