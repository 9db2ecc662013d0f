/** What passes between the harness and a worker: a job file in, a result file out. The same for every runner. */
import * as z from 'zod';
import { targetSchema } from '../../results/record.ts';
import { faultSchema, measurementSchema } from '../../results/schema/outcome.ts';
import { overheadSchema } from '../../results/schema/overhead.ts';
import { proofSchema } from '../../results/schema/proof.ts';
import { timingSchema } from '../../suites/suite.ts';
import { workloadSchema } from '../../suites/workload.ts';
import { groupPlaceSchema } from '../timing/meeting.ts';

export const tensorSummarySchema = z.strictObject({
  name: z.string(),
  shape: z.array(z.int()),
  /** ‖·‖₂ over all values. */
  l2: z.number(),
  /** The first 8 values, row-major. */
  head: z.array(z.number()),
});

/** Of runners in processes of their own. */
const ofProcess = {
  /** The socket of a runner that has been started for the whole run; without it the worker starts one. */
  serve: z.string().exactOptional(),
  /** Within which each answer of the runner has to come; opening may take longer by what a compiler needs. */
  answerWithinMs: z.number().positive().exactOptional(),
};

export const jobSchema = z.discriminatedUnion('kind', [
  /** The oracle's values for a workload; with a target, that target proven on just this workload. */
  z.strictObject({
    kind: z.literal('prove'),
    workload: workloadSchema,
    target: targetSchema.nullable(),
    /** How the target does the work; null without a target. */
    strategy: z.string().nullable(),
    ...ofProcess,
    /** How many steps a train-step is followed for. */
    steps: z.int().positive(),
  }),
  z.strictObject({
    kind: z.literal('time'),
    workload: workloadSchema,
    target: targetSchema,
    strategy: z.string(),
    ...ofProcess,
    timing: timingSchema,
    /** Trace one more step after the window, to see which node ran where. */
    trace: z.boolean(),
    /** Where it waits for the other cells of its group; without it the cell runs alone. */
    group: groupPlaceSchema.exactOptional(),
  }),
  /** What the harness itself adds to a step. */
  z.strictObject({
    kind: z.literal('overhead'),
    workload: workloadSchema,
    target: targetSchema,
    strategy: z.string(),
    ...ofProcess,
    timing: timingSchema,
  }),
]);

/** What a worker knows of its cell: the parent process reads the sensors and stores the samples. */
export const workerMeasurementSchema = measurementSchema.omit({
  energyJ: true,
  meanPowerW: true,
  idlePowerW: true,
  widestEnergyJ: true,
  conditions: true,
  sensors: true,
  samplesSha256: true,
});

/** What a worker knows of the overhead: the sampler is a child of the parent process. */
export const workerOverheadSchema = overheadSchema.omit({ samplerShare: true });

export const resultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proof'),
    oracle: z.strictObject({
      loss: z.number().nullable(),
      tensors: z.array(tensorSummarySchema),
      losses: z.array(z.number()).nullable(),
    }),
    proof: proofSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('measurement'),
    measurement: workerMeasurementSchema,
    /** The processes that computed: what else computes on their device is another's. */
    pids: z.array(z.int().positive()).min(1),
    /** Step times in milliseconds, in the order they were taken. */
    samplesMs: z.array(z.number().positive()),
  }),
  z.strictObject({ kind: z.literal('overhead'), overhead: workerOverheadSchema }),
  z.strictObject({
    kind: z.literal('fault'),
    fault: faultSchema,
    /** A runner's message without its command, for a page that names the command already. */
    what: z.string().exactOptional(),
  }),
]);

export type Job = Readonly<z.infer<typeof jobSchema>>;
export type Result = Readonly<z.infer<typeof resultSchema>>;
export type WorkerMeasurement = Readonly<z.infer<typeof workerMeasurementSchema>>;
export type TensorSummary = Readonly<z.infer<typeof tensorSummarySchema>>;
