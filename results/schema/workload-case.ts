/** A workload as a record has it: under its names, with its hashes and its role in the run. */
import * as z from 'zod';
import { CUTS } from '../../suites/fit.ts';
import { changesSchema } from '../../suites/request/changes.ts';
import { workloadSchema } from '../../suites/workload.ts';
import { sha } from './outcome.ts';

/** A workload under the names people use for it. Only `workload` is hashed. */
export const caseSchema = z.strictObject({
  id: z.string(),
  model: z.string().nullable(),
  /** Dims changed from the model's own, as the user gave them: `{tokens: 1024}`. */
  scaled: z.record(z.string(), z.number()),
  /** Fields of its layer and router changed from the model's own; absent: none. */
  changed: changesSchema.exactOptional(),
  /** Where it was cut down to fit a memory (suites/fit.ts): how much, and what was cut; the dims are in `scaled`. */
  fitted: z
    .strictObject({
      memoryBytes: z.number(),
      cut: z.array(z.strictObject({ what: z.enum(CUTS), from: z.int(), to: z.int() })),
    })
    .nullable(),
  /** Of recorded choices: the file they were read from, as it was given. */
  traceFile: z.string().exactOptional(),
  /** Of a model read from a config.json: that file, as it was given. */
  modelFile: z.string().exactOptional(),
  workload: workloadSchema,
  sha256: sha,
  comparisonSha256: sha,
  /** Useful matmul FLOPs of one step (DESIGN.md, Useful FLOPs); of a stream, its additions. */
  flopsPerStep: z.number().positive(),
  /** `work`: what the run is about. Else a denominator: a matmul of the roofline list, or the own matmuls `of` workloads. */
  role: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('work') }),
    z.strictObject({ kind: z.literal('largest-matmul') }),
    z.strictObject({ kind: z.literal('stream') }),
    z.strictObject({ kind: z.literal('expert-matmuls'), of: z.array(sha) }),
  ]),
});

export type WorkloadCase = Readonly<z.infer<typeof caseSchema>>;
