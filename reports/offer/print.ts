/** An offer as text that is read as the same offer again: what --new shows, and what the sheet repeats. */
import { amountText } from './number.ts';
import type { Amount, Money, Offer, OfferedSpeed } from './offer.ts';

/** The parts in the order of docs/OFFERS.md; any other order reads the same. */
export function offerParts(offer: Offer): readonly string[] {
  return [
    offer.name,
    ...part(offer.devices, count => `x ${count}`),
    ...(offer.bought === undefined ? [] : ['buy']),
    ...part(offer.money, money => `${moneyText(money)}${offer.period === undefined ? '' : `/${offer.period}`}`),
    ...part(offer.perNodeOf, size => `per node of ${size}`),
    ...(offer.perDevice === undefined ? [] : ['per device']),
    ...part(offer.kind, kind => KIND_TEXTS[kind]),
    ...part(
      offer.vat,
      ({ included, rate }) => `${included ? 'incl' : 'excl'} VAT${rate === null ? '' : ` ${percent(rate)} %`}`,
    ),
    ...part(offer.speed, speed => speedText(speed, offer)),
    ...part(offer.dtype, dtype => dtype),
    ...part(offer.goodput, goodput => `goodput ${amountText(goodput)}`),
    ...part(
      offer.interruptions,
      ({ perDay, minutesLost }) => `${amountText(perDay)} interruptions/day ${amountText(minutesLost)} minutes lost`,
    ),
    ...part(offer.utilisation, utilisation => `utilisation ${amountText(utilisation)}`),
    ...part(offer.lifeYears, years => `over ${amountText(years)} years`),
    ...part(offer.residual, residual => `residual ${amountText(residual)}`),
    ...part(offer.upkeepPerYear, upkeep => `upkeep ${moneyText(upkeep)}/year`),
    ...part(offer.watts, watts => `${amountText(watts)} W${ofDevice(offer)}`),
    ...part(offer.date, date => date),
    ...part(offer.source, source => `"${source}"`),
  ];
}

export const offerText = (offer: Offer): string => offerParts(offer).join(' ');

function part<T>(value: T | undefined, text: (value: T) => string): readonly string[] {
  return value === undefined ? [] : [text(value)];
}

const KIND_TEXTS: Readonly<Record<NonNullable<Offer['kind']>, string>> = {
  'rent-on-demand': 'on demand',
  'rent-reserved': 'reserved',
  'rent-spot': 'spot',
};

function moneyText({ amount, currency, sign }: Money): string {
  const word = sign ?? currency;
  return `${amountText(amount)}${word === null ? '' : ` ${word}`}`;
}

/** Of a share with few decimals, without what binary fractions leave. */
const percent = (rate: number): number => Number((100 * rate).toPrecision(12));

/** Where an offer names a node, its numbers are said to be of one device. */
const ofDevice = ({ perNodeOf }: Offer): string => (perNodeOf === undefined ? '' : '/GPU');

function speedText(speed: OfferedSpeed, offer: Offer): string {
  if ('mfu' in speed) return `mfu ${amountText(speed.mfu)}`;
  if ('tokensPerSecond' in speed) return `${amountText(speed.tokensPerSecond)} tokens/s${ofDevice(offer)}`;
  if ('published' in speed) return `published ${speed.published}`;
  return 'project' in speed ? 'projected' : 'measured';
}

/** The numbers of an amount, for bounds. */
export const endsOf = (amount: Amount): readonly number[] =>
  typeof amount === 'number' ? [amount] : Object.values(amount);
