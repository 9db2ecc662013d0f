/** Why a device is no chip of the catalog, whose peaks and prices are of whole chips. Codes; the sentences are in reports/words/facts/chips.ts. */
export const NO_CHIP_CODES = [
  'no-chip-of-name',
  'no-rent-of-device',
  'part-of-card',
  'ran-off-device',
  'software-adapter',
  'vendor-not-certain',
] as const;

export type NoChipCode = (typeof NO_CHIP_CODES)[number];
