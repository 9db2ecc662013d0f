/** Which packages of package-lock.json a platform needs to run the program. */
import * as z from 'zod';

export type Platform = { readonly os: string; readonly cpu: string; readonly libc: string };

/** The one platform a bundle is made for, and on. */
export const BUNDLE_PLATFORM: Platform = { os: 'linux', cpu: 'x64', libc: 'glibc' };

const onlyOn = z.array(z.string()).optional();

export const lockSchema = z.object({
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      /** A folder of the checkout, `resolved`, which has an entry of its own. */
      link: z.boolean().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
      os: onlyOn,
      cpu: onlyOn,
      libc: onlyOn,
    }),
  ),
});

export type Lock = Readonly<z.infer<typeof lockSchema>>;

export type LockedPackage = {
  /** Its folder in the checkout: `node_modules/a/node_modules/b`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package says it. */
  readonly license: string | null;
  /** `sha512-…` of the package as it was published. */
  readonly integrity: string | null;
};

/**
 * Left out of every bundle: DuckDB takes 70 MB, and a host without a network measures; its history is asked where its records are
 * brought to. Without it `check` reads the records, and `sql` says how to install it.
 */
const LEFT_OUT = /^node_modules\/@duckdb\//;

/** What production needs on a platform, by folder. Packages of other platforms and of development are left out, and DuckDB. */
export function productionPackages({ packages }: Lock, platform: Platform): readonly LockedPackage[] {
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => isBundled(folder) && dev !== true && devOptional !== true)
    .map(([folder, entry]) => [folder, linkTarget(entry, packages)] as const)
    .filter(([, { os, cpu, libc }]) => fits(os, platform.os) && fits(cpu, platform.cpu) && fits(libc, platform.libc))
    .map(([folder, { version = '0', license = null, integrity = null }]) => ({
      folder,
      name: nameIn(folder),
      version,
      license,
      integrity,
    }))
    .toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Neither the checkout itself, nor a folder of it that a link leads to, nor what is left out. */
function isBundled(folder: string): boolean {
  return folder.startsWith('node_modules/') && !LEFT_OUT.test(folder);
}

function linkTarget(entry: Lock['packages'][string], packages: Lock['packages']): Lock['packages'][string] {
  const target = entry.link === true && entry.resolved !== undefined ? packages[entry.resolved] : undefined;
  return target ?? entry;
}

/** npm's rule: `['linux', 'darwin']` names what fits, `['!win32']` what does not, and none means any. */
function fits(wanted: readonly string[] | undefined, here: string): boolean {
  if (wanted === undefined || wanted.includes(here)) return true;
  return wanted.every(name => name.startsWith('!')) && !wanted.includes(`!${here}`);
}

function nameIn(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
