/** The models we know: one file each in models/, with its source. Adding a model is adding a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { unknownName } from './usage-error.ts';
import { routerSchema } from './workload.ts';

const positiveInteger = z.int().positive();

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
    }),
    router: routerSchema.nullable(),
    /** How the published layer differs from the one we can run; such a model is for reference only. */
    differs: z.string().nullable(),
    parameters: z.strictObject({ totalBillion: z.number().nullable(), activeBillion: z.number().nullable() }),
    routerAsPublished: z.string(),
    source: z.string(),
    confidence: z.string(),
  })
  .refine(
    model => (model.router === null) === (model.differs !== null),
    'a model has a router, or says how it differs',
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
