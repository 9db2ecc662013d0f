/** What `moebench prune --json` prints. */
import * as z from 'zod';
import { keptFields } from '../../../results/prune/kept.ts';

const runFields = { path: z.string(), machine: z.string().nullable(), runId: z.string().nullable() };

export const pruneDocumentSchema = z.strictObject({
  schema: z.literal('moebench.prune/1'),
  dryRun: z.boolean(),
  keep: z.union([z.strictObject({ runs: z.int().positive() }), z.strictObject({ days: z.int().positive() })]),
  /** Of the deleted samples files; by a dry run, of those that would be deleted. */
  bytes: z.int().nonnegative(),
  runs: z.array(
    z.union([
      z.strictObject({ ...runFields, status: z.enum(['pruned', 'prunable']), bytes: z.int().nonnegative() }),
      z.strictObject({ ...runFields, status: z.literal('kept'), ...keptFields }),
    ]),
  ),
});

export type PruneDocument = Readonly<z.infer<typeof pruneDocumentSchema>>;
