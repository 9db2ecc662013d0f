/** What a check of the nights says: one document, `moebench check --json`. Published as docs/schemas/check.schema.json. */
import * as z from 'zod';
import { ACCEPTANCE_DAMAGE } from '../../results/history/acceptance.ts';
import { METRICS } from '../../results/history/metrics.ts';
import { ROLES, seriesKeySchema, UNUSABLE } from '../../results/history/observation.ts';
import { intervalFields } from '../../results/schema/figure.ts';

export const CHECK_SCHEMA = 'moebench.check/1';

/**
 * `steady`: no step is seen. `suspected`: tonight, or since few nights, it is off; another night has to agree. `confirmed`: a step
 * that nights, or an interleaved comparison, agree on, and nobody has accepted. `accepted`: somebody did. `recovered`: the level is
 * back. `insufficient-history`: too few nights to know the noise. `not-judged`: tonight's figure is not used, `why` says for what.
 */
export const STATES = [
  'steady',
  'suspected',
  'confirmed',
  'accepted',
  'recovered',
  'insufficient-history',
  'not-judged',
] as const;

const runPoint = z.strictObject({ runId: z.string(), startedAt: z.iso.datetime() });

/** `before` or `now` null: it was, or is, not there. */
const differenceSchema = z.strictObject({
  what: z.string(),
  before: z.string().nullable(),
  now: z.string().nullable(),
});

export const acceptanceSchema = z.strictObject({
  acceptedAt: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
});

export const stepSchema = z.strictObject({
  direction: z.enum(['worse', 'better']),
  /** The first night of the new level, as far as can be told. */
  first: runPoint,
  /** The night on which it was confirmed; null: it is suspected. */
  confirmedOn: runPoint.nullable(),
  confirmedBy: z.enum(['nights', 'interleaved']).nullable(),
  /** Nights at the new level so far. */
  nights: z.int().positive(),
  /** Level since ÷ level before. */
  ratio: z.strictObject(intervalFields),
  /** Chance of as much where nothing changed, by the noise of its own history. */
  p: z.number().min(0).max(1),
  /** What is not as it was on the last night of the old level. */
  changed: z.array(differenceSchema),
  accepted: acceptanceSchema.nullable(),
});

export const noiseSchema = z.strictObject({
  /** Deviation from night to night, as a share of the level, after what is shared or weekly is taken out. */
  cv: z.number().nonnegative(),
  /** Of one night with the next. */
  autocorrelation: z.number(),
  /** How much of the sentinels' movement this series follows: 1 is all of it. */
  sharedShare: z.number().nonnegative(),
  weekly: z.boolean(),
  /** Nights it was learned from. */
  nights: z.int().nonnegative(),
});

/**
 * `machine`: what the products of the roofline of a target did alike, as one series of its own: its strategy and workload are `*`, and it has no
 * figure, only steps.
 */
export const FINDING_ROLES = [...ROLES, 'machine'] as const;

export const findingSchema = z.strictObject({
  series: seriesKeySchema,
  case: z.string(),
  role: z.enum(FINDING_ROLES),
  metric: z.enum(METRICS),
  state: z.enum(STATES),
  /** Why tonight's figure is not used: of `not-judged`, and of a step that stays open while there is none. Else null. */
  why: z.enum(UNUSABLE).nullable(),
  tonight: z.number().nonnegative().nullable(),
  /** The level that tonight is held against, and since when it holds; null: too few nights. */
  baseline: z.strictObject({ value: z.number().positive(), nights: z.int().positive(), since: runPoint }).nullable(),
  noise: noiseSchema.nullable(),
  /** The least step, as a share of the level, that two nights would confirm in 95 of 100 cases; null: too few nights. */
  smallestStep: z.number().positive().nullable(),
  /** The newest step; of `confirmed`, `suspected`, `accepted` and `recovered`. */
  step: stepSchema.nullable(),
});

const count = z.int().nonnegative();

/** Findings of each state. */
const countsSchema = z.strictObject({
  steady: count,
  suspected: count,
  confirmed: count,
  accepted: count,
  recovered: count,
  'insufficient-history': count,
  'not-judged': count,
} satisfies Readonly<Record<State, z.ZodType>>);

export const checkSchema = z.strictObject({
  schema: z.literal(CHECK_SCHEMA),
  /** The newest night of each machine: what is judged. */
  runs: z.array(runPoint.extend({ machine: z.string() })),
  /** `regressed`: a confirmed step for the worse is open. `cannot-tell`: no series has enough nights. */
  verdict: z.enum(['holds', 'regressed', 'cannot-tell']),
  /** Steps for the worse that were confirmed by tonight's runs: what is news. */
  news: z.int().nonnegative(),
  counts: countsSchema,
  findings: z.array(findingSchema),
  /** Series of earlier nights that no run of the newest night of their machine measured: ended, or left out tonight. */
  ended: z.array(z.strictObject({ series: seriesKeySchema, case: z.string(), role: z.enum(ROLES), last: runPoint })),
  /** Lines of `accepted.jsonl` that are not as they were written. */
  damagedAcceptances: z.array(z.strictObject({ line: z.int().positive(), code: z.enum(ACCEPTANCE_DAMAGE) })),
});

export { METRICS, type Metric } from '../../results/history/metrics.ts';

export type RunPoint = Readonly<z.infer<typeof runPoint>>;
export type State = (typeof STATES)[number];
export type Acceptance = Readonly<z.infer<typeof acceptanceSchema>>;
export type Difference = Readonly<z.infer<typeof differenceSchema>>;
export type Step = Readonly<z.infer<typeof stepSchema>>;
export type Noise = Readonly<z.infer<typeof noiseSchema>>;
export type Finding = Readonly<z.infer<typeof findingSchema>>;
export type Ended = Check['ended'][number];
export type Check = Readonly<z.infer<typeof checkSchema>>;
