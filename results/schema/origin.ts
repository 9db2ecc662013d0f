/** The mark of a record that came from elsewhere: a file beside it, since its own bytes are sealed. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

export const ORIGIN_SCHEMA = 'moebench.origin/1';

const originSchema = z.strictObject({
  schema: z.literal(ORIGIN_SCHEMA),
  importedAt: z.iso.datetime(),
  /** The path it was taken from, as it was given. */
  from: z.string(),
  /** Of the record's bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Origin = Readonly<z.infer<typeof originSchema>>;

/** The origin file of a record. */
export function originPath(recordPath: string): string {
  return recordPath.replace(/\.jsonl$/, '.origin.json');
}

/** `none`: measured here. `damaged`: there is such a file, but it cannot be read (no origin), or it is of other bytes. */
export type OriginFound =
  | { readonly status: 'none' }
  | { readonly status: 'imported'; readonly origin: Origin }
  | { readonly status: 'damaged'; readonly reason: string; readonly origin: Origin | null };

/** Where a record came from. `recordSha256`: of the bytes that lie there now. */
export function originOf(recordPath: string, recordSha256: string): OriginFound {
  const path = originPath(recordPath);
  if (!existsSync(path)) return { status: 'none' };
  try {
    const origin = originSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (origin.sha256 === recordSha256) return { status: 'imported', origin };
    return { status: 'damaged', reason: 'the record was changed after it was imported', origin };
  } catch {
    return { status: 'damaged', reason: `${path} cannot be read: import the record again`, origin: null };
  }
}
