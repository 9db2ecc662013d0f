/**
 * The published document of a recomputed claim (`moebench reproduce --json`): the source's statements, what follows by arithmetic, and
 * what is inferred, each in a list.
 */
import * as z from 'zod';
import { factSchema } from '../fact.ts';

export const REPRODUCE_SCHEMA = 'moebench.reproduce/2';

/** A statement of the source. `value` is null where the source gives no number. */
const statementSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  section: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
});

/** A result that follows from statements alone. A value of unit `share` is a fraction of 1. */
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

/** An assumption that is neither stated nor follows, and its reason. */
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
  /** `follows`: from the source's numbers alone. `inferred`: from other sources too. `measured`: from our records. */
  kind: z.enum(['follows', 'inferred', 'measured']),
  columns: z.array(z.strictObject({ id: z.string(), title: z.string(), unit: z.string().nullable() })),
  /** By the ids of the columns; null: there is no such value, and the note says why. */
  rows: z.array(z.record(z.string(), cellSchema)),
  note: z.string(),
});

/** Whether the source's own inputs give its stated results, to within a relative error of `within`. */
const arithmeticSchema = z.strictObject({
  holds: z.boolean(),
  within: z.number(),
  /** Steps with a stated result. */
  checked: z.int().nonnegative(),
  /** Ids of steps with a larger error. */
  differing: z.array(z.string()),
});

/** Whether evidence supports the claim. Correct arithmetic is no evidence about its inputs. */
const shownSchema = z.strictObject({ holds: z.boolean(), because: z.string(), give: z.string() });

export const reproductionSchema = z.strictObject({
  schema: z.literal(REPRODUCE_SCHEMA),
  name: z.string(),
  title: z.string(),
  source: z.strictObject({ text: z.string(), date: z.string(), confidence: z.enum(['high', 'medium', 'low']) }),
  /** The result, in sentences. */
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
