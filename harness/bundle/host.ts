/** What a bundle takes from the machine it is made on: the Node that is running, and the C++ library that Node uses. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';

export type HostPart = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly type: 'application' | 'library';
  /** Its place in the bundle. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly licenceText: string;
};

const COMPILER_LIBRARIES = ['libstdc++.so.6', 'libgcc_s.so.1'];
const GCC_LICENCE = 'GPL-3.0-or-later WITH GCC-exception-3.1';
const GCC_LICENCE_FILES = [
  '/usr/share/doc/libstdc++6/copyright',
  '/usr/share/licenses/libstdc++/COPYING.RUNTIME',
  '/usr/share/licenses/gcc-libs/RUNTIME.LIBRARY.EXCEPTION',
];

/** Node first, then its libraries. UsageError where one, or its licence, is not found. */
export function hostParts(execPath: string, maps: string): readonly HostPart[] {
  const home = dirname(dirname(execPath));
  const nodeLicence = firstText(
    ['LICENSE', 'share/doc/nodejs/LICENSE', 'share/doc/nodejs/copyright'].map(name => join(home, name)),
    'the licence of Node',
  );
  const node: HostPart = {
    name: 'node',
    version: process.versions.node,
    license: 'MIT',
    type: 'application',
    path: 'node',
    bytes: readFileSync(execPath),
    licenceText: nodeLicence,
  };
  return [node, ...COMPILER_LIBRARIES.map(name => compilerLibrary(name, maps))];
}

function compilerLibrary(name: string, maps: string): HostPart {
  const file = mappedLibrary(maps, name);
  if (file === null) throw new UsageError(`this Node does not load ${name}: use one of nodejs.org or a distribution's`);
  return {
    name,
    version: basename(file).split('.so.').at(-1) ?? '',
    license: GCC_LICENCE,
    type: 'library',
    path: `lib/${name}`,
    bytes: readFileSync(file),
    licenceText: firstText(GCC_LICENCE_FILES, `the licence of ${name}`),
  };
}

/** The file a process has mapped for a library, by its soname's stem: `/proc/self/maps` names it with its full version. */
export function mappedLibrary(maps: string, soname: string): string | null {
  const files = maps.split('\n').map(line => line.slice(line.indexOf('/')));
  return files.find(file => basename(file) === soname || basename(file).startsWith(`${soname}.`)) ?? null;
}

function firstText(paths: readonly string[], what: string): string {
  const found = paths.find(path => existsSync(path));
  if (found === undefined) throw new UsageError(`${what} is not at ${paths.join(', ')}: it must go with the bundle`);
  return readFileSync(found, 'utf8');
}
