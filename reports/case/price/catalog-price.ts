/** The catalog's prices of a candidate's chip. */

import { type Chip, overlayText, type Price } from '../../catalog/catalog.ts';
import { newestFirst } from '../../catalog/newest.ts';
import type { Fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import type { Spread } from '../../money/sampling/spread.ts';
import type { Desk, Entry } from '../desk.ts';
import type { Origin } from '../inputs.ts';

/** The row of that kind: the user's own before the market's, then the newest, then the first in the catalog. */
export function newestPrice({ catalog }: Desk, { chip }: Entry, kind: string, offer?: string): Price | undefined {
  const offered = catalog.prices.filter(
    row => row.chip === chip.id && row.kind === kind && (offer === undefined || row.offer === offer),
  );
  return newestFirst(offered)[0];
}

export const rangeOf = ({ low, high }: Price): Spread => (low === high ? low : { low, high });

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
