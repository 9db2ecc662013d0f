/** A published claim recomputed (`moebench reproduce`): what its source says, what follows by arithmetic, what is inferred, apart. */
import { z } from 'zod';

export const REPRODUCE_SCHEMA = 'moebench.reproduce/1';

/** One thing the source says. `value` is null where it says it in words. */
const factSchema = z.strictObject({
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
  /** What the source says of the same; null where it says nothing. */
  stated: z.number().nullable(),
  /** value ÷ stated − 1. */
  off: z.number().nullable(),
});

/** One thing that is neither said nor follows, and why it is thought so. */
const inferenceSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  because: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
});

const cellSchema = z.union([z.string(), z.number()]).nullable();

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
  says: z.array(factSchema),
  follows: z.array(stepSchema),
  inferred: z.array(inferenceSchema),
  /** In what a record of ours is another thing than what the source measured; only where one can stand beside it. */
  differs: z.array(z.strictObject({ id: z.string(), text: z.string() })).exactOptional(),
  tables: z.array(tableSchema),
});

export type Reproduction = Readonly<z.infer<typeof reproductionSchema>>;
export type Fact = Reproduction['says'][number];
export type Step = Reproduction['follows'][number];
export type Inference = Reproduction['inferred'][number];
export type ClaimTable = Reproduction['tables'][number];

/** A step beside what the source states of the same, where it does. */
export function step(made: Omit<Step, 'stated' | 'off'>, stated: number | null = null): Step {
  return { ...made, stated, off: stated === null ? null : made.value / stated - 1 };
}

/** What a source prints is rounded: 3.7 days for 3.66 are off by 1 %. */
const ROUNDING = 0.02;

/** Judges the steps that the source states as well. */
export function arithmeticOf(follows: readonly Step[]): Reproduction['arithmetic'] {
  const stated = follows.filter(({ off }) => off !== null);
  const differing = stated.filter(({ off }) => Math.abs(off ?? 0) > ROUNDING).map(({ id }) => id);
  return { holds: differing.length === 0, within: ROUNDING, checked: stated.length, differing };
}
