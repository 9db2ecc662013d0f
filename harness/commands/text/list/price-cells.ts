/** A price, and what several come to, as lists show them. */
import pc from 'picocolors';
import { isOverlaid } from '../../../../reports/catalog/newest.ts';
import { isRent, type Price, type PriceKind } from '../../../../reports/catalog/price.ts';
import type { PriceUnit } from '../../../../reports/catalog/price-unit.ts';
import { spanText } from '../../../../reports/catalog/span-text.ts';
import type { AgedPrice } from '../../../../reports/catalog/staleness.ts';
import type { ListedMarket } from './listed-chip.ts';

export const KINDS: Readonly<Record<PriceKind, string>> = {
  list: 'to buy',
  'list-server': 'of a server',
  used: 'used',
  'rent-on-demand': 'on demand',
  'rent-reserved': 'reserved',
  'rent-spot': 'spot',
  fair: 'fair',
  assumed: 'assumed',
};

const UNITS: Readonly<Record<PriceUnit, string>> = {
  'device-hour': 'an hour',
  'device-month': 'a month',
  'device-year': 'a year',
  'node-hour': 'a node-hour',
  'node-month': 'a node-month',
  'node-year': 'a node-year',
  device: 'a device',
  node: 'a node',
};

/** Price, kind, how many rows, day of the newest, and how sure its source is. */
export function marketCells(market: ListedMarket, newest: AgedPrice): string[] {
  return [
    `${spanText(market.low, market.high)} ${unitText(newest)}`,
    KINDS[market.kind],
    String(market.prices),
    dateText(newest),
    newest.overlay ?? newest.confidence,
  ];
}

export const dateText = ({ date, age }: AgedPrice): string =>
  age?.stale === true ? `${date} ${pc.yellow('stale')}` : date;

/** `CNY/h` of a rent, `CNY` of a purchase. */
export const unitText = (price: Pick<Price, 'currency' | 'kind'>): string =>
  `${price.currency}${isRent(price) ? '/h' : ''}`;

/** As it was offered: `45,000–64,000 CNY a node-month of 8`. */
export function quotedText({ quoted, low, high, currency, kind, devicesInOffer }: AgedPrice): string {
  const { per, ...amounts } = quoted ?? { low, high, per: isRent({ kind }) ? 'device-hour' : 'device' };
  const devices = per.startsWith('node') && devicesInOffer !== undefined ? ` of ${devicesInOffer}` : '';
  return `${spanText(amounts.low, amounts.high)} ${currency} ${UNITS[per]}${devices}`;
}

/** Whose offer, where, what of tax, the source, and how sure it is. */
export function offerText(price: AgedPrice): string {
  const { offer, region, taxIncluded, source, confidence, overlay, notes } = price;
  const parts = [
    ...(offer === null ? [] : [offer]),
    ...(region === undefined ? [] : [region]),
    ...(taxIncluded === undefined ? [] : [taxIncluded ? 'tax included' : 'without tax']),
    source,
    isOverlaid(price) ? `from ${overlay}` : `confidence ${confidence}`,
  ];
  return `${parts.join('; ')}${notes === undefined ? '' : `. ${notes.replace(/\.$/, '')}`}`;
}
