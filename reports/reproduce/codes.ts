/** Why a figure of a recomputed claim can be missing, and cells of its tables. Sentences: reports/words/. Other texts: text-codes.ts. */

export const REPRODUCE_ABSENCES = ['no-record-of-chip', 'no-record-of-shape'] as const;

export type ReproduceAbsence = (typeof REPRODUCE_ABSENCES)[number];

/** Cells that are neither a number nor a name. */
export const CLAIM_CELLS = ['interval-of-rounds'] as const;

export type ClaimCell = (typeof CLAIM_CELLS)[number];
