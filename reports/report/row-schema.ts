/** A row of the report: what one board did of one work by one software, beside the reference. */
import * as z from 'zod';
import { violationSchema } from '../../results/physics/violations.ts';
import { proofLineSchema, targetSchema } from '../../results/record.ts';
import { noteFields } from '../../results/schema/note.ts';
import { UNPROVEN_CODES } from '../../results/schema/note-codes.ts';
import { memorySchema, partsSchema, placementSchema } from '../../results/schema/outcome.ts';
import { readingSchema } from '../../results/schema/reading.ts';
import { machineNoiseSchema } from '../../results/selftest/newest.ts';
import { factSchema } from '../fact.ts';
import { standingSchema } from '../race/standing.ts';
import { FIGURE_SCHEMAS } from '../rows/figure-schemas.ts';
import { softwareSchema } from '../rows/software.ts';
import { warningSchema } from '../rows/warnings/warning.ts';
import { workloadRefSchema } from './workload-schema.ts';

/** One round as the details of a row show it. */
const roundSchema = z.strictObject({
  round: z.int().nonnegative(),
  steps: z.int().positive(),
  /** How many independent steps would tell the mean as well; null: too few steps, or a record of before it was kept. */
  effectiveSteps: z.number().nullable(),
  medianMs: z.number(),
  meanMs: z.number(),
  p05Ms: z.number(),
  p95Ms: z.number(),
  outliers: z.int().nonnegative(),
  /** Steps between two waits for the device … */
  stepsPerBatch: z.int().positive(),
  /** … and those that a sample is the mean of: a batch, or one where the device times each. */
  stepsPerSample: z.int().positive(),
  /** What of a batch the wait is; null where there is none, or it was not measured. */
  fenceShare: z.number().nonnegative().nullable(),
  warmupSteps: z.int().nonnegative(),
  warmupMs: z.number().nonnegative(),
  settled: z.boolean(),
  /** Before the first step, and in no step's time: building and encoding the graph, opening the session. */
  /** null: the runner builds no graph. */
  graphBuildMs: z.number().nonnegative().nullable(),
  sessionCreateMs: z.number().nonnegative(),
});

export const reportRowSchema = z.strictObject({
  id: z.string(),
  /**
   * `invalid`: a round cannot be true; `unproven`: no proof of its work holds for this program; `mismatch`: its results disagree.
   * None has a cost or is compared, and none a speed but a record of schema 1, whose steps have no probe.
   */
  status: z.enum(['measured', 'mismatch', 'unproven', 'invalid']),
  /** Why its steps disagree with each other or with another target; null when they do not. */
  mismatch: factSchema.nullable(),
  /** Why its proof does not hold here (docs/method/evidence.md); null where it does, or where it cannot be true at all. */
  unproven: z.strictObject({ ...noteFields, code: z.enum(UNPROVEN_CODES) }).nullable(),
  /** The physics checks that its rounds, or the proof they stand on, break (docs/method/physics.md). */
  invalid: z.array(violationSchema),
  machine: z.string(),
  /** Its run was taken in by `moebench import`: a machine of its own, whatever its id. */
  imported: z.boolean(),
  run: z.string(),
  /** The target's id, and every other provider that did part of its work: `webgpu+cpu`. */
  target: z.string(),
  elsewhereShare: z.number().min(0).max(1).nullable(),
  device: targetSchema.shape.device,
  /** The board: its serial number, else its place in its machine. */
  board: z.string(),
  /** By what it ran. Chip, runner, strategy, dtype and rows per expert name a row together. */
  ran: softwareSchema,
  /** How its strategy did in the race of its run; it is the row of its target where it leads. */
  race: standingSchema,
  software: z.boolean(),
  chip: z.string().nullable(),
  /** Why `chip` is null. */
  chipReason: factSchema.nullable(),
  workload: workloadRefSchema,
  /** The least a step must move between memory and chip (docs/method/reference.md): its useful FLOPs ÷ these are its arithmetic intensity. */
  leastBytesPerStep: z.number().positive(),
  basis: z.literal('measured'),
  rateKind: z.literal('workload'),
  ...FIGURE_SCHEMAS,
  peakHostBytes: readingSchema,
  peakDeviceBytes: readingSchema,
  /** What the peak is made of, in the round of the greatest. */
  memory: memorySchema,
  energyPerStepJ: readingSchema,
  /** What equal things differ by on its machine, at as many rounds as it has. */
  machineNoise: machineNoiseSchema,
  /** What to know before believing its interval. */
  warnings: z.array(warningSchema),
  rounds: z.array(roundSchema),
  placement: placementSchema,
  /** One traced step by part of the model. */
  parts: partsSchema,
  proof: proofLineSchema.shape.outcome.nullable(),
  /** Runs of the same work on its target that started before its own: counted, not pooled. */
  olderRuns: z.int().nonnegative(),
  /** Those that started after it and are not used, each with the reason. */
  newerRuns: z.array(z.strictObject({ run: z.string(), startedAt: z.string(), reason: factSchema })),
  versions: z.record(z.string(), z.string()),
  command: z.string(),
});

export type ReportRow = Readonly<z.infer<typeof reportRowSchema>>;
