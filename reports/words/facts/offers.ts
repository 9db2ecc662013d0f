/** What was read into offers beyond their words. */
import type { OfferReading } from '../../offer/codes.ts';
import { listOf, type Sentence } from '../sentence.ts';

export const OFFER_READINGS: Readonly<Record<OfferReading, Sentence>> = {
  'name-fits-several': values =>
    `${values.name} fits ${listOf(values.chips).length} chips, and is compared as each of them: ${listOf(values.chips).join(', ')}`,
  'name-completed': '{name} is read as {chip}: no other chip begins so',
  'reference-h800-offered': 'the reference is {chip}, because it is offered (--reference names another)',
  'reference-first-offered': 'the reference is {chip}, the first offer (--reference names another)',
  'amounts-of-one-device': 'an amount is for one device where its offer does not say "per node of 8"',
  'currency-by-sign': '{sign} is read as {currency}; it may be {other}',
  'currency-of-others': 'these offers name no currency and are read in {currency}: {offers}',
  'short-period-in-hours': 'an amount per {period} is spread over {hours} hours',
  'purchase-of-node': 'the price of a node that is bought is divided by its devices: {offers}',
  'offer-without-price': 'no price is offered for {chips}; the break-even price is stated',
  'speed-published':
    'the speed of {chip} is the published one of this model ({published}); "projected" in the offer replaces it',
  'speed-projected': 'no speed is offered, so it is projected from published runs, for {chips}',
  'speed-needed':
    'the catalog has no peak of {chips}, so no speed is projected; add one to the offer, as 1203 tokens/s',
  'published-in-other-dtype': 'a speed of {chip} is published in {dtype} ({published}); --dtype {dtype} uses it',
  'dtypes-mixed': 'the offers are of different number types: {dtypes}',
  'ownership-assumed': 'what is not offered of a device that is bought ({chips}) is assumed, from no source: {assumed}',
};
