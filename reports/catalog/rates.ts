/** Exchange rates of the catalog. A case names its own; the catalog's is what a refusal offers, and what a list shows. */
import * as z from 'zod';
import { checkRows, currencySchema, positive, provenance } from './row.ts';

/** How much of `to` one of `from` is; `what`: which rate of that day, month or year. */
export const rateSchema = z.strictObject({
  from: currencySchema,
  to: currencySchema,
  rate: positive,
  what: z.string().min(1),
  ...provenance,
});

export type Rate = Readonly<z.infer<typeof rateSchema>>;

/** What rates.json holds, checked. Throws when a row is wrong, naming it. */
export const parseRates = (content: unknown): readonly Rate[] => checkRows('rates.json', rateSchema, content);

/** The newest rate of that direction, not younger than `asOf` where there is such a one. Null where there is none at all. */
export function newestRate(rates: readonly Rate[], from: string, to: string, asOf: string | null): Rate | null {
  const ofPair = rates
    .filter(rate => rate.from === from && rate.to === to)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1));
  return ofPair.find(({ date }) => asOf === null || date <= asOf) ?? ofPair[0] ?? null;
}
