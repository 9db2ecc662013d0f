/** Why a figure of a recomputed claim can be missing, and cells of its tables. The sentences are in reports/words/. */

export const REPRODUCE_ABSENCES = ['no-record-of-chip', 'no-record-of-shape'] as const;

export type ReproduceAbsence = (typeof REPRODUCE_ABSENCES)[number];

/** Cells that are neither a number nor a name. */
export const CLAIM_CELLS = ['interval-of-rounds'] as const;

export type ClaimCell = (typeof CLAIM_CELLS)[number];
