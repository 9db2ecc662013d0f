/** A published claim recomputed (`moebench reproduce`): what its source says, what follows by arithmetic, what is inferred, apart. */
import { z } from 'zod';
import { factSchema } from '../fact.ts';

export const REPRODUCE_SCHEMA = 'moebench.reproduce/2';

/** One thing the source says. `value` is null where it says it in words. */
const statementSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  section: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
});

/** One thing that follows from facts alone. A value of unit `share` is a fraction of 1. */
const stepSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  formula: z.string(),
  value: z.number(),
  unit: z.string(),
  /** The figure that the source states for it; null where it states none. */
  stated: z.number().nullable(),
  /** value ÷ stated − 1. */
  off: z.number().nullable(),
});

/** One thing that is neither stated nor follows, and why it is inferred. */
const inferenceSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  because: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
});

/** A name, a number, or a fact: why there is no number, or an interval (codes.ts). */
const cellSchema = z.union([z.string(), z.number(), factSchema]).nullable();

const tableSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** `inferred`: it rests on more than the source's own numbers. `measured`: on records of ours. */
  kind: z.enum(['follows', 'inferred', 'measured']),
  columns: z.array(z.strictObject({ id: z.string(), title: z.string(), unit: z.string().nullable() })),
  /** By the ids of the columns; null: there is no such value, and the note says why. */
  rows: z.array(z.record(z.string(), cellSchema)),
  note: z.string(),
});

/** Whether the steps come to what the source states of the same, by its own inputs alone: within so much of it. */
const arithmeticSchema = z.strictObject({
  holds: z.boolean(),
  within: z.number(),
  /** Steps that the source states as well. */
  checked: z.int().nonnegative(),
  /** Ids of those that are further off. */
  differing: z.array(z.string()),
});

/** Whether anything shows that the claim is so. Arithmetic that holds shows nothing about its inputs. */
const shownSchema = z.strictObject({ holds: z.boolean(), because: z.string(), give: z.string() });

export const reproductionSchema = z.strictObject({
  schema: z.literal(REPRODUCE_SCHEMA),
  name: z.string(),
  title: z.string(),
  source: z.strictObject({ text: z.string(), date: z.string(), confidence: z.enum(['high', 'medium', 'low']) }),
  /** What comes of it, in sentences. */
  answer: z.array(z.string()),
  arithmetic: arithmeticSchema,
  shown: shownSchema,
  says: z.array(statementSchema),
  follows: z.array(stepSchema),
  inferred: z.array(inferenceSchema),
  /** How our workload differs from that of the source; only where our records are compared with it. */
  differs: z.array(z.strictObject({ id: z.string(), text: z.string() })).exactOptional(),
  tables: z.array(tableSchema),
});

export type Reproduction = Readonly<z.infer<typeof reproductionSchema>>;
export type Fact = Reproduction['says'][number];
export type Step = Reproduction['follows'][number];
export type Inference = Reproduction['inferred'][number];
export type ClaimTable = Reproduction['tables'][number];
export type Cell = ClaimTable['rows'][number][string];

/** A step, with the figure that the source states for it, where it does. */
export function step(made: Omit<Step, 'stated' | 'off'>, stated: number | null = null): Step {
  return { ...made, stated, off: stated === null ? null : made.value / stated - 1 };
}

/** What a source prints is rounded: 3.7 days for 3.66 are off by 1 %. */
const ROUNDING = 0.02;

/** Judges the steps for which the source states a figure. */
export function arithmeticOf(follows: readonly Step[]): Reproduction['arithmetic'] {
  const stated = follows.filter(({ off }) => off !== null);
  const differing = stated.filter(({ off }) => Math.abs(off ?? 0) > ROUNDING).map(({ id }) => id);
  return { holds: differing.length === 0, within: ROUNDING, checked: stated.length, differing };
}
