/** What the report has of failures and of what was left out. */
import * as z from 'zod';
import { cellSchema } from '../../results/record.ts';
import { FAULT_CODES } from '../../results/schema/outcome.ts';
import { factSchema } from '../fact.ts';

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
  /** Why it failed, is unproven or cannot be true, or what disagrees; null for a fault that a runtime words, in `message`. */
  why: factSchema.nullable(),
  message: z.string(),
  detail: z.string(),
});

export const skipSchema = z.strictObject({
  run: z.string(),
  machine: z.string(),
  /** A target, a case, or what else was found and not run. */
  what: z.string(),
  /** Of a case: on which target and by which strategy. */
  on: z.strictObject({ target: z.string(), strategy: z.string() }).nullable(),
  reason: factSchema,
});

export type Failure = Readonly<z.infer<typeof failureSchema>>;
export type Skip = Readonly<z.infer<typeof skipSchema>>;
