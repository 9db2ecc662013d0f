/** Offers as candidates: a row for each chip that an offer's name fits, with an id of its own, and which of them is the reference. */
import { UsageError } from '../../suites/usage-error.ts';
import { type Catalog, type Chip, DEFAULT_REFERENCE } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import { type ChipNames, compact, nameAt } from './chip-name.ts';
import type { OfferReading } from './codes.ts';
import { nearChips } from './left-over.ts';
import type { Offer } from './offer.ts';

/** A name that fits more chips than this is too vague to be compared as each of them. */
export const MOST_CHIPS = 6;

export type OfferedChip = { readonly id: string; readonly chip: Chip; readonly offer: Offer; readonly text: string };

export type OfferLine = { readonly offer: Offer; readonly text: string };

/** UsageError for a name that fits too many chips. */
export function linedUp(lines: readonly OfferLine[], { chips }: Catalog): readonly OfferedChip[] {
  const counts = new Map<string, number>();
  return lines.flatMap(({ offer, text }) => {
    if (offer.chips.length > MOST_CHIPS) {
      throw new UsageError(
        `--offer '${text}': ${offer.name} fits ${offer.chips.length} chips; name one of ${offer.chips.join(', ')}`,
      );
    }
    return offer.chips.map(chipId => {
      const chip = chips.find(row => row.id === chipId);
      if (chip === undefined) throw new Error(`the catalog has a chip ${chipId}`);
      const count = (counts.get(chipId) ?? 0) + 1;
      counts.set(chipId, count);
      return { id: count === 1 ? chipId : `${chipId}-${count}`, chip, offer, text };
    });
  });
}

export type Reference = { readonly id: string; readonly readings: readonly Coded<OfferReading>[] };

/** The row asked for; else an H800 that is offered; else the first offer of one chip. UsageError where there is none. */
export function referenceOf(rows: readonly OfferedChip[], asked: string | null, names: ChipNames): Reference {
  if (asked !== null) return { id: askedReference(rows, asked, names), readings: [] };
  const h800 = rows.find(({ chip }) => chip.id === DEFAULT_REFERENCE);
  if (h800 !== undefined) return { id: h800.id, readings: [fact('reference-h800-offered', { chip: h800.chip.name })] };
  const [first] = rows.filter(({ offer }) => offer.chips.length === 1);
  if (first === undefined) {
    const ids = rows.map(({ id }) => id);
    throw new UsageError(`--reference: no offer names one chip alone; give --reference, one of ${ids.join(', ')}`);
  }
  return { id: first.id, readings: [fact('reference-first-offered', { chip: first.chip.name })] };
}

function askedReference(rows: readonly OfferedChip[], asked: string, names: ChipNames): string {
  const byId = rows.find(({ id }) => id === asked);
  if (byId !== undefined) return byId.id;
  const found = nameAt(names, asked.normalize('NFKC').trim(), 0);
  const isWhole = found !== null && compact(asked.slice(0, found.length)) === compact(asked);
  if (found === null || !isWhole) {
    throw new UsageError(`--reference '${asked}' is no chip of the catalog${nearChips(asked, names)}`);
  }
  const offered = rows.filter(({ chip }) => found.chips.includes(chip.id));
  const [only, second] = offered;
  if (only !== undefined && second === undefined) return only.id;
  const ids = (only === undefined ? rows : offered).map(({ id }) => id);
  if (only === undefined) {
    throw new UsageError(
      `--reference ${asked}: none of the offers is of it (${ids.join(', ')}); add --offer '${asked} …' with its price`,
    );
  }
  throw new UsageError(`--reference ${asked} fits ${ids.join(' and ')}; give one of these`);
}
