/**
 * What the calculator is set to: every field a text, as somebody typed it or chose it. A text that cannot be used is kept as it is, so
 * that a link and a mistake lose nothing. An empty text is a field that is not given.
 */

/** Of the whole case. `mixedPrices`: any text is a yes, as of a box that is ticked. */
export const CASE_FIELDS = [
  'model',
  'tokens',
  'dtype',
  'currency',
  'reference',
  'deadlineDays',
  'pricePerKWh',
  'pue',
  'hostFactor',
  'utilisation',
  'goodput',
  'carbon',
  'discountRate',
  'billed',
  'mixedPrices',
  'asOf',
] as const;
export type CaseField = (typeof CASE_FIELDS)[number];

/** Of each chip that is offered. `share`: of the tokens, in a fleet of several offers. */
export const OFFER_FIELDS = [
  'chip',
  'priceKind',
  'rentKind',
  'rent',
  'purchase',
  'residual',
  'lifeYears',
  'upkeepPerYear',
  'speedKind',
  'published',
  'mfu',
  'tokensPerSecond',
  'watts',
  'share',
] as const;
export type OfferField = (typeof OFFER_FIELDS)[number];

/** Of an exchange into the currency of the case. */
export const RATE_FIELDS = ['from', 'rate', 'date', 'source'] as const;
export type RateField = (typeof RATE_FIELDS)[number];

export type Texts<Field extends string> = Readonly<Record<Field, string>>;
export type Offer = Texts<OfferField>;
export type ExchangeRate = Texts<RateField>;

export type Settings = Texts<CaseField> & {
  readonly offers: readonly Offer[];
  readonly rates: readonly ExchangeRate[];
};

/** More rows than people compare at once, and as many as are computed while somebody types. */
export const MOST_OFFERS = 8;
/** Currencies of the catalog's prices beside the case's own are fewer. */
export const MOST_RATES = 8;

/** Where a price comes from: `catalog`: its rents of a kind; `rent` and `owned`: as given. */
export const PRICE_FORMS = ['catalog', 'rent', 'owned'] as const;
export type PriceForm = (typeof PRICE_FORMS)[number];
export const SPEED_FORMS = ['project', 'published', 'mfu', 'tokensPerSecond'] as const;
export type SpeedForm = (typeof SPEED_FORMS)[number];

export const NO_OFFER: Offer = textsOf(OFFER_FIELDS, { priceKind: 'rent', speedKind: 'project' });

/** A text for each field, empty where there is none. */
export function textsOf<Field extends string>(
  fields: readonly Field[],
  texts: Readonly<Partial<Record<Field, string>>>,
): Texts<Field> {
  const filled: Partial<Record<Field, string>> = {};
  for (const field of fields) filled[field] = texts[field] ?? '';
  // Each field was filled in the line above.
  return filled as Texts<Field>;
}
