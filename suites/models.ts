/** The models we know: one file each in models/, with its source. Adding a model is adding a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { unknownName } from './usage-error.ts';
import { activationSchema, attentionSchema, routerSchema } from './workload.ts';

const positiveInteger = z.int().positive();

/** What stands around the MoE layers in the whole model. */
const blockSchema = z.strictObject({
  layers: positiveInteger,
  firstDense: z.int().nonnegative(),
  moeEvery: positiveInteger,
  denseFfn: positiveInteger.nullable(),
  vocab: positiveInteger,
  tied: z.boolean(),
  attention: attentionSchema,
  normEpsilon: z.number().positive(),
  losses: z.strictObject({ balance: z.number().nonnegative(), z: z.number().nonnegative() }),
  selectionBiasRate: z.number().nonnegative(),
});

export const modelSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
    name: z.string(),
    organisation: z.string(),
    layer: z.strictObject({
      hidden: positiveInteger,
      ffn: positiveInteger,
      experts: positiveInteger,
      topK: positiveInteger,
      sharedExperts: z.int().nonnegative(),
      activation: activationSchema,
      expertBiases: z.boolean(),
      weightOn: z.enum(['output', 'input']),
    }),
    router: routerSchema.nullable(),
    /** As it was trained: `dropless` or `capacity:<factor>`. */
    dispatch: z.string(),
    block: blockSchema.nullable(),
    /** How the published layer, or what stands around it, differs from what we can run; null where it does not. */
    differs: z.strictObject({ layer: z.string().nullable(), block: z.string().nullable() }),
    parameters: z.strictObject({
      totalBillion: z.number().nullable(),
      activeBillion: z.number().nullable(),
      /** Where the published count follows another convention than ours (docs/WORKLOADS.md), which. */
      convention: z.string().nullable(),
    }),
    routerAsPublished: z.string(),
    source: z.string(),
    confidence: z.string(),
  })
  .refine(
    ({ router, differs }) => (router === null) === (differs.layer !== null),
    'a model has a router, or says how its layer differs',
  )
  .refine(
    ({ block, differs }) => block !== null || differs.block !== null,
    'a model has a block, or says how its block differs',
  );

export type Model = Readonly<z.infer<typeof modelSchema>>;

const FOLDER = new URL('./models/', import.meta.url);

/** Every model, by id. */
export function loadModels(): readonly Model[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => modelSchema.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
}

/** The model of that id; UsageError with the nearest ids if there is none. */
export function findModel(id: string): Model {
  const models = loadModels();
  const model = models.find(candidate => candidate.id === id);
  if (model === undefined) {
    throw unknownName(
      'model',
      id,
      models.map(candidate => candidate.id),
      'moebench list models',
    );
  }
  return model;
}
