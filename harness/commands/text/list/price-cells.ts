/** A price, and what several come to, as lists show them. */
import pc from 'picocolors';
import { isOverlaid } from '../../../../reports/catalog/newest.ts';
import { isRent, type Price } from '../../../../reports/catalog/price.ts';
import { marketSpanText, spanText } from '../../../../reports/catalog/span-text.ts';
import type { AgedPrice } from '../../../../reports/catalog/staleness.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { LIST_TEXT_WORDS } from '../../words/list-text-words.ts';
import type { ListedMarket } from './listed-chip.ts';

/** Price, kind, how many rows, day of the newest, and how sure its source is. */
export function marketCells(market: ListedMarket, newest: AgedPrice, language: Language = 'en'): string[] {
  return [
    `${marketSpanText(market.low, market.high)} ${unitText(newest)}`,
    LIST_TEXT_WORDS[language].kinds[market.kind],
    String(market.prices),
    dateText(newest, language),
    newest.overlay ?? LIST_TEXT_WORDS[language].confidences[newest.confidence],
  ];
}

export const dateText = ({ date, age }: AgedPrice, language: Language = 'en'): string =>
  age?.stale === true ? `${date} ${pc.yellow(LIST_TEXT_WORDS[language].staleMark)}` : date;

/** `CNY/h` of a rent, `CNY` of a purchase. */
export const unitText = (price: Pick<Price, 'currency' | 'kind'>): string =>
  `${price.currency}${isRent(price) ? '/h' : ''}`;

/** As it was offered: `45,000–64,000 CNY a node-month of 8`. */
export function quotedText(
  { quoted, low, high, currency, kind, devicesInOffer }: AgedPrice,
  language: Language = 'en',
): string {
  const { per, ...amounts } = quoted ?? { low, high, per: isRent({ kind }) ? 'device-hour' : 'device' };
  const words = LIST_TEXT_WORDS[language];
  const devices = per.startsWith('node') && devicesInOffer !== undefined ? words.sheet.ofNode(devicesInOffer) : '';
  return `${spanText(amounts.low, amounts.high)} ${currency} ${words.units[per]}${devices}`;
}

/** Whose offer, where, what of tax, the source, and how sure it is. */
export function offerText(price: AgedPrice, language: Language = 'en'): string {
  const { sheet: words, confidences } = LIST_TEXT_WORDS[language];
  const { offer, region, taxIncluded, source, confidence, overlay, notes } = price;
  const parts = [
    ...(offer === null ? [] : [offer]),
    ...(region === undefined ? [] : [region]),
    ...(taxIncluded === undefined ? [] : [words.tax(taxIncluded)]),
    source,
    isOverlaid(price) ? words.from(String(overlay)) : words.confidence(confidences[confidence]),
  ];
  return `${parts.join(words.semicolon)}${notes === undefined ? '' : `${words.stop}${notes.replace(/\.$/, '')}`}`;
}
