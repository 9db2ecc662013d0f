/** How old a row of the catalog is on the day a figure speaks of. */
import * as z from 'zod';
import type { Catalog } from './catalog.ts';
import { priceSchema } from './price.ts';

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

/** A price as a figure carries it. `age`: on the day the figure speaks of; null where no day is known. */
export const agedPriceSchema = priceSchema.safeExtend({ age: ageSchema.nullable() });
export type AgedPrice = Readonly<z.infer<typeof agedPriceSchema>>;
export type AgedCatalog = Omit<Catalog, 'prices'> & { readonly prices: readonly AgedPrice[] };

/** The catalog with the age of each price on that day. */
export function agedOn(catalog: Catalog, asOf: string | null): AgedCatalog {
  const age = (price: { readonly date: string }) => (asOf === null ? null : ageOf(price, asOf));
  return { ...catalog, prices: catalog.prices.map(price => ({ ...price, age: age(price) })) };
}

/** `stale: 267 days old` for a price that is; null for one that is not. */
export function staleText({ age }: Pick<AgedPrice, 'age'>): string | null {
  return age?.stale === true ? `stale: ${age.days} days old` : null;
}
