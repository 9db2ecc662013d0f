/** The catalog's prices of a candidate's chip. */

import { type Chip, overlayText } from '../../catalog/catalog.ts';
import { type Market, marketOf, sourcesOf } from '../../catalog/market.ts';
import { newestFirst } from '../../catalog/newest.ts';
import type { Price, PriceKind } from '../../catalog/price.ts';
import type { Fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Spread } from '../../money/sampling/spread.ts';
import type { Desk, Entry } from '../desk.ts';
import type { Origin } from '../inputs.ts';

/** A row, or several as one: then `point` is the median of their middles, and `source` says how many there are. */
export type CatalogPrice = Price & { readonly point?: number };

/**
 * What the catalog's rows of that kind come to (market.ts), in the case's currency where there are any, else in that of the newest; of
 * a named offer its newest row. The user's own go first, in whatever currency.
 */
export function newestPrice(desk: Desk, { chip }: Entry, kind: PriceKind, offer?: string): CatalogPrice | undefined {
  const { catalog, buyerCase } = desk;
  const ofKind = newestFirst(catalog.prices.filter(row => row.chip === chip.id && row.kind === kind));
  if (offer !== undefined) return ofKind.find(row => row.offer === offer);
  const ofCase = ofKind.find(({ currency }) => currency === buyerCase.currency);
  const first = ofKind[0]?.overlay === undefined ? (ofCase ?? ofKind[0]) : ofKind[0];
  const market = marketOf(ofKind.filter(({ currency }) => currency === first?.currency));
  return market === null ? undefined : asPrice(market);
}

/** The market as one price, of the day of its newest row, and no surer than the least sure. */
function asPrice(market: Market): CatalogPrice {
  const { low, high, point, rows, kind, currency } = market;
  const [newest] = rows;
  if (point === null) return newest;
  const dates = rows.map(({ date }) => date).toSorted();
  const source = `${rows.length} prices of ${sourcesOf(market).length} sources, ${dates[0]} to ${newest.date}: moebench list chips --chip ${newest.chip}`;
  const confidence = LEAST_SURE_FIRST.find(level => rows.some(row => row.confidence === level)) ?? newest.confidence;
  return { chip: newest.chip, low, high, point, currency, kind, offer: null, date: newest.date, source, confidence };
}

const LEAST_SURE_FIRST = ['unverified', 'low', 'medium', 'high'] as const;

export function rangeOf({ low, high, point }: CatalogPrice): Spread {
  if (low === high) return low;
  return point === undefined ? { low, high } : { low, point, high };
}

/** Where a row of the catalog comes from, marked where that is a file of the user's. */
export function originOf(row: Price | Chip): Origin {
  const { source, date, confidence } = row;
  return { basis: 'catalog', source: markedSource(row, source), date, confidence };
}

/** A source, marked where its row is of the user's own file. */
export function markedSource(row: Price | Chip, source: string): string {
  const overlay = overlayText(row);
  return overlay === null ? source : `${overlay}: ${source}`;
}

/** What there is instead: `the catalog has fair, list`. */
export function pricesInCatalog({ catalog }: Desk, { chip }: Entry): Fact {
  const kinds = [...new Set(catalog.prices.filter(row => row.chip === chip.id).map(({ kind }) => kind))];
  return kinds.length === 0 ? absent('empty-price-catalog') : absent('prices-in-catalog', { kinds });
}
