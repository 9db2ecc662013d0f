/** The bundle, where it is meant to go: a root with a shell, the C library and nothing else, and no network. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleContents } from '../../harness/bundle/contents.ts';
import { BUNDLE_PLATFORM, lockSchema, productionPackages } from '../../harness/bundle/packages.ts';
import { glibcNeeded } from '../../harness/bundle/symbol-versions.ts';
import { tarOf } from '../../harness/bundle/tar.ts';
import { LIMIT_BYTES } from '../../harness/bundle/write.ts';
import { recordLineSchema } from '../../results/record.ts';
import { sha256 } from '../../suites/identity.ts';
import { violations } from '../harness/bundle/cyclonedx.ts';
import { moebench, recordIn, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What `.ci/bullseye` fetched: the C++ library to carry, and a shell and a C library older than this machine's. */
const BULLSEYE = process.env.MOEBENCH_BULLSEYE;
const CPP_LIBRARIES = BULLSEYE === undefined ? undefined : join(BULLSEYE, 'cpp-libraries');
const LOADER = 'ld-linux-x86-64.so.2';
/** What glibc itself brings; libstdc++ and libgcc are not of it, and so not here. */
const C_LIBRARY = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'librt.so.1'];

const missing = whatIsMissing();
const skip = missing !== null && process.env.MOEBENCH_REQUIRE_ALL !== '1';

function whatIsMissing(): string | null {
  if (!existsSync(join(ROOT, 'dist/harness/cli.js'))) return 'dist/harness/cli.js is missing: npm run build';
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'a bundle is for linux-x64';
  if (spawnSync('unshare', ['--net', 'chroot', '/', 'true']).status !== 0) return 'needs root, unshare and chroot';
  if (spawnSync('xz', ['--version']).status !== 0) return 'needs xz';
  return null;
}

describe.skipIf(skip)(`a bundle${skip ? ` (skipped: ${missing})` : ''}`, () => {
  const folder = workFolder('bundle');
  const root = join(folder, 'root');
  const contents = skip ? undefined : bundleContents(ROOT, CPP_LIBRARIES);
  const tar = contents === undefined ? Buffer.alloc(0) : tarOf(contents.files);
  const files = (contents?.files ?? []).map(({ path, ...file }) => ({
    ...file,
    path: path.slice(path.indexOf('/') + 1),
  }));
  const bundle = join(root, 'opt', contents?.folder ?? '');

  /** Runs a line in the empty root: its own shell, only that on the PATH, no network but a loopback that is down. */
  function inRoot(line: string) {
    const argv = ['-i', 'PATH=/bin', 'unshare', '--net', '/usr/sbin/chroot', root, '/bin/sh', '-c', line];
    return spawnSync('/usr/bin/env', argv, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  }

  beforeAll(() => {
    for (const name of ['bin', 'dev', 'tmp', 'opt', 'work', 'lib64', 'lib/x86_64-linux-gnu']) {
      mkdirSync(join(root, name), { recursive: true });
    }
    const system = join(BULLSEYE ?? '', 'system');
    const shell = BULLSEYE === undefined ? '/bin/sh' : join(system, 'bin/sh');
    const libraries = BULLSEYE === undefined ? dirname(libraryOf('libc.so.6')) : join(system, 'lib/x86_64-linux-gnu');
    cpSync(shell, join(root, 'bin/sh'), { dereference: true });
    cpSync(join(libraries, LOADER), join(root, 'lib64', LOADER), { dereference: true });
    for (const name of C_LIBRARY) {
      cpSync(join(libraries, name), join(root, 'lib/x86_64-linux-gnu', name), { dereference: true });
    }
    spawnSync('mknod', ['-m', '666', join(root, 'dev/null'), 'c', '1', '3']);
    expect(spawnSync('tar', ['-xf', '-', '-C', join(root, 'opt')], { input: tar }).status).toBe(0);
    writeSuite(join(root, 'work'), 'tiny');
  });

  test('detects, runs, reports and verifies with a shell and a C library alone, and its record says where it came from', () => {
    const program = `cd /work && ${bundle.slice(root.length)}/moebench`;
    expect(inRoot('node --version').status).toBe(127);

    const detected = inRoot(`${program} detect --json`);
    expect(detected).toMatchObject({ status: 0 });
    expect(JSON.parse(detected.stdout)).toMatchObject({ targets: [{ id: 'cpu' }] });

    const ran = inRoot(`${program} run --suite tiny.yaml`);
    expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: expect.stringMatching(/ 0 failed\. Record: results/) });
    const verified = inRoot(`${program} verify`);
    expect(verified).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^sealed, /) });
    const reported = inRoot(`${program} report`);
    expect(reported).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(root, 'work/reports/site'), { recursive: true })).toEqual(
      expect.arrayContaining(['index.html', 'zh/index.html', 'report.json', 'charts/throughput.png', 'assets/page.js']),
    );

    const [first = ''] = readFileSync(recordIn(join(root, 'work/results')) ?? '', 'utf8').split('\n');
    expect(recordLineSchema.parse(JSON.parse(first))).toMatchObject({
      program: { origin: `bundle:${contents?.manifest.contentSha256}` },
    });
  }, 300_000);

  test('its script detects, runs, verifies, and leaves a folder that is taken in below a chip', async () => {
    const [out, suite] = [join(folder, 'brought'), join(root, 'work/tiny.yaml')];
    const script = join(bundle, 'moebench-reference');
    const ran = spawnSync(script, [out, '--suite', suite, '--target', 'cpu'], { encoding: 'utf8' });
    expect(ran, ran.stderr).toMatchObject({ status: 0 });
    expect(readFileSync(join(out, 'run.log'), 'utf8')).toMatch(/run ended with 0, verify with 0\n$/);
    expect(readdirSync(out).toSorted()).toEqual(['detect.json', 'records', 'run.log']);

    const taken = await moebench(folder, 'import', out, '--reference', 'some-chip', '--json');
    expect(taken).toMatchObject({ code: 0 });
    const { path, runId } = JSON.parse(taken.stdout);
    const names = ['detect.json', 'jsonl', 'log', 'origin.json', 'samples.gz'].map(ending => `${runId}.${ending}`);
    expect(readdirSync(join(folder, dirname(path))).toSorted()).toEqual(names);
    const [first = ''] = readFileSync(join(folder, path), 'utf8').split('\n');
    expect(JSON.parse(first)).toMatchObject({
      command: ['run', '--suite', 'accelerator', '--out', 'records', '--suite', suite, '--target', 'cpu'],
    });
  }, 300_000);

  const noBullseye = BULLSEYE === undefined;
  test.skipIf(noBullseye)(
    `with the C++ library of Debian 11 it needs no glibc after 2.28, and the empty root has 2.31${noBullseye ? ' (skipped: MOEBENCH_BULLSEYE is not set; .ci/bullseye)' : ''}`,
    () => {
      expect(contents?.manifest).toMatchObject({
        libraries: { 'libstdc++.so.6': 'GLIBCXX_3.4.28', 'libgcc_s.so.1': 'GCC_7.0.0' },
        glibc: { withHostLibraries: '2.28', withOwnLibraries: '2.28' },
      });
      for (const { path, bytes } of files) expect(namedVersion(bytes), path).toBeLessThanOrEqual(28);
      expect(readFileSync(join(bundle, 'moebench'), 'utf8')).toContain(
        'it needs Linux on x86-64 and glibc 2.28 or newer"',
      );
      // glibc says its version when it is run as a program.
      expect(inRoot('/lib/x86_64-linux-gnu/libc.so.6').stdout).toMatch(/^GNU C Library .* version 2\.31\.\n/);
    },
  );

  test('the same checkout gives the same bytes, compressed too, within the limit', async () => {
    const given = CPP_LIBRARIES === undefined ? [] : ['--cpp-libraries', CPP_LIBRARIES];
    const { code, stdout, stderr } = await moebench(folder, 'bundle', '--json', '--out', 'bundle.tar.xz', ...given);
    expect(code, stderr).toBe(0);
    const archive = join(folder, 'bundle.tar.xz');
    const bytes = readFileSync(archive);
    expect(JSON.parse(stdout)).toMatchObject({
      bytes: bytes.length,
      sha256: sha256(bytes),
      manifest: contents?.manifest,
    });
    expect(bytes.length).toBeLessThanOrEqual(LIMIT_BYTES);
    const unpacked = spawnSync('xz', ['-dc', archive], { maxBuffer: 2 ** 30 }).stdout;
    expect(sha256(unpacked)).toBe(sha256(tar));

    truncateSync(archive, bytes.length - 1000);
    const cut = spawnSync('tar', ['-xJf', archive, '-C', workFolder('cut')], { encoding: 'utf8' });
    expect(cut.status).not.toBe(0);
    expect(cut.stderr).toMatch(/Unexpected end of input/);
  }, 900_000);

  test('its own list of sums holds, and names every file but itself', () => {
    expect(spawnSync('sha256sum', ['--check', '--quiet', '--strict', 'SHA256SUMS'], { cwd: bundle }).status).toBe(0);
    const lines = readFileSync(join(bundle, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe(files.length - 1);
    // The hash that records carry: of this list without the file that holds it.
    const others = lines.filter(line => !line.endsWith('  dist/bundle.json'));
    expect(contents?.manifest.contentSha256).toBe(sha256(`${others.join('\n')}\n`));
  });

  test('What it carries needs no glibc after 2.28 but for the C++ library; what it says of its own libstdc++ is so', () => {
    const native = files.filter(({ bytes }) => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\x7fELF');
    const needed = native.map(({ path, bytes }) => ({ path, glibc: namedVersion(bytes) }));
    const ours = needed.filter(({ path }) => !path.startsWith('lib/'));
    expect(ours.map(({ path }) => path.split('/').at(-1)).toSorted()).toEqual([
      'koffi.node',
      'libonnxruntime.so.1',
      'node',
      'onnxruntime_binding.node',
      'skia.linux-x64-gnu.node',
    ]);
    for (const { path, glibc } of ours) expect(glibc, path).toBeLessThanOrEqual(28);
    for (const { path, bytes } of native) {
      expect(glibcNeeded([Buffer.from(bytes)]), path).toBe(`2.${namedVersion(bytes)}`);
    }
    expect(contents?.manifest.glibc).toEqual({
      withHostLibraries: `2.${Math.max(...ours.map(({ glibc }) => glibc))}`,
      withOwnLibraries: `2.${Math.max(...needed.map(({ glibc }) => glibc))}`,
    });
  });

  test('its SBOM holds by the schema of CycloneDX 1.6, and names Node and every package it carries, each once', () => {
    const sbom = JSON.parse(readFileSync(join(bundle, 'sbom.cdx.json'), 'utf8'));
    expect(violations(sbom)).toEqual([]);
    expect(sbom).toMatchObject({ specVersion: '1.6', metadata: { component: { name: 'moebench' } } });
    const versions = Object.values(contents?.manifest.libraries ?? {});
    expect(sbom.components.slice(1, 3).map((part: { version: string }) => part.version)).toEqual(versions);
    const references: string[] = sbom.components.map((part: { 'bom-ref': string }) => part['bom-ref']);
    const lock = lockSchema.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
    expect(references).toEqual([
      'node',
      'lib/libstdc++.so.6',
      'lib/libgcc_s.so.1',
      ...productionPackages(lock, BUNDLE_PLATFORM).map(({ folder: path }) => path),
    ]);
    expect(new Set(references).size).toBe(references.length);
    expect(readFileSync(join(bundle, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('GCC RUNTIME LIBRARY EXCEPTION');
  });

  test('its starter works through links and says in one line that files are missing, or that its Node does not start', () => {
    const elsewhere = workFolder('starter');
    symlinkSync(join(bundle, 'moebench'), join(elsewhere, 'absolute'));
    symlinkSync('absolute', join(elsewhere, 'relative'));
    const started = spawnSync(join(elsewhere, 'relative'), ['--version'], { encoding: 'utf8' });
    expect(started).toMatchObject({ status: 0, stdout: `${contents?.manifest.version}\n`, stderr: '' });

    cpSync(join(bundle, 'moebench'), join(elsewhere, 'moebench'));
    const broken = spawnSync('sh', ['moebench', 'detect'], { cwd: elsewhere, encoding: 'utf8' });
    expect(broken).toMatchObject({ status: 2, stdout: '' });
    expect(broken.stderr).toMatch(/^moebench: .* is not a whole bundle; unpack the archive again [^\n]*\n$/);

    mkdirSync(join(elsewhere, 'dist/harness'), { recursive: true });
    writeFileSync(join(elsewhere, 'dist/harness/cli.js'), '');
    writeFileSync(join(elsewhere, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const foreign = spawnSync('./moebench', ['detect'], { cwd: elsewhere, encoding: 'utf8' });
    expect(foreign).toMatchObject({ status: 2, stdout: '' });
    expect(foreign.stderr).toMatch(
      /^moebench: this bundle cannot run here; it needs Linux on x86-64 and glibc 2\.28 or newer[^\n]*\n$/,
    );
  });
});

/** The minor of the newest GLIBC_2.x that a file names anywhere: cruder than reading its tables, and another way. */
function namedVersion(bytes: Uint8Array): number {
  const named = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/GLIBC_2\.(\d+)/g);
  return Math.max(0, ...[...named].map(([, minor]) => Number(minor)));
}

/** Where a library of this process lies. */
function libraryOf(name: string): string {
  const line = readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .find(text => text.endsWith(`/${name}`));
  return line?.slice(line.indexOf('/')) ?? `/lib/x86_64-linux-gnu/${name}`;
}
