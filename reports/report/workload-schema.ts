/** A row's work in the report, under the names that people use. */
import * as z from 'zod';
import { caseSchema } from '../../results/schema/workload-case.ts';
import { dtypeSchema, partSchema, passSchema } from '../../suites/workload.ts';
import { absentSchema } from '../figure.ts';

const sha = z.string().regex(/^[0-9a-f]{64}$/);

/** `routing` is spelt as `--routing` takes it, a trace by its hash. */
export const workloadRefSchema = z.strictObject({
  id: z.string(),
  sha256: sha,
  comparisonSha256: sha,
  model: z.string().nullable(),
  scaled: caseSchema.shape.scaled,
  changed: caseSchema.shape.changed,
  part: partSchema,
  pass: passSchema,
  dtype: dtypeSchema,
  tokens: z.int().positive(),
  /** tokens × k ÷ experts: decides whether memory or compute limits a layer (docs/method/efficiency.md). Never pooled over. */
  rowsPerExpert: z.number().positive(),
  /** Tokens of a sequence; null for a layer, whose tokens have no order. */
  sequence: z.int().positive().nullable(),
  /** Layers of the model that is trained; null for what is no train-step. */
  layers: z.int().positive().nullable(),
  routing: z.string(),
  /** `dropless` or `capacity:<factor>`. */
  dispatch: z.string(),
  /** Of the choices those dropped, of the rows computed those that are padding; both 0 when dropless. */
  dispatchShares: z.discriminatedUnion('available', [
    z.strictObject({ available: z.literal(true), droppedShare: z.number(), paddedShare: z.number() }),
    absentSchema,
  ]),
  flopsPerStep: z.number().positive(),
  /** All targets of the machine at once: compared with nothing that ran alone. */
  concurrent: z.boolean(),
});

export type WorkloadRef = Readonly<z.infer<typeof workloadRefSchema>>;
