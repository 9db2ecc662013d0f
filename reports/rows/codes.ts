/** Codes of facts of a row. The sentences are in reports/words/absences/rows.ts and reports/words/facts/. */

/** Why a figure of a row can be missing. */
export const ROW_ABSENCES = [
  'denominator-unsound',
  'is-reference',
  'no-common-round',
  'no-expert-matmuls',
  'no-largest-matmul',
  'no-optimizer',
  'no-optimizer-round',
  'no-stream',
  'router-decides',
  'row-invalid',
  'row-mismatch',
  'row-off-device',
  'row-unproven',
  'row-without-probes',
  'step-reaches-zero',
] as const;

export type RowAbsence = (typeof ROW_ABSENCES)[number];

/** In what two fingerprints of one work disagree, and of what they are. */
export const MISMATCHES = [
  'choice-counts-differ',
  'choices-differ-unscored',
  'choices-differ-untied',
  'losses-differ',
  'no-choices-returned',
  'norms-differ',
  'one-loss-missing',
  'one-probe-missing',
  'one-tensor-missing',
  'probes-differ',
  'tensors-differ',
  'rounds-disagree',
  'steps-disagree',
  'target-disagrees',
] as const;

export type MismatchCode = (typeof MISMATCHES)[number];

/** Why a newer run is not the one a row stands on. */
export const SET_ASIDE = [
  'dated-ahead-of-clock',
  'run-cannot-be-true',
  'run-not-raced',
  'run-rounds-missing',
  'run-unproven',
] as const;

export type SetAsideCode = (typeof SET_ASIDE)[number];

/** What cannot be true by a chip's data sheet (physics.ts). */
export const CHIP_CHECKS = ['above-peak', 'above-bandwidth', 'above-power'] as const;

export type ChipCheck = (typeof CHIP_CHECKS)[number];
