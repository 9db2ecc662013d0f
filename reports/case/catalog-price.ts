/** The catalog's prices of a candidate's chip. */

import { type Chip, overlayText, type Price } from '../catalog/catalog.ts';
import type { Spread } from '../money/spread.ts';
import { compareText } from '../rows/runs.ts';
import type { Desk, Entry } from './desk.ts';
import type { Origin } from './inputs.ts';

/** The row of that kind: the user's own before the market's, then the newest, then the first in the catalog. */
export function newestPrice({ catalog }: Desk, { chip }: Entry, kind: string, offer?: string): Price | undefined {
  const [first] = catalog.prices
    .filter(row => row.chip === chip.id && row.kind === kind && (offer === undefined || row.offer === offer))
    .toSorted((a, b) => isOwn(b) - isOwn(a) || compareText(b.date, a.date));
  return first;
}

const isOwn = ({ overlay }: Price): number => (overlay === undefined ? 0 : 1);

export const rangeOf = ({ low, high }: Price): Spread => (low === high ? low : { low, high });

/** Where a row of the catalog comes from, marked where that is a file of the user's. */
export function originOf(row: Price | Chip): Origin {
  const { source, date, confidence } = row;
  return { basis: 'catalog', source: markedSource(row, source), date, confidence };
}

/** A source, marked where what it speaks of is a row of the user's own file. */
export function markedSource(row: Price | Chip, source: string): string {
  const own = overlayText(row);
  return own === null ? source : `${own}: ${source}`;
}

/** What there is instead: `the catalog has fair, list`. */
export function inCatalog({ catalog }: Desk, { chip }: Entry): string {
  const kinds = [...new Set(catalog.prices.filter(row => row.chip === chip.id).map(({ kind }) => kind))];
  return kinds.length === 0 ? 'the catalog has none' : `the catalog has ${kinds.join(', ')}`;
}
