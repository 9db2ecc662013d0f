/** Codes of facts of a difference between two sides. The sentences are in reports/words/difference/facts.ts. `side`: A or B. */

/** Why a figure of a side, or the ratio of the two, is not there. */
export const DIFFERENCE_ABSENCES = [
  'side-failed',
  'side-impossible',
  'side-unproven',
  'side-disagrees-with-itself',
  'sides-disagree',
  'side-without-reading',
  'side-reading-zero',
  'sides-read-differently',
  'no-common-turn',
] as const;

export type DifferenceAbsence = (typeof DIFFERENCE_ABSENCES)[number];

/** Why a ratio that is there carries no verdict. */
export const WITHHELD = [
  'side-ahead-of-clock',
  'side-self-test',
  'side-damaged',
  'side-disturbed',
  'side-of-several-kernels',
  'energy-of-side-estimated',
] as const;

export type WithheldCode = (typeof WITHHELD)[number];

/** Why a suspected step was not measured again in turns. */
export const NOT_INTERLEAVED = [
  'runtime-in-program',
  'runner-of-others',
  'interpreter-gone',
  'interpreter-without-runner',
  'interpreter-changed',
  'runtime-unchanged',
  'other-machine',
  'all-targets-at-once',
  'turn-failed',
  'case-not-in-turns',
  'no-time-left',
] as const;

export type NotInterleavedCode = (typeof NOT_INTERLEAVED)[number];
