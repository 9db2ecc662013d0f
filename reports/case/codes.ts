/** Why a figure of a buyer's case can be missing, and what a speed of it rests on. The sentences are in reports/words/. */

export const CASE_ABSENCES = [
  // Price.
  'no-price-given',
  'no-price-in-catalog',
  'no-offer-in-catalog',
  'no-list-price',
  'prices-in-catalog',
  'empty-price-catalog',
  'owned-without-utilisation',
  'owned-without-power-price',
  // Speed.
  'no-speed-given',
  'no-peak-for-mfu',
  'no-dtype-peak',
  'no-published-speeds',
  'no-stated-speed',
  'no-total-parameters',
  'unlisted-without-records',
  'speed-reaches-zero',
  // Power and carbon.
  'no-watts-given',
  'watts-not-measured',
  'watts-reach-zero',
  'no-tdp',
  'no-pue',
  'no-carbon-intensity',
] as const;

export type CaseAbsence = (typeof CASE_ABSENCES)[number];

/** What a speed rests on; of records and projections with their reasons (reports/plan/codes.ts, reports/projection/codes.ts). */
export const SPEED_REASONS = [
  'given-tokens-per-second',
  'given-mfu',
  'published-run',
  'pooled-publications',
  'widest-pair',
  'projected-from-publications',
  'extrapolated-from-publications',
  'extrapolated-from-records',
] as const;

export type SpeedReason = (typeof SPEED_REASONS)[number];

/** How recorded power was measured. */
export const WATT_MEASUREMENTS = ['watts-of-one-round', 'watts-of-rounds', 'watts-of-targets'] as const;

export type WattMeasurement = (typeof WATT_MEASUREMENTS)[number];
