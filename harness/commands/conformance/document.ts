/** The document of `moebench conform --json`. */
import * as z from 'zod';
import { proofSchema } from '../../../results/schema/proof.ts';
import { workloadSchema } from '../../../suites/workload.ts';
import { tensorSummarySchema } from '../../runners/job.ts';

export const CONFORMANCE_SCHEMA = 'moebench.conformance/1';

export const conformanceSchema = z.strictObject({
  schema: z.literal(CONFORMANCE_SCHEMA),
  model: z.string(),
  workload: workloadSchema,
  sha256: z.string(),
  /** The workload in float64 on the CPU. */
  oracle: z.strictObject({
    loss: z.number().nullable(),
    tensors: z.array(tensorSummarySchema),
    /** Cross-entropy of each step of a train-step; null for another part. */
    losses: z.array(z.number()).nullable(),
  }),
  /** null unless --target or --command was given. */
  target: z
    .strictObject({
      id: z.string(),
      /** Of ONNX Runtime its execution provider; of another runner its name. */
      provider: z.string(),
      device: z.string(),
      strategy: z.string(),
      /** Which kernels ran, by the runner's own word; null: it does not tell. */
      kernel: z.string().nullable(),
      ...proofSchema.pick({ holds: true, comparedSteps: true, tensors: true, loss: true, routing: true, curve: true })
        .shape,
    })
    .nullable(),
});

export type Conformance = Readonly<z.infer<typeof conformanceSchema>>;
