/**
 * Published training speeds: rows of JSON with source, date and confidence, checked row by row. How a row's speed
 * came about (`derivation`) decides what it may be used for. Adding an anchor is adding its row, and its model's if new.
 */
import * as z from 'zod';
import { checkRows, positive, provenance } from './row.ts';

const kebab = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case kebab');

/** Derivations whose speed is no speed of a run of the model: nothing is learned from them, and no verdict rests on them. */
export const UNSOUND_DERIVATIONS = ['derived-from-cost', 'whole-run-average', 'proxy'] as const;
export type UnsoundDerivation = (typeof UNSOUND_DERIVATIONS)[number];

/**
 * `measured`: tokens per second as the source gives them. `converted`: from the FLOP/s, the MFU or the device-hours per token
 * that it gives. `unstated`: none of these, or an MFU of a peak that is not known.
 */
const derivationSchema = z.enum(['measured', 'converted', ...UNSOUND_DERIVATIONS, 'unstated']);

/** Published counts; a dense model's are equal. Null where no source has them. */
export const anchorModelSchema = z.strictObject({
  id: kebab,
  name: z.string().min(1),
  activeBillion: positive.nullable(),
  totalBillion: positive.nullable(),
  source: provenance.source,
});

export const anchorSchema = z
  .strictObject({
    id: kebab,
    /** Null: the source does not say on which. */
    chip: kebab.nullable(),
    /** Where the source does not name its chip: the chips of the catalog that it may be, by inference. */
    likelyChips: z.array(kebab).optional(),
    model: kebab,
    /** What the matrix products were in; null where that is not known. */
    dtype: z.enum(['bfloat16', 'float8']).nullable(),
    devices: z.int().positive().nullable(),
    tokensPerSecondPerDevice: positive.nullable(),
    derivation: derivationSchema,
    /** One a source: what is left out together when a projection is tried. */
    publication: kebab,
    ...provenance,
    notes: z.string(),
  })
  .refine(
    row => row.derivation !== 'unstated' || row.tokensPerSecondPerDevice === null,
    'an unstated speed is null: give how it was derived',
  );

export type Anchor = Readonly<z.infer<typeof anchorSchema>>;
export type AnchorModel = Readonly<z.infer<typeof anchorModelSchema>>;
export type AnchorTable = { readonly models: readonly AnchorModel[]; readonly anchors: readonly Anchor[] };

/** What anchors.json holds, checked against the ids of the chips there are. Throws when a row is wrong, naming it. */
export function parseAnchors(content: unknown, chipIds: ReadonlySet<string>): AnchorTable {
  const file = 'anchors.json';
  const tables = z.strictObject({ models: z.unknown(), anchors: z.unknown() }).parse(content);
  const models = checkRows(`${file} models`, anchorModelSchema, tables.models);
  const anchors = checkRows(file, anchorSchema, tables.anchors);
  const known = new Set(models.map(model => model.id));
  for (const { id, model, chip, likelyChips = [] } of anchors) {
    if (!known.has(model)) throw new Error(`${file} (${id}): no model '${model}' in its list of models`);
    for (const name of chip === null ? likelyChips : [chip, ...likelyChips]) {
      if (!chipIds.has(name)) throw new Error(`${file} (${id}): no chip '${name}' in chips.json`);
    }
  }
  if (new Set(anchors.map(anchor => anchor.id)).size < anchors.length) throw new Error(`${file}: an id occurs twice`);
  return { models, anchors };
}
