/** The reference chip on one workload, as the report has it. */
import * as z from 'zod';
import { basisSchema, figureSchema } from '../figure.ts';
import { costSchema } from '../money/cost.ts';
import { sideSchema } from '../race/side.ts';
import { softwareSchema } from '../rows/software.ts';
import { lackSchema } from '../spread/verdict.ts';
import { workloadRefSchema } from './workload-schema.ts';

/** The reference chip on one workload: measured by the same software, else by a sibling that was, else projected. */
export const referenceRowSchema = z.strictObject({
  workload: workloadRefSchema,
  chip: z.string(),
  basis: basisSchema,
  /** By what it, or its sibling, ran; null: projected. */
  ran: softwareSchema.nullable(),
  /** The software of the rows that it stands beside. */
  besides: z.array(sideSchema),
  /** By what else the reference chip ran this work: other software, or strategies that do not lead, so that its speed does not stand here. */
  ranOtherwise: z.array(softwareSchema),
  /** The boards its speed was measured on, each once; none where it is projected. */
  boards: z.array(z.string()),
  /** The days on which they were. */
  days: z.array(z.string()),
  /** `chip`: its ends hold what boards and runs differ by; `boards`: they are of these boards in these runs alone. */
  scope: z.enum(['chip', 'boards']),
  /** What its speed lacks of an interval. */
  lacks: z.array(lackSchema),
  rateKind: z.literal('workload'),
  stepMs: figureSchema,
  tokensPerSecond: figureSchema,
  flopsPerSecond: figureSchema,
  deviceHoursPerTrillionTokens: figureSchema,
  costPerTrillionTokens: costSchema,
  /** Its own roof; null where it was measured, or is not known. */
  roof: z
    .strictObject({
      flopsPerStep: z.number(),
      bytesPerStep: z.number(),
      peakFlops: z.number(),
      memoryBytesPerSecond: z.number(),
      limit: z.enum(['compute', 'memory']),
      stepMs: z.number(),
    })
    .nullable(),
  /** Of basis `sibling`: whose step it is, by what it was scaled, and how far that may be off; null else. */
  sibling: z
    .strictObject({
      chip: z.string(),
      name: z.string(),
      reason: z.string(),
      stepMs: figureSchema,
      /** Time on the reference ÷ time on the sibling. */
      ratio: z.strictObject({
        point: z.number(),
        low: z.number(),
        high: z.number(),
        limit: z.enum(['compute', 'memory']),
      }),
      /** What the ends of `ratio` hold beyond both bounds; learnt from `pairs` of `chipPairs`, of which it holds `covered`. */
      error: z.strictObject({ factor: z.number(), pairs: z.int(), chipPairs: z.int(), covered: z.int() }),
    })
    .nullable(),
});

export type ReferenceRow = Readonly<z.infer<typeof referenceRowSchema>>;
