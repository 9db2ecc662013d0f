/** What a proof found: a target's outputs of a small workload, held against the oracle's. */
import * as z from 'zod';
import { workloadSchema } from '../../suites/workload.ts';
import { sha } from './outcome.ts';

/** How far one tensor is from the oracle's: ‖d−ref‖ ÷ ‖ref‖. */
export const tensorErrorSchema = z.strictObject({
  name: z.string(),
  /** null: the target returned something that is no number, or values where the oracle has only zeros. */
  error: z.number().nonnegative().nullable(),
  tolerance: z.number().positive(),
});

/**
 * A train-step trained for `steps` steps on the target and on the oracle: cross-entropy before each step's update, and how
 * many choices of experts differed in it. null for every other part. `maxDifference`: the greatest |loss − oracle|.
 */
export const curveSchema = z.strictObject({
  steps: z.int().positive(),
  loss: z.array(z.number()),
  oracle: z.array(z.number()),
  flips: z.array(z.int().nonnegative()),
  maxDifference: z.number().nonnegative(),
  /** `oracle` is of one that took the target's choices at every step, each a near tie: with its own the two had parted at one. */
  recomputed: z.literal(true).exactOptional(),
  /** null: at this learning rate a curve is shown, not judged. */
  tolerance: z.number().positive().nullable(),
});

export const proofSchema = z.strictObject({
  /** By which rule the timed workload was shrunk to this one (suites/shrink.ts keeps every rule there was). */
  shrinkRule: z.int().positive(),
  /** The small workload the target was proven on. */
  workload: workloadSchema,
  sha256: sha,
  /** Which kernels ran, by the runner's own word; null: it does not tell. */
  kernel: z.string().nullable(),
  /** What is ONNX Runtime's alone. */
  onnx: z.strictObject({ graphSha256: sha }).exactOptional(),
  /** How many steps of a train-step were compared tensor by tensor; 1 for every other part. */
  comparedSteps: z.int().positive(),
  tensors: z.array(tensorErrorSchema),
  loss: z
    .strictObject({
      value: z.number().nullable(),
      oracle: z.number(),
      /** |value − oracle| ÷ (‖y‖·‖dy‖ ÷ T): the loss is a sum that cancels, this scale does not. */
      error: z.number().nonnegative().nullable(),
      tolerance: z.number().positive(),
    })
    .nullable(),
  /** Choices that differ from the oracle's: `flips` of `choices`, all where the oracle's margin is below tolerance. */
  routing: z
    .strictObject({
      choices: z.int(),
      flips: z.int(),
      unexplained: z.int(),
      /** The oracle was computed again with the target's choices, since some differed within the margin. */
      recomputed: z.boolean(),
    })
    .nullable(),
  curve: curveSchema.nullable(),
  holds: z.boolean(),
});

export type Proof = Readonly<z.infer<typeof proofSchema>>;
export type Curve = Readonly<z.infer<typeof curveSchema>>;
