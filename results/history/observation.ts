/**
 * What one run found of one work on one target by one strategy: the unit of a history. It is made from a record (observe.ts) or read
 * from the roll-up, and is the same by both ways.
 */
import * as z from 'zod';

/** Why a run's figures of a work are kept and not judged. */
export const UNUSABLE = [
  'ahead-of-clock',
  'damaged',
  'impossible',
  'unproven',
  'disturbed',
  'not-measured',
  'rounds-missing',
  'self-test',
] as const;

export const ROLES = ['work', 'largest-matmul', 'stream', 'expert-matmuls'] as const;

/**
 * What has to be equal before two nights are compared at all. Software (runtime, driver, kernel of the system, version of this program)
 * is in `setup` instead: a night after an update is compared with the nights before it, and the update is named beside the step.
 */
export const seriesKeySchema = z.strictObject({
  /** As results/history/runs.ts has it: the name given by `--machine`, else of the host; imported records are of a machine of their own. */
  machine: z.string(),
  target: z.string(),
  /** The board's serial (uuid); null: none is known. A board that was swapped for another of its kind begins a series. */
  board: z.string().nullable(),
  strategy: z.string(),
  workloadSha256: z.string(),
  /** All targets at once. */
  concurrent: z.boolean(),
  /** Of the board, in the timed windows; null: not known. */
  powerLimitW: z.number().nullable(),
});

export const observationSchema = z.strictObject({
  ...seriesKeySchema.shape,
  runId: z.string(),
  /** UTC, by the clock of the machine that ran it. */
  startedAt: z.iso.datetime(),
  /** Place of its run among those of its machine, from 0: by what each run says of the run before it, then by time (order.ts). */
  order: z.int().nonnegative(),
  case: z.string(),
  role: z.enum(ROLES),
  /** By the runner's own word; null: it does not tell. */
  computeKernel: z.string().nullable(),
  /** null: it is judged. */
  unusable: z.enum(UNUSABLE).nullable(),
  /** Measured ones that count: without disturbed ones, where enough are quiet (usable.ts). */
  rounds: z.int().nonnegative(),
  plannedRounds: z.int().positive(),
  /** Mean step of each of them, in the order of rounds. */
  roundStepMs: z.array(z.number().positive()),
  /** Mean over rounds of the joules of a step, of the target's own device; null: no sensor counted it in every round. */
  energyJPerStep: z.number().positive().nullable(),
  /** The most of any round; null: not known. */
  peakHostBytes: z.number().nonnegative().nullable(),
  peakDeviceBytes: z.number().nonnegative().nullable(),
  /** Mean of the compute clock over rounds; null: the driver does not tell. */
  clockMHz: z.number().positive().nullable(),
  /** Software and system by dotted path: `runtimes.onnxruntime-node`, `driver`, `system.kernel`, `program.version`, `target.torch`. */
  setup: z.record(z.string(), z.string()),
});

export type SeriesKey = Readonly<z.infer<typeof seriesKeySchema>>;
export type Observation = Readonly<z.infer<typeof observationSchema>>;
export type Unusable = (typeof UNUSABLE)[number];

/** The same text for the same series. */
export const seriesId = (series: SeriesKey): string => {
  const { machine, target, board, strategy, workloadSha256, concurrent, powerLimitW } = series;
  return JSON.stringify([machine, target, board, strategy, workloadSha256, concurrent, powerLimitW]);
};

/** The series that an observation is of. */
export const seriesKeyOf = (observation: Observation): SeriesKey => SERIES_KEY.parse(observation);

/** Of an observation, whatever else it has. */
const SERIES_KEY = z.object(seriesKeySchema.shape);
