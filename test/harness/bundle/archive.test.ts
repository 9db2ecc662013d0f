/** The archive itself, read back by the system's tar; and every way in which it cannot be written. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleContents } from '../../../harness/bundle/contents.ts';
import { glibcText, programOrigin } from '../../../harness/bundle/origin.ts';
import { type ArchiveFile, tarOf } from '../../../harness/bundle/tar.ts';
import { assertWritable, compress, writeArchive } from '../../../harness/bundle/write.ts';
import { assertBundlePlatform } from '../../../harness/commands/bundle.ts';
import { UsageError } from '../../../harness/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-archive-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const long = `top/${'f'.repeat(80)}/${'g'.repeat(60)}/name.js`;
const files: readonly ArchiveFile[] = [
  { path: 'top/run', bytes: Buffer.from('#!/bin/sh\n'), executable: true },
  { path: 'top/empty', bytes: Buffer.alloc(0), executable: false },
  { path: long, bytes: Buffer.alloc(1000, 'x'), executable: false },
];

test('tar reads back what was packed: names beyond 100 bytes, modes, sizes, no owner, one date', () => {
  const { stdout, status } = spawnSync('tar', ['--utc', '-tvf', '-'], { input: tarOf(files), encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout.replaceAll(/ +/g, ' ').trimEnd().split('\n')).toEqual([
    '-rw-r--r-- 0/0 0 2000-01-01 00:00 top/empty',
    `-rw-r--r-- 0/0 1000 2000-01-01 00:00 ${long}`,
    '-rwxr-xr-x 0/0 10 2000-01-01 00:00 top/run',
  ]);
});

test('the order in which files are named changes no byte', () => {
  expect(tarOf(files.toReversed()).equals(tarOf(files))).toBe(true);
  expect(compress(tarOf(files)).equals(compress(tarOf(files)))).toBe(true);
});

test('a path no tar can hold is refused', () => {
  const file = { path: `a/${'b'.repeat(101)}`, bytes: Buffer.alloc(0), executable: false };
  expect(() => tarOf([file])).toThrow(/too long a path for a tar archive/);
});

test.each([
  ['darwin', 'arm64'],
  ['linux', 'arm64'],
  ['win32', 'x64'],
])('on %s-%s no bundle is made', (platform, arch) => {
  expect(() => assertBundlePlatform(platform, arch)).toThrow(
    new UsageError(`a bundle is made for linux-x64, on linux-x64; this is ${platform}-${arch}: run it on such a host`),
  );
});

test('a folder that is no checkout is named', () => {
  expect(() => bundleContents(folder)).toThrow(/package-lock\.json is not there: a bundle is made in a checkout/);
});

test('a checkout comes from nowhere else; a bundle says which one', () => {
  expect(programOrigin(new URL(`file://${folder}/none.json`))).toBe('checkout');
  const manifest = {
    schema: 'moebench.bundle/1',
    version: '0.1.0',
    platform: 'linux-x64',
    node: '20.0.0',
    libraries: { 'libstdc++.so.6': 'GLIBCXX_3.4.28', 'libgcc_s.so.1': 'GCC_7.0.0' },
    glibc: { withHostLibraries: '2.28', withOwnLibraries: '2.28' },
    contentSha256: 'ab'.repeat(32),
  };
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify(manifest));
  expect(programOrigin(new URL(`file://${folder}/bundle.json`))).toBe(`bundle:${'ab'.repeat(32)}`);
});

test('two numbers for glibc are named only where they differ', () => {
  expect(glibcText({ withHostLibraries: '2.28', withOwnLibraries: '2.28' })).toBe('glibc 2.28 or newer');
  expect(glibcText({ withHostLibraries: '2.28', withOwnLibraries: '2.36' })).toBe(
    'glibc 2.28 or newer (2.36 where the host has no libstdc++)',
  );
});

describe('an archive that cannot be written is one line, and nothing is left half there', () => {
  test('a folder that is not there', () => {
    expect(() => assertWritable(join(folder, 'none/a.tar.xz'))).toThrow(/none: no such folder; make it, or give/);
  });

  test('a folder in its place', () => {
    expect(() => assertWritable(folder)).toThrow(/is a folder; give a file/);
  });

  test('over the limit', () => {
    const path = join(folder, 'large.tar.xz');
    const megabytes = Buffer.alloc(3 * 2 ** 20);
    expect(() => writeArchive(path, megabytes, 2 * 2 ** 20)).toThrow(
      new UsageError('the bundle is 3.0 MiB, over its limit of 2.0 MiB'),
    );
    expect(existsSync(path)).toBe(false);
  });

  test.skipIf(!mounted)(
    `no space, then no writing at all${mounted ? '' : ' (skipped: no tmpfs can be mounted here)'}`,
    () => {
      const path = join(disk, 'a.tar.xz');
      writeFileSync(path, 'the bundle of yesterday');
      expect(() => writeArchive(path, Buffer.alloc(2 ** 20))).toThrow(
        /a\.tar\.xz: the disk is full; the bundle needs 1\.0 MiB: free space/,
      );
      expect(readdirSync(disk)).toEqual(['a.tar.xz']);
      expect(readFileSync(path, 'utf8')).toBe('the bundle of yesterday');
      expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
      expect(() => assertWritable(path)).toThrow(/disk: the file system is read-only; give another folder/);
    },
  );
});
