/** Why a projection can be missing, what it is made of, and which publications it does not learn from. The sentences are in reports/words/. */

export const PROJECTION_ABSENCES = [
  'no-anchor-of-dtype',
  'no-peak-of-dtype',
  'no-sixteen-bit-peak',
  'active-above-total',
  'not-a-device-count',
] as const;

export type ProjectionAbsence = (typeof PROJECTION_ABSENCES)[number];

/** The factors of a projected share of the peak, and what was assumed for them. */
export const PROJECTION_REASONS = [
  'share-of-peak',
  'feature-factor',
  'chip-factor',
  'vendor-factor',
  'model-factor',
  'assumed-devices',
  'assumed-memory',
  'beyond-anchors',
  'float8-of-nvidia',
] as const;

export type ProjectionReason = (typeof PROJECTION_REASONS)[number];

/** Why a publication is no observation: its derivation, or what it does not state. */
export const EXCLUSIONS = [
  'excluded-derived-from-cost',
  'excluded-whole-run-average',
  'excluded-proxy',
  'excluded-unstated',
  'excluded-incomplete',
] as const;

export type Exclusion = (typeof EXCLUSIONS)[number];
