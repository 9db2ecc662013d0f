/** Why a figure of money can be missing. The sentences are in reports/words/absences/money.ts. */
export const MONEY_ABSENCES = ['no-cost', 'of-candidate', 'reference-without'] as const;

export type MoneyAbsence = (typeof MONEY_ABSENCES)[number];
