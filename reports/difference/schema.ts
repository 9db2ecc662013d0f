/** What differs between two sides: one document, `moebench diff --json`. Published as docs/schemas/diff.schema.json. */
import * as z from 'zod';
import { factSchema } from '../fact.ts';
import { figureSchema } from '../figure.ts';
import { METRICS } from '../regressions/schema.ts';

export const DIFF_SCHEMA = 'moebench.diff/1';

/**
 * Of B beside A; less is better in every metric. `no-interval`: a ratio has none, or is not there. `withheld`: it has one, and a reason
 * forbids a verdict.
 */
export const VERDICTS = ['less', 'more', 'not-separable', 'no-interval', 'withheld'] as const;

export const SIDES = ['A', 'B'] as const;

const count = z.int().nonnegative();

/** Of a setup, by dotted path: `driver`, `target.torch`; null: it is not there on that side. */
export const changeSchema = z.strictObject({ what: z.string(), a: z.string().nullable(), b: z.string().nullable() });

const sideSchema = z.strictObject({
  /** As it was typed: a record, a run, a folder or a command. */
  name: z.string(),
  machine: z.string(),
  /** In the order in which they were taken; in turns one a turn. */
  records: z.array(z.strictObject({ path: z.string(), runId: z.string(), startedAt: z.iso.datetime() })).min(1),
});

const laneSchema = z.strictObject({
  target: z.string(),
  device: z.string(),
  strategy: z.string(),
  /** By the runner's own word; null: it does not tell. */
  kernel: z.string().nullable(),
  rounds: z.int().nonnegative(),
  plannedRounds: z.int().nonnegative(),
});

const comparedSchema = z.strictObject({
  metric: z.enum(METRICS),
  /** Over the rounds of each side: milliseconds of a mean step, joules of a step, bytes at the peak. */
  a: figureSchema,
  b: figureSchema,
  /** B ÷ A. */
  ratio: figureSchema,
  verdict: z.enum(VERDICTS),
  /** Why there is no verdict, where there is a ratio. */
  withheld: z.array(factSchema),
});

const workSchema = z.strictObject({
  case: z.string(),
  role: z.enum(['work', 'largest-matmul', 'stream', 'expert-matmuls']),
  workloadSha256: z.string(),
  a: laneSchema,
  b: laneSchema,
  metrics: z.array(comparedSchema).length(METRICS.length),
  /** Of this work alone: target, strategy, kernel, power limit, clock, throttling. */
  changed: z.array(changeSchema),
});

const loneSchema = z.strictObject({ case: z.string(), target: z.string(), strategy: z.string() });

export const differenceSchema = z.strictObject({
  schema: z.literal(DIFF_SCHEMA),
  /**
   * `turns`: A and B were run in turns, and each turn is a pair: what differs between runs is inside the intervals. `runs`: of one run
   * each: it is not, since one run does not show it.
   */
  pairing: z.enum(['turns', 'runs']),
  /** Turns that both sides have; null: they were not taken in turns. */
  turns: z.int().positive().nullable(),
  sides: z.strictObject({ a: sideSchema, b: sideSchema }),
  /** Works and products by the verdict on their step time. */
  counts: z.strictObject({
    less: count,
    more: count,
    'not-separable': count,
    'no-interval': count,
    withheld: count,
  }),
  /** Works first, then the products that they are held against. */
  works: z.array(workSchema),
  onlyInA: z.array(loneSchema),
  onlyInB: z.array(loneSchema),
  /** Machine, software and suite. */
  changed: z.array(changeSchema),
});

export type Verdict = (typeof VERDICTS)[number];
export type SideName = (typeof SIDES)[number];
export type Change = Readonly<z.infer<typeof changeSchema>>;
export type ComparedMetric = Readonly<z.infer<typeof comparedSchema>>;
export type ComparedWork = Readonly<z.infer<typeof workSchema>>;
export type LoneWork = Readonly<z.infer<typeof loneSchema>>;
export type Difference = Readonly<z.infer<typeof differenceSchema>>;
