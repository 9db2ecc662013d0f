/** Why a figure of a training plan can be missing. The sentences are in reports/words/absences/plan.ts. */
export const PLAN_ABSENCES = [] as const;

export type PlanAbsence = (typeof PLAN_ABSENCES)[number];
