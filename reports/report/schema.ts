/** The report as one JSON document (`report.json`): everything the page, the charts and the CSV show is in it. */
import { z } from 'zod';
import { violationSchema } from '../../results/physics/violations.ts';
import { UNPROVEN_CODES } from '../../results/schema/note-codes.ts';
import { cellSchema, proofLineSchema, targetSchema } from '../../results/record.ts';
import { caseSchema } from '../../results/schema/workload-case.ts';
import { noteFields } from '../../results/schema/note.ts';
import { FAULT_CODES, memorySchema, partsSchema, placementSchema } from '../../results/schema/outcome.ts';
import { readingSchema } from '../../results/schema/reading.ts';
import { machineNoiseSchema } from '../../results/selftest/newest.ts';
import { dtypeSchema, matmulSchema, partSchema, passSchema } from '../../suites/workload.ts';
import { agedPriceSchema } from '../catalog/staleness.ts';
import { energyCostSchema, energySchema } from '../energy/energy-cost.ts';
import { absentSchema, basisSchema, figureSchema, intervalFields } from '../figure.ts';
import { costSchema, savingSchema } from '../money/cost.ts';
import { sideSchema } from '../race/side.ts';
import { standingSchema } from '../race/standing.ts';
import { ranSchema } from '../rows/ran.ts';
import { warningSchema } from '../rows/warnings.ts';
import { lackSchema } from '../spread/verdict.ts';

export const REPORT_SCHEMA = 'moebench.report/2';

const sha = z.string().regex(/^[0-9a-f]{64}$/);
const rateKindSchema = z.literal('workload');

/** What is compared, under the names people use for it. `routing` is spelt as `--routing` takes it, a trace by its hash. */
const workloadRefSchema = z.strictObject({
  id: z.string(),
  sha256: sha,
  comparisonSha256: sha,
  model: z.string().nullable(),
  scaled: caseSchema.shape.scaled,
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

const relativeSchema = z.discriminatedUnion('available', [
  z.strictObject({ ...intervalFields, basis: basisSchema }),
  absentSchema,
]);

export const reportRowSchema = z.strictObject({
  id: z.string(),
  /**
   * `invalid`: a round cannot be true; `unproven`: no proof of its work holds for this program; `mismatch`: its results disagree.
   * None has a cost or is compared, and none a speed but a record of schema 1, whose steps have no probe.
   */
  status: z.enum(['measured', 'mismatch', 'unproven', 'invalid']),
  /** Why its steps disagree with each other or with another target; null when they do not. */
  mismatch: z.string().nullable(),
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
  ran: ranSchema,
  /** How its strategy did in the race of its run; it is the row of its target where it leads. */
  race: standingSchema,
  software: z.boolean(),
  chip: z.string().nullable(),
  /** Why `chip` is null. */
  chipReason: z.string().nullable(),
  workload: workloadRefSchema,
  basis: z.literal('measured'),
  rateKind: rateKindSchema,
  stepMs: figureSchema,
  meanStepMs: figureSchema,
  tokensPerSecond: figureSchema,
  flopsPerSecond: figureSchema,
  efficiencyOfLargestMatmul: figureSchema,
  efficiencyOfExpertMatmul: figureSchema,
  /** Bytes per second AdamW moves ÷ those memory streams in the same rounds; of a training step alone. */
  optimizerOfStream: figureSchema,
  peakHostBytes: readingSchema,
  peakDeviceBytes: readingSchema,
  /** What the peak is made of, in the round of the greatest. */
  memory: memorySchema,
  energyPerStepJ: readingSchema,
  /** Tokens per second ÷ those of the reference. */
  relative: relativeSchema,
  deviceHoursPerTrillionTokens: figureSchema,
  costPerTrillionTokens: costSchema,
  saving: savingSchema,
  /** At the boundary it was read at, without the building's share (PUE). */
  energyKWhPerTrillionTokens: energySchema,
  /** With the building's share. A rent includes power: the two are not added. */
  energyCostPerTrillionTokens: energyCostSchema,
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
  newerRuns: z.array(z.strictObject({ run: z.string(), startedAt: z.string(), reason: z.string() })),
  versions: z.record(z.string(), z.string()),
  command: z.string(),
});

/** The reference chip on one workload: measured by the same software, else by a sibling that was, else projected. */
export const referenceRowSchema = z.strictObject({
  workload: workloadRefSchema,
  chip: z.string(),
  basis: basisSchema,
  /** By what it, or its sibling, ran; null: projected. */
  ran: ranSchema.nullable(),
  /** The software of the rows that it stands beside. */
  besides: z.array(sideSchema),
  /** By what else the reference chip ran this work: other software, or strategies that do not lead, so that its speed does not stand here. */
  ranOtherwise: z.array(ranSchema),
  /** The boards its speed was measured on, each once; none where it is projected. */
  boards: z.array(z.string()),
  /** The days on which they were. */
  days: z.array(z.string()),
  /** `chip`: its ends hold what boards and runs differ by; `boards`: they are of these boards in these runs alone. */
  scope: z.enum(['chip', 'boards']),
  /** What its speed lacks of an interval. */
  lacks: z.array(lackSchema),
  rateKind: rateKindSchema,
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
      /** What the ends of `ratio` hold beyond both bounds; learnt from `pairs` of `chipPairs`, of which it holds `held`. */
      error: z.strictObject({ factor: z.number(), pairs: z.int(), chipPairs: z.int(), held: z.int() }),
    })
    .nullable(),
});

export const rooflineRowSchema = z.strictObject({
  machine: z.string(),
  run: z.string(),
  target: z.string(),
  case: z.string(),
  role: z.enum(['largest-matmul', 'expert-matmuls']),
  dtype: dtypeSchema,
  matmuls: z.array(matmulSchema),
  stepMs: figureSchema,
  flopsPerSecond: figureSchema,
});

export const failureSchema = z.strictObject({
  run: z.string(),
  machine: z.string(),
  target: z.string(),
  strategy: z.string(),
  case: z.string(),
  stage: z.enum([...cellSchema.shape.kind.options, 'report']),
  rounds: z.array(z.int()),
  /** `invalid`: found by a physics check; `unproven`: its proof does not hold here. The reason is the code of either. */
  code: z.enum([...FAULT_CODES, 'invalid', 'unproven']),
  reason: z.string().nullable(),
  message: z.string(),
  detail: z.string(),
});

export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  /** The newest record's time, unless given: nothing here reads a clock. Null when there is no record. */
  asOf: z.string().nullable(),
  reference: z.strictObject({
    chip: z.string(),
    name: z.string(),
    source: z.string(),
    date: z.string(),
    confidence: z.string(),
    /** The user's file the chip's data sheet is from; null for the shipped catalog. */
    overlay: z.string().nullable(),
    price: z.discriminatedUnion('available', [
      z.strictObject({ available: z.literal(true), price: agedPriceSchema }),
      absentSchema,
    ]),
  }),
  headline: z.array(z.string()),
  rows: z.array(reportRowSchema),
  referenceRows: z.array(referenceRowSchema),
  roofline: z.array(rooflineRowSchema),
  failures: z.array(failureSchema),
  skips: z.array(z.strictObject({ run: z.string(), machine: z.string(), what: z.string(), reason: z.string() })),
  assumptions: z.array(z.string()),
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  runs: z.array(
    z.strictObject({
      id: z.string(),
      machine: z.string(),
      startedAt: z.string(),
      suite: z.string(),
      sealed: z.boolean(),
      /** Some of its lines are not as they were written and are left out: the first of them, and how many; null: none is. */
      damaged: z.strictObject({ line: z.int(), message: z.string(), lostLines: z.int() }).nullable(),
      /** Measured elsewhere, and taken in by `moebench import`. */
      imported: z.boolean(),
      /** Dated later than the clock of the program that read it: it displaces nothing, and does not say what day it is. */
      aheadOfClock: z.boolean(),
      used: z.boolean(),
      command: z.string(),
    }),
  ),
});

export type WorkloadRef = Readonly<z.infer<typeof workloadRefSchema>>;
export type ReportRow = Readonly<z.infer<typeof reportRowSchema>>;
export type ReferenceRow = Readonly<z.infer<typeof referenceRowSchema>>;
export type RooflineRow = Readonly<z.infer<typeof rooflineRowSchema>>;
export type Failure = Readonly<z.infer<typeof failureSchema>>;
export type Report = Readonly<z.infer<typeof reportSchema>>;
