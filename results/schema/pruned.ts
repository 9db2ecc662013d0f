/** The mark of a record whose samples were deleted on purpose: a file beside it, since its own bytes are sealed. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

export const PRUNED_SCHEMA = 'moebench.pruned/1';

const prunedSchema = z.strictObject({
  schema: z.literal(PRUNED_SCHEMA),
  prunedAt: z.iso.datetime(),
  /** The command that deleted them, as it was typed. */
  by: z.string(),
  /** Of the deleted samples file; the seal names the same hash. */
  samplesSha256: z.string().regex(/^[0-9a-f]{64}$/),
  samplesBytes: z.int().nonnegative(),
});

export type Pruned = Readonly<z.infer<typeof prunedSchema>>;

/** The pruning mark of a record. */
export function prunedPath(recordPath: string): string {
  return recordPath.replace(/\.jsonl$/, '.pruned.json');
}

/** `damaged`: there is such a file, and it cannot be read. */
export type PrunedFound =
  | { readonly status: 'none' }
  | { readonly status: 'pruned'; readonly pruned: Pruned }
  | { readonly status: 'damaged' };

/** What lies beside a record about deleted samples. It means nothing while the samples are there. */
export function prunedOf(recordPath: string): PrunedFound {
  const path = prunedPath(recordPath);
  if (!existsSync(path)) return { status: 'none' };
  try {
    return { status: 'pruned', pruned: prunedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  } catch {
    return { status: 'damaged' };
  }
}
