/** The C++ library a bundle carries: this process's, or one of a folder; and what a library says of itself. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  assertProvided,
  cppLibrariesIn,
  mappedCppLibraries,
  mappedLibrary,
  type RuntimePart,
} from '../../../harness/bundle/runtime.ts';
import { glibcNeeded, newestVersion, providedVersions } from '../../../harness/bundle/symbol-versions.ts';
import { sha256 } from '../../../suites/identity.ts';

test('the library that is taken is the one the process runs with', () => {
  const maps =
    '7f00-7f01 r--p 00 fe:00 1   /usr/lib/libc.so.6\n7f02-7f03 r-xp 00 fe:00 2   /opt/lib/libstdc++.so.6.0.30\n';
  expect(mappedLibrary(maps, 'libstdc++.so.6')).toBe('/opt/lib/libstdc++.so.6.0.30');
  expect(mappedLibrary(maps, 'libgcc_s.so.1')).toBeNull();
});

test('versions are ordered as numbers, and of their own family only', () => {
  const versions = ['GLIBCXX_3.4.9', 'GLIBCXX_3.4.28', 'GLIBCXX_TUNABLES', 'CXXABI_1.3.12', 'GLIBC_2.4', 'GLIBC_2.31'];
  expect(newestVersion(versions, 'GLIBCXX')).toBe('3.4.28');
  expect(newestVersion(versions, 'GLIBC')).toBe('2.31');
  expect(newestVersion(versions, 'GCC')).toBeNull();
});

const elsewhere = process.platform !== 'linux' || process.arch !== 'x64';

describe.skipIf(elsewhere)(`a C++ library${elsewhere ? ' (skipped: this is not linux-x64)' : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-runtime-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const host = elsewhere ? [] : mappedCppLibraries(readFileSync('/proc/self/maps', 'utf8'));
  const bytesOf = (name: string) => host.find(part => part.name === name)?.bytes ?? Buffer.alloc(0);
  const libstdcpp = join(folder, 'libstdc++.so.6');

  beforeEach(() => {
    for (const { name, bytes } of host) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'copyright'), 'GCC RUNTIME LIBRARY EXCEPTION');
  });

  test('of a folder is carried as this machine’s own would be, with the licence beside it', () => {
    const hashed = ({ bytes, ...part }: RuntimePart) => ({ ...part, sha256: sha256(bytes) });
    expect(cppLibrariesIn(folder).map(hashed)).toEqual(
      host.map(hashed).map(part => ({ ...part, licenceText: 'GCC RUNTIME LIBRARY EXCEPTION' })),
    );
  });

  test('has the version of its newest symbols, found in its bytes by another way', () => {
    const named = [
      ...bytesOf('libstdc++.so.6')
        .toString('latin1')
        .matchAll(/GLIBCXX_3\.4\.(\d+)\0/g),
    ];
    const newest = Math.max(...named.map(([, number]) => Number(number)));
    expect(host.map(({ version }) => version)).toEqual([
      `GLIBCXX_3.4.${newest}`,
      expect.stringMatching(/^GCC_\d+\.0\.0$/),
    ]);
  });

  test.each(['copyright', 'libstdc++.so.6', 'libgcc_s.so.1'])('without %s is refused, with what to do', name => {
    rmSync(join(folder, name));
    expect(() => cppLibrariesIn(folder)).toThrow(
      `${join(folder, name)} is not there: put libstdc++.so.6, libgcc_s.so.1 and their licence, copyright, there (docs/OFFLINE.md)`,
    );
  });

  test('of another processor, cut off, or no library at all is refused', () => {
    const whole = bytesOf('libstdc++.so.6');
    const aarch64 = Buffer.from(whole);
    aarch64.writeUInt16LE(183, 0x12);
    for (const bytes of [aarch64, whole.subarray(0, -1), whole.subarray(0, 20), Buffer.from('INPUT(-lstdc++)')]) {
      writeFileSync(libstdcpp, bytes);
      expect(() => cppLibrariesIn(folder)).toThrow(`${libstdcpp} is no whole x86-64 library: put libstdc++.so.6,`);
    }
  });

  test('too old for what the bundle carries is refused, with the version that is asked for', () => {
    const [cpp, gcc] = host;
    const file = { path: 'node_modules/a/a.node', bytes: bytesOf('libstdc++.so.6') };
    expect(() => assertProvided(host, [file])).not.toThrow();
    // libstdc++ itself asks libgcc for its unwinder.
    expect(() => assertProvided(cpp === undefined ? [] : [cpp], [file])).toThrow(
      /^a\.node needs GCC_\d\S*, and the bundle's C\+\+ library is too old for it \(libstdc\+\+\.so\.6 with GLIBCXX_3\.4\.\d+\): take one of a newer GCC$/,
    );
    expect(() =>
      assertProvided(gcc === undefined ? [] : [gcc], [{ path: 'node', bytes: readFileSync(process.execPath) }]),
    ).toThrow(/^node needs (GLIBCXX|CXXABI)_/);
  });

  test('a file that is none provides and needs nothing', () => {
    expect(providedVersions(Buffer.from('#!/bin/sh\n'))).toEqual([]);
    expect(glibcNeeded([Buffer.from('#!/bin/sh\n')])).toBeNull();
  });
});
