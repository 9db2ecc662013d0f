/**
 * The catalog: chips, prices, published training speeds, siblings, and by how much boards of one chip differ. Rows of JSON with
 * source, date and confidence, checked row by row. load.ts reads the files; this one takes what they hold. Adding a chip or a price is adding its row.
 */

import * as z from 'zod';
import { OF_UNKNOWN_VENDOR } from '../../results/schema/note-codes.ts';
import { type Fact, fact } from '../fact.ts';
import { type AnchorTable, parseAnchors } from './anchors.ts';
import { dateSchema } from './date.ts';
import { lineSchema } from './line.ts';
import { overlaid, type Price, priceOf, priceRowSchema } from './price.ts';
import { parseRates, type Rate } from './rates.ts';
import { checkRows, peakFlopsSchema, positive, provenance } from './row.ts';
import { parseSiblings, type Siblings } from './siblings.ts';
import { parseVariability, type Variability } from './variability.ts';

/** The chip everything is put beside unless another is named. */
export const DEFAULT_REFERENCE = 'nvidia-h800';

/** A row of chips.json. */
export const chipRowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'an id is lower-case kebab: <vendor>-<part>'),
  name: lineSchema,
  vendor: lineSchema,
  launch: dateSchema(2025).nullable(),
  peakFlops: peakFlopsSchema,
  memoryBytes: positive.nullable(),
  memoryBytesPerSecond: positive.nullable(),
  interconnectBidirectionalBytesPerSecond: positive.nullable(),
  tdpWatts: positive.nullable(),
  /** Patterns for the name a driver or tool prints. Empty: never recognised, and `notes` says why. */
  match: z.array(z.string().refine(isPattern, 'no regular expression')),
  ...provenance,
  notes: z.string(),
});
export const chipSchema = z.strictObject({ ...chipRowSchema.shape, ...overlaid });

export type Chip = Readonly<z.infer<typeof chipSchema>>;
/** How a row's place of origin is said where it is not the shipped catalog; null where it is. */
export const overlayText = ({ overlay }: { readonly overlay?: string | undefined }): string | null =>
  overlay === undefined ? null : `from ${overlay}`;

export type PeakDtype = keyof Chip['peakFlops'];
export type Catalog = {
  readonly chips: readonly Chip[];
  readonly prices: readonly Price[];
  readonly rates: readonly Rate[];
  readonly siblings: Siblings;
  readonly anchors: AnchorTable;
  readonly variability: readonly Variability[];
  /** The shipped rows that a user's file stands over. Absent: none does. */
  readonly replaced?: readonly Chip[];
};

/** The chips as they are shipped: what was learned from published speeds was learned on these, whatever a user's file says. */
export function shippedChips({ chips, replaced = [] }: Pick<Catalog, 'chips' | 'replaced'>): readonly Chip[] {
  const shipped = new Map(replaced.map(chip => [chip.id, chip]));
  return chips.flatMap(chip => (chip.overlay === undefined ? [chip] : (shipped.get(chip.id) ?? [])));
}

/** The content of the catalog's files, as JSON gives it. */
export type CatalogFiles = Readonly<
  Record<'chips' | 'prices' | 'rates' | 'siblings' | 'anchors' | 'variability', unknown>
>;

/** The catalog in these files, checked. Throws when a row is wrong, naming it. */
export function parseCatalog(files: CatalogFiles): Catalog {
  const chips = checkRows('chips.json', chipRowSchema, files.chips);
  const prices = checkRows('prices.json', priceRowSchema, files.prices).map(priceOf);
  const known = new Set(chips.map(chip => chip.id));
  const orphan = prices.find(price => !known.has(price.chip));
  if (orphan !== undefined) throw new Error(`prices.json: no chip '${orphan.chip}' in chips.json`);
  if (known.size < chips.length) throw new Error('chips.json: an id occurs twice');
  const siblings = parseSiblings(files.siblings);
  const stranger = [
    ...siblings.families.flatMap(({ chips: ids }) => ids),
    ...siblings.pairs.flatMap(({ first, second }) => [first, second]),
  ].find(id => !known.has(id));
  if (stranger !== undefined) throw new Error(`siblings.json: no chip '${stranger}' in chips.json`);
  return {
    chips,
    prices,
    rates: parseRates(files.rates),
    siblings,
    anchors: parseAnchors(files.anchors, known),
    variability: parseVariability(files.variability),
  };
}

/** The chip of that id. Throws where there is none: for code that names one itself. */
export function chipWithId({ chips }: Catalog, id: string): Chip {
  const chip = chips.find(row => row.id === id);
  if (chip === undefined) throw new Error(`no chip ${id} in the catalog`);
  return chip;
}

/** What a record says of the device that something ran on. `partitioned`: a part of a card, or a card cut into parts. */
export type NamedDevice = {
  readonly name: string;
  readonly partitioned?: boolean | null;
  /** Why it cannot be told which board this is. */
  readonly boardUnknown?: { readonly code: string };
};

/** Whether its name alone would make it a chip of the catalog, and something else says that it is none, or may be none. */
export const isNoChip = ({ partitioned, boardUnknown }: NamedDevice): boolean =>
  partitioned === true || OF_UNKNOWN_VENDOR.includes(boardUnknown?.code ?? '');

/**
 * The chip a device is, by the name its driver prints, which may be all there is; null when none or more than one fits, and for a
 * part of a card (the chip's data sheet and its price are of the whole) and a board of which nobody knows whose it is.
 */
export function chipOfDevice(catalog: Catalog, device: NamedDevice | string): Chip | null {
  const named: NamedDevice = typeof device === 'string' ? { name: device } : device;
  if (isNoChip(named)) return null;
  const fitting = catalog.chips.filter(chip => isNamed(chip, named.name));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The chip that a target is; null for a software adapter, which is a CPU acting as a GPU whatever it is called. */
export function chipOfTarget(catalog: Catalog, { device, software }: NamedTarget): Chip | null {
  return software ? null : chipOfDevice(catalog, device);
}

type NamedTarget = { readonly device: NamedDevice; readonly software: boolean };

/** Why a device is no chip of the catalog. */
export function whyNoChip({ name: device, partitioned, boardUnknown }: NamedDevice): Fact {
  if (OF_UNKNOWN_VENDOR.includes(boardUnknown?.code ?? '')) return fact('vendor-not-certain', { device });
  return fact(partitioned === true ? 'part-of-card' : 'no-chip-of-name', { device });
}

/** Whether one of the chip's patterns fits the name a driver or tool prints. */
export function isNamed({ match }: Pick<Chip, 'match'>, deviceName: string): boolean {
  return match.some(pattern => new RegExp(pattern, 'i').test(deviceName.trim()));
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
