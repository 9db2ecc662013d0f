/** How old a row of the catalog is on the day a figure speaks of. */
import { z } from 'zod';

/** A price older than this is flagged wherever it is used. */
export const STALE_AFTER_DAYS = 180;

const MS_PER_DAY = 86_400_000;

export const ageSchema = z.strictObject({ days: z.int(), stale: z.boolean() });
export type Age = Readonly<z.infer<typeof ageSchema>>;

/**
 * Whole days from a row's date to `asOf` (a day or a time, ISO 8601). A date without a day or month counts from its first:
 * the oldest it can be. Negative where the row is the younger.
 */
export function ageOf({ date }: { readonly date: string }, asOf: string): Age {
  const days = Math.floor((Date.parse(asOf.slice(0, 'yyyy-mm-dd'.length)) - Date.parse(date)) / MS_PER_DAY);
  return { days, stale: days > STALE_AFTER_DAYS };
}

/** `267 days old on 2026-11-23` for a stale row; null for one that is not. */
export function staleText(row: { readonly date: string }, asOf: string): string | null {
  const { days, stale } = ageOf(row, asOf);
  return stale ? `${days} days old on ${asOf.slice(0, 'yyyy-mm-dd'.length)}` : null;
}
