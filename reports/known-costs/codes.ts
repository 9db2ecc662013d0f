/** Why there are no known costs of training, and which chips they leave out. The sentences are in reports/words/. */

export const KNOWN_COST_ABSENCES = [
  'saving-is-measured',
  'training-not-asked',
  'reference-without-rent',
  'reference-without-known-cost',
  'nothing-beside-reference',
] as const;

export type KnownCostAbsence = (typeof KNOWN_COST_ABSENCES)[number];

/** Of chips that have a rent of the kind in use. */
export const LEFT_OUT = [
  'left-out-without-rate',
  'left-out-without-speed',
  'left-out-by-link',
  'left-out-by-memory',
] as const;

export type LeftOutCode = (typeof LEFT_OUT)[number];
