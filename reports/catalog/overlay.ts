/** `--catalog mine.yaml`: chips and prices of the user's own, laid over those that are shipped; every such row is marked. */
import * as z from 'zod';
import { nearest, UsageError, unknownName } from '../../suites/usage-error.ts';
import { parseYaml } from '../../suites/yaml.ts';
import { type Catalog, type Chip, chipRowSchema } from './catalog.ts';
import { type Price, priceOf, priceRowSchema } from './price.ts';
import { checkRows, type RowDoor } from './row.ts';

const chips = z.array(chipRowSchema);
const prices = z.array(priceRowSchema);

/** The file as it is written: chips, prices or both, in rows of chips.json and prices.json. */
export const overlaySchema = z.union([
  z.strictObject({ chips, prices: prices.optional() }),
  z.strictObject({ chips: chips.optional(), prices }),
]);

const KEYS: readonly string[] = ['chips', 'prices'];

/** What of a row decides what a comparison can say. A figure that is not known is null, and is never taken from another chip. */
const DOOR: RowDoor = {
  Fault: UsageError,
  neededFor: {
    peakFlops: 'an MFU and a projection',
    memoryBytes: 'a plan and a projection',
    memoryBytesPerSecond: 'a roofline',
    tdpWatts: 'watts {tdp: true}',
    match: 'records of the chip',
    offer: 'a case that names it',
  },
};

export type Overlay = { readonly chips: readonly Chip[]; readonly prices: readonly Price[] };

/** Reads an overlay, its rows marked with the file's name. UsageError that names the row: `mine.yaml prices row 2 (amd-mi300x): low: …`. */
export function parseOverlay(text: string, path: string): Overlay {
  const file = z.record(z.string(), z.unknown()).safeParse(parseYaml(text, path).value);
  if (!file.success || Object.keys(file.data).length === 0) {
    throw new UsageError(`${path}: give chips or prices, each a list of rows`);
  }
  const stray = Object.keys(file.data).find(key => !KEYS.includes(key));
  if (stray !== undefined) {
    const [near] = nearest(stray, KEYS);
    throw new UsageError(
      `${path}: unknown '${stray}'; ${near === undefined ? 'give chips or prices' : `did you mean ${near}?`}`,
    );
  }
  const overlay = path.slice(path.lastIndexOf('/') + 1);
  const rowsOf = <Row>(name: string, schema: z.ZodType<Row>) =>
    checkRows(`${path} ${name}`, schema, file.data[name] ?? [], DOOR).map(row => ({ ...row, overlay }));
  const chips = rowsOf('chips', chipRowSchema);
  const twice = chips.find(({ id }, index) => chips.findIndex(other => other.id === id) < index);
  if (twice !== undefined) throw new UsageError(`${path} chips: '${twice.id}' is there twice; leave one out`);
  return { chips, prices: rowsOf('prices', priceRowSchema).map(priceOf) };
}

/**
 * A chip replaces the shipped one of its id, whole. A price replaces every shipped price of its chip, kind and currency: a
 * quote of one's own stands in for the market's, not beside it. UsageError for a price of a chip that neither knows.
 */
export function laidOver(shipped: Catalog, { chips, prices }: Overlay): Catalog {
  const replacing = new Map(chips.map(chip => [chip.id, chip]));
  const known = new Set(shipped.chips.map(({ id }) => id));
  const merged = [
    ...shipped.chips.map(chip => replacing.get(chip.id) ?? chip),
    ...chips.filter(({ id }) => !known.has(id)),
  ];
  const ids = merged.map(({ id }) => id);
  const orphan = prices.find(({ chip }) => !ids.includes(chip));
  if (orphan !== undefined) throw unknownName('chip', orphan.chip, ids, 'moebench list chips, or add it to the file');
  const replaced = new Set(prices.map(marketOf));
  return {
    ...shipped,
    chips: merged,
    replaced: shipped.chips.filter(({ id }) => replacing.has(id)),
    prices: [...prices, ...shipped.prices.filter(price => !replaced.has(marketOf(price)))],
  };
}

const marketOf = ({ chip, kind, currency }: Price): string => [chip, kind, currency].join();
