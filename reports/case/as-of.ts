/** The day ages are reckoned from. Nothing here reads a clock. */
import type { Desk, Entry } from './desk.ts';
import type { Surroundings } from './resolve.ts';

/** The day asked for; else the case's own; else the newest record's; else the newest day that the case or its chips bear. */
export function asOfDay(
  given: Desk['given'],
  entries: readonly Entry[],
  { asOf, newestRecord, catalog }: Pick<Surroundings, 'asOf' | 'newestRecord' | 'catalog'>,
): string | null {
  if (asOf !== null) return asOf;
  if (given.asOf !== undefined) return given.asOf;
  const fromResults = entries.some(({ row: { speed } }) => speed !== undefined && 'from' in speed);
  if (fromResults && newestRecord !== null) return newestRecord.slice(0, 'yyyy-mm-dd'.length);
  const chips = new Set(entries.map(({ chip }) => chip.id));
  const stated = [
    ...(given.rates ?? []),
    ...entries.flatMap(({ row: { price, speed } }) => [price, speed]),
    ...entries.map(({ chip }) => chip),
    ...catalog.prices.filter(({ chip }) => chips.has(chip)),
  ];
  const days = stated.flatMap(one => (one !== undefined && 'date' in one && one.date !== undefined ? [one.date] : []));
  return days.toSorted().at(-1) ?? null;
}
