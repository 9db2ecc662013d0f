/** A chip as `moebench list chips --json` has it: data sheet, every price with its age, and what those of one kind come to. */
import * as z from 'zod';
import { type Catalog, chipSchema } from '../../../../reports/catalog/catalog.ts';
import { type Market, marketsOf, sourcesOf } from '../../../../reports/catalog/market.ts';
import { newestFirst } from '../../../../reports/catalog/newest.ts';
import { PRICE_KINDS } from '../../../../reports/catalog/price.ts';
import { type AgedPrice, agedOn, agedPriceSchema } from '../../../../reports/catalog/staleness.ts';

/** `point`: the median of the rows' middles, null where one row is all. `age`: of the newest row. `prices`, `sources`: how many. */
export const listedMarketSchema = z.strictObject({
  kind: z.enum(PRICE_KINDS),
  currency: z.string(),
  low: z.number(),
  high: z.number(),
  point: z.number().nullable(),
  prices: z.int(),
  sources: z.int(),
  age: agedPriceSchema.shape.age,
});

/** A chip with all its prices, newest first, and the market of each kind and currency. */
export const listedChipSchema = z.strictObject({
  ...chipSchema.shape,
  overlay: z.string().nullable(),
  prices: z.array(agedPriceSchema),
  markets: z.array(listedMarketSchema),
});

export type ListedMarket = Readonly<z.infer<typeof listedMarketSchema>>;
export type ListedChip = Readonly<z.infer<typeof listedChipSchema>>;

/** Every chip of the catalog with its prices, their ages reckoned on that day. */
export function listedChips(catalog: Catalog, asOf: string): readonly ListedChip[] {
  const { chips, prices } = agedOn(catalog, asOf);
  return chips.map(chip => {
    const ofChip = newestFirst(prices.filter(price => price.chip === chip.id));
    return {
      ...chip,
      overlay: chip.overlay ?? null,
      prices: [...ofChip],
      markets: marketsOf(ofChip).map(listedMarket),
    };
  });
}

/** The newest price of a market of the chip: the catalog's order is newest first. */
export const newestOf = ({ prices }: ListedChip, { kind, currency }: ListedMarket): AgedPrice | undefined =>
  prices.find(price => price.kind === kind && price.currency === currency);

function listedMarket(market: Market<AgedPrice>): ListedMarket {
  const { kind, currency, low, high, point, rows } = market;
  return { kind, currency, low, high, point, prices: rows.length, sources: sourcesOf(market).length, age: rows[0].age };
}
