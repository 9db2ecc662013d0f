/** A question to the roll-up, and the reply to it: what passes between two processes. */
import * as z from 'zod';
import type { PlainValue } from '../../../results/history/rollup/answer.ts';

export const questionSchema = z.strictObject({
  database: z.string(),
  sql: z.string(),
  timeoutMs: z.number().positive(),
  /** The most rows of an answer. */
  limit: z.int().positive(),
  /** The Parquet file that takes the whole answer; null: it is answered. */
  parquet: z.string().nullable(),
});

const plainSchema: z.ZodType<PlainValue> = z.json();

export const replySchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('answered'),
    columns: z.array(z.strictObject({ name: z.string(), type: z.string() })).readonly(),
    rows: z.array(z.array(plainSchema).readonly()).readonly(),
    isCut: z.boolean(),
  }),
  z.strictObject({ status: z.literal('written'), rows: z.int().nonnegative() }),
  z.strictObject({ status: z.literal('refused'), message: z.string() }),
]);

export type Question = Readonly<z.infer<typeof questionSchema>>;
export type Reply = Readonly<z.infer<typeof replySchema>>;
