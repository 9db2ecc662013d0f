/** Why a figure of money can be missing, what a comparison leaves out, assumes and answers. The sentences are in reports/words/. */

export const MONEY_ABSENCES = [
  'no-cost',
  'no-saving',
  'no-rent',
  'rents-not-alike',
  'reference-cost-reaches-zero',
  'of-candidate',
  'reference-without',
  'is-fleet',
  'no-deadline',
  'no-device-count',
  'no-one-off-cost',
  'never-pays-back',
  'not-owned',
  'rented',
  'dearer-as-gift',
] as const;

export type MoneyAbsence = (typeof MONEY_ABSENCES)[number];

/** What a row leaves out: options that the case does not give, and power outside the boundary that was read. */
export const NOT_INCLUDED = [
  'omits-goodput',
  'omits-tax',
  'omits-one-off-cost',
  'omits-discounting',
  'omits-idle-power',
  'omits-reserved-hours',
  'omits-energy',
  'omits-host-power',
  'omits-rest-of-machine',
] as const;

export type NotIncluded = (typeof NOT_INCLUDED)[number];

/** What a comparison rests on beyond its inputs. */
export const COMPARE_ASSUMPTIONS = [
  'training-rates',
  'flops-of-token',
  'joint-samples',
  'no-spread-given',
  'ends-without-verdict',
  'mixed-precision',
  'speed-of-candidate',
] as const;

export type CompareAssumption = (typeof COMPARE_ASSUMPTIONS)[number];

/** The answer of a comparison, one code a sentence. */
export const HEADLINES = [
  'reference-alone',
  'cheaper',
  'dearer',
  'not-separable',
  'no-verdict',
  'no-interval',
  'without-saving',
  'biggest-unknown',
] as const;

export type Headline = (typeof HEADLINES)[number];
