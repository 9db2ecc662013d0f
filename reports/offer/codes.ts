/** What was read into offers beyond their words: each is said with the answer. The sentences are in reports/words/facts/offers.ts. */
export const OFFER_READINGS = [
  // Chips.
  'name-fits-several',
  'name-completed',
  'reference-h800-offered',
  'reference-first-offered',
  // Amounts.
  'amounts-of-one-device',
  'amount-of-each',
  'amount-of-node',
  'currency-by-sign',
  'currency-of-others',
  'short-period-in-hours',
  'purchase-of-node',
  'offer-without-price',
  // Speeds.
  'speed-published',
  'speed-projected',
  'speed-needed',
  'published-in-other-dtype',
  'dtypes-mixed',
  // Ownership.
  'ownership-assumed',
] as const;

export type OfferReading = (typeof OFFER_READINGS)[number];
