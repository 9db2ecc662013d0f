/** Where this program came from: a checkout, or a bundle that knows its own contents. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

export const BUNDLE_SCHEMA = 'moebench.bundle/1';

const sha = z.string().regex(/^[0-9a-f]{64}$/);

/** `dist/bundle.json` of a bundle. A checkout has none. */
export const manifestSchema = z.strictObject({
  schema: z.literal(BUNDLE_SCHEMA),
  version: z.string(),
  platform: z.literal('linux-x64'),
  node: z.string(),
  /** The C++ library it carries, by file: the newest symbols each has, `GLIBCXX_3.4.28`. */
  libraries: z.record(z.string(), z.string()),
  /** The least glibc: with the host's own libstdc++ and libgcc, and with those of the bundle. */
  glibc: z.strictObject({ withHostLibraries: z.string(), withOwnLibraries: z.string() }),
  /** SHA-256 over the names and hashes of every other file. */
  contentSha256: sha,
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** What a host must have, in words; two numbers only where they differ. */
export function glibcText({ withHostLibraries, withOwnLibraries }: Manifest['glibc']): string {
  const least = `glibc ${withHostLibraries} or newer`;
  return withOwnLibraries === withHostLibraries
    ? least
    : `${least} (${withOwnLibraries} where the host has no libstdc++)`;
}

const MANIFEST = new URL('../../bundle.json', import.meta.url);

/** `checkout`, or `bundle:<contentSha256>`: what a record says of the program that made it. */
export function programOrigin(manifest: URL = MANIFEST): string {
  if (!existsSync(manifest)) return 'checkout';
  return `bundle:${manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).contentSha256}`;
}
