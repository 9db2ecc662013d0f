/** What came of a timed cell: a fault or a measurement. The parts of a record's lines (record.ts). */
import * as z from 'zod';
import { cellEnergySchema } from './energy.ts';
import { noteSchema } from './note.ts';
import { absenceSchema, readingSchema } from './reading.ts';

export const sha = z.string().regex(/^[0-9a-f]{64}$/);
export const milliseconds = z.number().nonnegative();

export const FAULT_CODES = [
  'timeout',
  'crash',
  'out-of-memory',
  'provider-missing',
  'unsupported',
  'mismatch',
  'disturbed',
  'protocol',
  'internal',
] as const;

export const faultSchema = z.strictObject({
  code: z.enum(FAULT_CODES),
  /** The words of a runtime or a driver; empty where `why` says it. */
  message: z.string(),
  /** The worker's last words (standard error), cut to 4 kB. */
  detail: z.string(),
  /** What this program found, by codes. */
  why: z.array(noteSchema).optional(),
});

/** Sums in a probe, by index mod 16 (DESIGN.md, Runners). */
export const PROBE_SUMS = 16;

/**
 * What stands for the outputs of a step: two targets that did the same work agree on it. `norms`: ‖·‖₂ by kind of tensor.
 * `probes`: 16 signed sums of each kind, which see a loss of precision that a norm does not; null in records of schema 1.
 */
export const fingerprintSchema = z.strictObject({
  loss: z.number().nullable(),
  norms: z.record(z.string(), z.number()),
  probes: z.record(z.string(), z.array(z.number()).length(PROBE_SUMS)).nullable(),
  /** The choices of experts, [T,k] int32, of all layers; null where the routing decides them, or the record does not have them. */
  choices: z
    .strictObject({
      sha256: sha,
      /** How many choices there are. */
      count: z.int().positive(),
      /** Of those, how many lie so near the next score that another target may choose otherwise (results/proof/tolerance.ts); null: the runner does not offer its scores. */
      nearTies: z.int().nonnegative().nullable(),
    })
    .nullable(),
});

/** Among a placement's operators: casts the runtime put in itself, for want of a kernel of the graph's own type. */
export const INSERTED_CAST = 'InsertedCast';

export const placementSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    providers: z.array(
      z.strictObject({
        provider: z.string(),
        nodes: z.int(),
        timeMs: milliseconds,
        operators: z.record(z.string(), z.int()),
      }),
    ),
    copiedBytes: z.number().nonnegative(),
  }),
  absenceSchema,
]);

/** Where the time of one traced step goes, by part of the model: `router`, `dispatch`, `experts`, `attention`, … */
export const partsSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    /** The traced step, from its start to its end. */
    stepMs: milliseconds,
    partsMs: z.record(z.string(), milliseconds),
  }),
  absenceSchema,
]);

/** What only the order of the steps can tell (results/statistics/step-order.ts); null: too few steps to tell. */
export const stepOrderSchema = z.strictObject({
  /** How many independent steps would tell the mean as well. */
  effectiveSteps: z.number().min(1).nullable(),
  /** The last step less the first, on the trend of all of them. */
  changeMs: z.number().nullable(),
  /** The clock's tick, as far as these steps show it; null where every step read 0. */
  quantumMs: z.number().positive().nullable(),
});

/**
 * One round's step times, in milliseconds: enough to compute every interval again without the samples. `steps` counts samples, each
 * the mean of `clock.stepsPerSample` steps.
 */
export const roundStatisticsSchema = z.strictObject({
  steps: z.int().positive(),
  sumMs: milliseconds,
  sumSquaresMs2: z.number().nonnegative(),
  minMs: milliseconds,
  p05Ms: milliseconds,
  p25Ms: milliseconds,
  medianMs: milliseconds,
  p75Ms: milliseconds,
  p95Ms: milliseconds,
  maxMs: milliseconds,
  /** Samples beyond 3 interquartile ranges of the quartiles: counted and shown, never dropped. */
  outliers: z.int().nonnegative(),
  /** Records of before it was kept have none. */
  order: stepOrderSchema.optional(),
});

/**
 * How the step time went over a long window, in parts of about `everyMs`: enough to see drift without the samples. `steps` and
 * `sumMs` are of samples, of which a batch has one.
 */
export const driftSchema = z.strictObject({
  everyMs: milliseconds,
  parts: z.array(z.strictObject({ steps: z.int().positive(), sumMs: milliseconds })).min(1),
  /** The first part from which on all keep to their common mean step within 3 %; null: it never settled. */
  steadyFrom: z.int().nonnegative().nullable(),
});

/**
 * Host memory of a step by what it is for. All but `emptySessionBytes` is worked out from the graph (suites/account.ts), and
 * with `arenaSlackBytes` adds up to `peakHostBytes`.
 */
export const memorySchema = z.strictObject({
  /** In training, like the optimizer's, beside their next values. */
  weightsBytes: z.number().nonnegative(),
  /** Of weights. In training they are let go at the update, and are among the activations. */
  gradientsBytes: readingSchema,
  /** Moments of AdamW; 0 where nothing is trained. */
  optimizerBytes: z.number().nonnegative(),
  /** Given and returned ones, and by liveness the most of those between at one moment. */
  activationsBytes: readingSchema,
  /** Resident before the first step, without what the step is given: runtime, graph, session, Node. */
  emptySessionBytes: readingSchema,
  /** The measured peak less all of the above: what the runtime's arena holds and does not use. */
  arenaSlackBytes: readingSchema,
});

/** `host-synchronised`: the host waits for the device at the edges of a batch. `device-events`: the device times each step. */
export const clockSchema = z.strictObject({
  kind: z.enum(['host-synchronised', 'device-events']),
  /** Steps between two waits for the device. */
  stepsPerBatch: z.int().positive(),
  /** Steps that a sample is the mean of: a batch where the host times, one step where the device does. */
  stepsPerSample: z.int().positive(),
  /** What one wait costs with nothing queued; it is part of a batch's time. */
  fenceMs: readingSchema,
  /** Time in the window in which no step was running, as far as the runner can tell. */
  idleMs: readingSchema,
});

export const measurementSchema = z.strictObject({
  stepMs: roundStatisticsSchema,
  warmup: z.strictObject({ steps: z.int().nonnegative(), ms: milliseconds, settled: z.boolean() }),
  /** From the job to the first step's end: data, session, compilation. `kernel`: which ran, by the runner's own word. */
  open: z.strictObject({
    createMs: milliseconds,
    options: z.record(z.string(), z.unknown()),
    kernel: z.string().nullable(),
    notes: z.array(z.string()),
  }),
  /** By what clock the steps were timed. */
  clock: clockSchema,
  /** What is ONNX Runtime's alone. `buildMs`: from workload to encoded graph, before any session. */
  onnx: z
    .strictObject({ graph: z.strictObject({ sha256: sha, nodes: z.int(), bytes: z.int(), buildMs: milliseconds }) })
    .exactOptional(),
  first: fingerprintSchema,
  last: fingerprintSchema,
  peakHostBytes: readingSchema,
  peakDeviceBytes: readingSchema,
  /** The timed window on the machine's monotonic clock, which its sensors' looks are on too. */
  window: z.strictObject({ startMs: z.number(), endMs: z.number() }),
  ...cellEnergySchema.shape,
  memory: memorySchema,
  placement: placementSchema,
  parts: partsSchema,
  /** Of sustained cells. */
  drift: driftSchema.optional(),
  /** SHA-256 of this cell's line in the samples file. */
  samplesSha256: sha,
});

export type Fault = Readonly<z.infer<typeof faultSchema>>;
export type Fingerprint = Readonly<z.infer<typeof fingerprintSchema>>;
export type Placement = Readonly<z.infer<typeof placementSchema>>;
export type Drift = Readonly<z.infer<typeof driftSchema>>;
export type Parts = Readonly<z.infer<typeof partsSchema>>;
export type Memory = Readonly<z.infer<typeof memorySchema>>;
export type StepOrder = Readonly<z.infer<typeof stepOrderSchema>>;
export type RoundStatistics = Readonly<z.infer<typeof roundStatisticsSchema>>;
export type Measurement = Readonly<z.infer<typeof measurementSchema>>;
