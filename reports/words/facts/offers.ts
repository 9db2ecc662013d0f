/** What was read into offers beyond their words. */
import type { OfferReading } from '../../offer/codes.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

export const OFFER_READINGS: Readonly<Record<OfferReading, Sentence>> = {
  'name-fits-several': ({ name, chips }) =>
    `${valueText(name)} may be any of ${listOf(chips).length} chips, and each is compared: ${listOf(chips).join(', ')}`,
  'name-completed': '{name} is read as {chip}: no other chip begins so',
  'reference-h800-offered': 'the reference is {chip}, an H800 that is offered (--reference changes it)',
  'reference-first-offered': 'the reference is {chip}, the first offer (--reference changes it)',
  'amounts-of-one-device': 'amounts are for one device where an offer names no node',
  'amount-of-each': 'the amount is for each of {devices} devices, not for all of them: {offer}',
  'amount-of-node': 'the amount is for a node of {devices} devices: {offer}',
  'currency-by-sign': '{sign} is read as {currency} (it may be {other})',
  'currency-of-others': 'offers without a currency are read in {currency}: {offers}',
  'short-period-in-hours': 'an amount per {period} is spread over {hours} hours',
  'purchase-of-node': 'the price of a node that is bought is divided by its devices: {offers}',
  'offer-without-price': 'no price is offered for {chips} (its break-even price is stated)',
  'speed-published': 'the speed of {chip} is the published {published} ("projected" in the offer replaces it)',
  'speed-projected': 'no offer states the speed of {chips}, so it is projected from published runs',
  'speed-needed':
    'the catalog has no peak of {chips}, so no speed is projected (add one to the offer, as 1203 tokens/s)',
  'published-in-other-dtype': 'a speed of {chip} is published in {dtype} ({published}; --dtype {dtype} uses it)',
  'dtypes-mixed': 'the offers are of different number types: {dtypes}',
  'ownership-assumed': 'assumed from no source for {chips}, bought: {assumed}',
};
