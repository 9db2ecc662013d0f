/**
 * The catalog: chips, prices, and how much of a roof is reached in practice. Rows of JSON with source, date and
 * confidence, checked when they are loaded. Adding a chip or a price is adding its row.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const positive = z.number().positive();
const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'give a date as 2025, 2025-03 or 2025-03-17');
/** Where a row comes from: every row of the catalog has it. */
export const provenance = {
  source: z.string().min(1),
  date: day,
  confidence: z.enum(['high', 'medium', 'low', 'unverified']),
};

/** Dense peaks in FLOP/s. `float32` is IEEE; `tf32` is its own column and never stands in for it. */
const peakFlopsSchema = z.strictObject({
  float32: positive.nullable(),
  tf32: positive.nullable(),
  bfloat16: positive.nullable(),
  float16: positive.nullable(),
  float8: positive.nullable(),
});

/** The chip everything is put beside unless another is named. */
export const DEFAULT_REFERENCE = 'nvidia-h800';

export const chipSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'an id is lower-case kebab: <vendor>-<part>'),
  name: z.string().min(1),
  vendor: z.string().min(1),
  launch: day.nullable(),
  peakFlops: peakFlopsSchema,
  memoryBytes: positive.nullable(),
  memoryBytesPerSecond: positive.nullable(),
  interconnectBidirectionalBytesPerSecond: positive.nullable(),
  tdpWatts: positive.nullable(),
  /** Patterns for the name a driver or tool prints. Empty: never recognised, and `notes` says why. */
  match: z.array(z.string().transform(pattern => new RegExp(pattern, 'i'))),
  ...provenance,
  notes: z.string(),
});

/** `list` buys a device; every other kind rents one for an hour. `offer`: whose or what sort of offer it is. */
export const priceSchema = z
  .strictObject({
    chip: z.string(),
    low: positive,
    high: positive,
    currency: z.enum(['USD', 'CNY']),
    kind: z.enum(['list', 'rent-on-demand', 'rent-reserved', 'fair', 'assumed']),
    offer: z.string().nullable(),
    ...provenance,
  })
  .refine(price => price.low <= price.high, 'low is above high');

const reachedRowSchema = z.strictObject({
  fraction: z.number().positive().max(1),
  achievedFlops: positive,
  peakFlops: positive,
  of: z.string().min(1),
  ...provenance,
});

/** The fraction of a roof that MoE work reaches: what a projection rests on. */
export const reachedSchema = z.strictObject({ low: reachedRowSchema, point: reachedRowSchema, high: reachedRowSchema });

export type Chip = Readonly<z.infer<typeof chipSchema>>;
export type Price = Readonly<z.infer<typeof priceSchema>>;
export type Reached = Readonly<z.infer<typeof reachedSchema>>;
export type PeakDtype = keyof Chip['peakFlops'];
export type Catalog = {
  readonly chips: readonly Chip[];
  readonly prices: readonly Price[];
  readonly reached: Reached;
};

/** Reads and checks the catalog that is shipped beside this module. Throws when a row is wrong, naming it. */
export function loadCatalog(): Catalog {
  const chips = checkRows('chips.json', chipSchema, readJson('chips.json'));
  const prices = checkRows('prices.json', priceSchema, readJson('prices.json'));
  const known = new Set(chips.map(chip => chip.id));
  const orphan = prices.find(price => !known.has(price.chip));
  if (orphan !== undefined) throw new Error(`prices.json: no chip '${orphan.chip}' in chips.json`);
  if (known.size < chips.length) throw new Error('chips.json: an id occurs twice');
  return { chips, prices, reached: reachedSchema.parse(readJson('reached.json')) };
}

/** The chip a device is, by the name its driver prints; null when none or more than one fits. */
export function chipOfDevice(catalog: Catalog, deviceName: string): Chip | null {
  const fitting = catalog.chips.filter(chip => chip.match.some(pattern => pattern.test(deviceName.trim())));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Checks rows one by one, so that the message names the row: `prices.json row 7 (amd-mi300x): low: …`. */
export function checkRows<Row>(file: string, schema: z.ZodType<Row>, rows: unknown): Row[] {
  if (!Array.isArray(rows)) throw new Error(`${file}: give a list of rows`);
  return rows.map((row: unknown, index) => {
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const wrong = checked.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`${file} row ${index + 1} (${nameOf(row)}): ${wrong}`);
  });
}

function nameOf(row: unknown): string {
  const named = z.union([z.object({ id: z.string() }), z.object({ chip: z.string() })]).safeParse(row);
  if (!named.success) return 'unnamed';
  return 'id' in named.data ? named.data.id : named.data.chip;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
}
