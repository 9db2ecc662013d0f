/** Codes of facts of a race of strategies. */

/** In the order in which they are shown. */
export const RACE_WARNINGS = [
  'runner-up-faster',
  'winner-not-measured',
  'unraced',
  'kernels-differ',
  'proof-by-other-kernel',
] as const;

export type RaceWarning = (typeof RACE_WARNINGS)[number];

/** Why a row is compared with no other chip. */
export const RACE_ABSENCES = ['lost-its-race', 'runner-up-of-race'] as const;

export type RaceAbsence = (typeof RACE_ABSENCES)[number];
