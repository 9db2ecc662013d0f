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
  'no-active-parameters',
  'no-deadline',
  'probability-without-interval',
  'probability-of-reference',
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
  'omits-vat',
  'omits-energy',
  'omits-host-power',
  'omits-rest-of-machine',
] as const;

export type NotIncluded = (typeof NOT_INCLUDED)[number];

/** How what a case says was read: converted, taken in one of two senses, or taken as it stands. */
export const CASE_READINGS = [
  'model-not-listed',
  'rent-conversion',
  'lease-always-used',
  'lease-with-utilisation',
  'vat-included',
  'vat-excluded',
  'vat-unstated',
  'yuan-sign',
  'interrupted',
  'spot-uninterrupted',
  'unlike-rents',
  'mixed-prices',
] as const;

export type CaseReading = (typeof CASE_READINGS)[number];

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
  'evidence-disagrees',
  'no-interval',
  'without-saving',
  'biggest-unknown',
] as const;

export type Headline = (typeof HEADLINES)[number];
