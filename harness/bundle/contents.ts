/** Everything that goes into a bundle, read from a built checkout and the machine it is on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../errors.ts';
import { carriedDocuments } from './documents.ts';
import { type Licensed, licencesText } from './licences.ts';
import { BUNDLE_SCHEMA, glibcText, type Manifest } from './origin.ts';
import { BUNDLE_PLATFORM, type LockedPackage, lockSchema, productionPackages } from './packages.ts';
import { referenceScript } from './reference-script.ts';
import { assertProvided, cppLibrariesIn, mappedCppLibraries, nodePart, type RuntimePart } from './runtime.ts';
import { sbomText } from './sbom.ts';
import { isLicence, isShipped } from './shipped.ts';
import { starterText } from './starter.ts';
import { glibcNeeded } from './symbol-versions.ts';
import type { ArchiveFile } from './tar.ts';

export type BundleContents = {
  /** The one folder the archive unpacks to. */
  readonly folder: string;
  readonly files: readonly ArchiveFile[];
  readonly manifest: Manifest;
};

type Read = { readonly path: string; readonly bytes: Buffer; readonly executable?: boolean };

const packageSchema = z.object({ license: z.string().optional() });

/**
 * Reads a built checkout. `cppFolder` holds the libstdc++ and libgcc to carry; without it, those of this process go along.
 * UsageError where it is not built, not installed, or no checkout, and where a library is missing or too old.
 */
export function bundleContents(root: string, cppFolder?: string): BundleContents {
  const lock = lockSchema.parse(
    JSON.parse(readText(join(root, 'package-lock.json'), 'a bundle is made in a checkout')),
  );
  const libraries =
    cppFolder === undefined ? mappedCppLibraries(readFileSync('/proc/self/maps', 'utf8')) : cppLibrariesIn(cppFolder);
  const runtime = [nodePart(process.execPath), ...libraries];
  const packages = productionPackages(lock, BUNDLE_PLATFORM);
  const license = packageSchema.parse(JSON.parse(readText(join(root, 'package.json'), 'no checkout'))).license ?? null;
  const dependencies = packages.map(part => ({ part, files: packageFiles(root, part) }));
  const carried: Read[] = [
    ...runtime.map(({ path, bytes }) => ({ path, bytes, executable: path === 'node' })),
    ...builtFiles(root),
    ...carriedDocuments(root).map(path => readOwn(root, path)),
    ...dependencies.flatMap(({ files }) => files),
  ];
  assertProvided(libraries, carried);
  const glibc = glibcOf(carried);
  const licensed = [
    ...runtime.map(runtimeLicence),
    ...dependencies.map(({ part, files }) => packageLicence(part, files)),
  ];
  const files: Read[] = [
    ...carried,
    text('moebench', starterText(`Linux on x86-64 and ${glibcText(glibc)}`), true),
    text('moebench-reference', referenceScript(), true),
    text('sbom.cdx.json', sbomText({ version: lock.version, license }, packages, runtime.map(binaryPart))),
    text('THIRD-PARTY-LICENSES.txt', licencesText(licensed)),
  ];
  const manifest: Manifest = {
    schema: BUNDLE_SCHEMA,
    version: lock.version,
    platform: 'linux-x64',
    node: process.versions.node,
    libraries: Object.fromEntries(libraries.map(({ name, version }) => [name, version])),
    glibc,
    contentSha256: sha256(sumsText(files)),
  };
  const contents = [...files, text('dist/bundle.json', `${JSON.stringify(manifest, null, 2)}\n`)];
  const folder = `moebench-${lock.version}-linux-x64`;
  const archived = [...contents, text('SHA256SUMS', sumsText(contents))].map(({ path, bytes, executable = false }) => ({
    path: `${folder}/${path}`,
    bytes,
    executable,
  }));
  return { folder, files: archived, manifest };
}

/** The least glibc of what is carried, with and without the compiler's libraries, which the host may have itself. */
function glibcOf(files: readonly Read[]): Manifest['glibc'] {
  const ourFiles = files.filter(({ path }) => !path.startsWith('lib/'));
  return {
    withHostLibraries: glibcNeeded(ourFiles.map(({ bytes }) => bytes)) ?? 'any',
    withOwnLibraries: glibcNeeded(files.map(({ bytes }) => bytes)) ?? 'any',
  };
}

/** The lines of SHA256SUMS, which `sha256sum -c` reads. */
function sumsText(files: readonly Read[]): string {
  const lines = files.map(({ path, bytes }) => ({ path, line: `${sha256(bytes)}  ${path}\n` }));
  return lines
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ line }) => line)
    .join('');
}

function packageFiles(root: string, { folder, name, version }: LockedPackage): Read[] {
  const from = join(root, folder);
  if (!existsSync(from)) throw new UsageError(`${folder} is missing (${name} ${version}): npm ci first`);
  return filesBelow(from)
    .filter(path => isShipped(path))
    .map(path => readOwn(root, `${folder}/${path}`));
}

/** What an interpreter wrote beside a runner's sources: it is for one version of Python, and differs from run to run. */
function isCompiledPython(path: string): boolean {
  return path.split('/').includes('__pycache__');
}

function builtFiles(root: string): Read[] {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, 'harness/cli.js')))
    throw new UsageError(`${dist} holds no built program: npm run build first`);
  return filesBelow(dist)
    .filter(path => path !== 'bundle.json' && !isCompiledPython(path))
    .map(path => readOwn(root, `dist/${path}`));
}

/** Files below a folder, relative to it; packages nested in a package have their own turn, links are no part of one. */
function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

function readOwn(root: string, path: string): Read {
  return { path, bytes: readFileSync(join(root, path)) };
}

function text(path: string, content: string, executable = false): Read {
  return { path, bytes: Buffer.from(content), executable };
}

function readText(path: string, otherwise: string): string {
  if (!existsSync(path)) throw new UsageError(`${path} is not there: ${otherwise} (npm ci, npm run build)`);
  return readFileSync(path, 'utf8');
}

function runtimeLicence({ name, version, license, licenceText }: RuntimePart): Licensed {
  return { name, version, license, texts: [licenceText] };
}

function packageLicence({ name, version, license }: LockedPackage, files: readonly Read[]): Licensed {
  const texts = files.filter(({ path }) => isLicence(path)).map(({ bytes }) => bytes.toString('utf8'));
  return { name, version, license, texts };
}

function binaryPart({ name, version, license, type, path, bytes }: RuntimePart) {
  return { name, version, license, type, path, sha256: sha256(bytes) };
}
