/** The day ages are reckoned from. Nothing here reads a clock. */
import type { Desk, Entry } from './desk.ts';
import { standsOnResults } from './from-results.ts';
import type { Surroundings } from './surroundings.ts';

/** The day asked for; else the case's own; else the newest record's where it is asked for; else the newest in the case; else its chips' in the catalog. */
export function asOfDay(
  buyerCase: Desk['buyerCase'],
  entries: readonly Entry[],
  { asOf, newestRecord, catalog }: Pick<Surroundings, 'asOf' | 'newestRecord' | 'catalog'>,
): string | null {
  if (asOf !== null) return asOf;
  if (buyerCase.asOf !== undefined) return buyerCase.asOf;
  const fromResults = entries.some(({ row }) => standsOnResults(row));
  if (fromResults && newestRecord !== null) return newestRecord.slice(0, 'yyyy-mm-dd'.length);
  const ofCase = [...(buyerCase.rates ?? []), ...entries.flatMap(({ row: { price, speed } }) => [price, speed])];
  const chips = new Set(entries.map(({ chip }) => chip.id));
  const ofCatalog = [...entries.map(({ chip }) => chip), ...catalog.prices.filter(({ chip }) => chips.has(chip))];
  return newestOf(ofCase) ?? newestOf(ofCatalog);
}

function newestOf(rows: readonly (object | undefined)[]): string | null {
  const days = rows.flatMap(row =>
    row !== undefined && 'date' in row && typeof row.date === 'string' ? [row.date] : [],
  );
  return days.toSorted().at(-1) ?? null;
}
