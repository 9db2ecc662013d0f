/** The runtime a bundle carries: the Node that is running, and a C++ library for hosts that have none. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { isX8664, neededVersions, newestVersion, providedVersions } from './symbol-versions.ts';

export type RuntimePart = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly type: 'application' | 'library';
  /** Its place in the bundle. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly licenceText: string;
};

/** The compiler's libraries, and the family of symbol versions that tells how new each is. */
const CPP_LIBRARIES = [
  { name: 'libstdc++.so.6', family: 'GLIBCXX' },
  { name: 'libgcc_s.so.1', family: 'GCC' },
] as const;
const GCC_LICENCE = 'GPL-3.0-or-later WITH GCC-exception-3.1';
const GCC_LICENCE_FILES = [
  '/usr/share/doc/libstdc++6/copyright',
  '/usr/share/licenses/libstdc++/COPYING.RUNTIME',
  '/usr/share/licenses/gcc-libs/RUNTIME.LIBRARY.EXCEPTION',
];

/** The Node at a path, which is the one that is running. UsageError where its licence is not found. */
export function nodePart(execPath: string): RuntimePart {
  const home = dirname(dirname(execPath));
  const licences = ['LICENSE', 'share/doc/nodejs/LICENSE', 'share/doc/nodejs/copyright'].map(name => join(home, name));
  return {
    name: 'node',
    version: process.versions.node,
    license: 'MIT',
    type: 'application',
    path: 'node',
    bytes: readFileSync(execPath),
    licenceText: firstText(licences, 'the licence of Node'),
  };
}

/** libstdc++ and libgcc as a process has mapped them (`/proc/self/maps`). UsageError where one, or the licence, is not found. */
export function mappedCppLibraries(maps: string): readonly RuntimePart[] {
  const licenceText = firstText(GCC_LICENCE_FILES, 'the licence of libstdc++');
  return CPP_LIBRARIES.map(library => {
    const file = mappedLibrary(maps, library.name);
    if (file === null) {
      throw new UsageError(`this Node does not load ${library.name}: give a folder with it (--cpp-libraries)`);
    }
    return cppLibrary(library, readFileSync(file), licenceText);
  });
}

/** libstdc++ and libgcc of a folder that holds them and `copyright`, their licence. UsageError where one is not there, or not x86-64. */
export function cppLibrariesIn(folder: string): readonly RuntimePart[] {
  const read = (name: string) => {
    const file = join(folder, name);
    if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`${file} is not there: ${WANTED}`);
    return readFileSync(file);
  };
  const licenceText = read('copyright').toString('utf8');
  return CPP_LIBRARIES.map(library => {
    const bytes = read(library.name);
    if (!isX8664(bytes)) throw new UsageError(`${join(folder, library.name)} is no whole x86-64 library: ${WANTED}`);
    return cppLibrary(library, bytes, licenceText);
  });
}

const WANTED = 'put libstdc++.so.6, libgcc_s.so.1 and their licence, copyright, there (docs/OFFLINE.md)';

/** UsageError where a file needs a symbol version of libstdc++ or libgcc that these libraries are too old to provide. */
export function assertProvided(
  libraries: readonly RuntimePart[],
  files: readonly { readonly path: string; readonly bytes: Buffer }[],
): void {
  const provided = new Set(libraries.flatMap(({ bytes }) => providedVersions(bytes)));
  for (const { path, bytes } of files) {
    const lacking = neededVersions(bytes).filter(version => /^(GLIBCXX|CXXABI|GCC)_/.test(version));
    const version = lacking.find(needed => !provided.has(needed));
    if (version === undefined) continue;
    const have = libraries.map(({ name, version: newest }) => `${name} with ${newest}`).join(' and ');
    throw new UsageError(
      `${basename(path)} needs ${version}, and the bundle's C++ library is too old for it (${have}): take one of a newer GCC`,
    );
  }
}

/** The file a process has mapped for a library, by its soname's stem: `/proc/self/maps` names it with its full version. */
export function mappedLibrary(maps: string, soname: string): string | null {
  const files = maps.split('\n').map(line => line.slice(line.indexOf('/')));
  return files.find(file => basename(file) === soname || basename(file).startsWith(`${soname}.`)) ?? null;
}

/** Its version is that of its newest symbols, which says what runs with it; a file's name may say nothing. */
function cppLibrary({ name, family }: (typeof CPP_LIBRARIES)[number], bytes: Buffer, licenceText: string): RuntimePart {
  const version = `${family}_${newestVersion(providedVersions(bytes), family) ?? 'unknown'}`;
  return { name, version, license: GCC_LICENCE, type: 'library', path: `lib/${name}`, bytes, licenceText };
}

function firstText(paths: readonly string[], what: string): string {
  const found = paths.find(path => existsSync(path));
  if (found === undefined) throw new UsageError(`${what} is not at ${paths.join(', ')}: it must go with the bundle`);
  return readFileSync(found, 'utf8');
}
