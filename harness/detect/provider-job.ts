/** What passes between the process that proves a provider and the child that runs a model on it, through files. */
import * as z from 'zod';

export const jobSchema = z.strictObject({ provider: z.string(), deviceIndex: z.int().nonnegative() });

export const childResultSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('right') }),
  z.strictObject({ status: z.literal('wrong'), message: z.string() }),
  z.strictObject({ status: z.literal('refused'), message: z.string() }),
]);

export type ChildResult = z.infer<typeof childResultSchema>;
