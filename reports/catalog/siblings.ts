/** Chips that share a die, and pairs of them on which the same work was timed: what a sibling may stand in for, and how well. */
import * as z from 'zod';
import { checkRows, peakFlopsSchema, positive, provenance } from './row.ts';

/** Chips of one design, and why what runs on one tells of another. */
export const familySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  chips: z.array(z.string()).min(2),
  reason: z.string().min(1),
  ...provenance,
});

/** One piece of work on two chips of a family, in FLOP/s; `dtype`: whose peak bounds it. */
export const siblingPairSchema = z.strictObject({
  first: z.string(),
  second: z.string(),
  what: z.string().min(1),
  dtype: peakFlopsSchema.keyof(),
  firstFlops: positive,
  secondFlops: positive,
  ...provenance,
});

export type Family = Readonly<z.infer<typeof familySchema>>;
export type SiblingPair = Readonly<z.infer<typeof siblingPairSchema>>;
export type Siblings = { readonly families: readonly Family[]; readonly pairs: readonly SiblingPair[] };

/** What siblings.json holds, checked. Throws when a row is wrong, naming it. */
export function parseSiblings(content: unknown): Siblings {
  const { families, pairs } = z.strictObject({ families: z.unknown(), pairs: z.unknown() }).parse(content);
  return {
    families: checkRows('siblings.json families', familySchema, families),
    pairs: checkRows('siblings.json pairs', siblingPairSchema, pairs),
  };
}
