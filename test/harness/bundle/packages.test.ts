import { expect, test } from 'vitest';
import { BUNDLE_PLATFORM, lockSchema, productionPackages } from '../../../harness/bundle/packages.ts';
import { isShipped } from '../../../harness/bundle/shipped.ts';

const lock = lockSchema.parse({
  version: '0.1.0',
  packages: {
    '': { version: '0.1.0' },
    'node_modules/b': { version: '2.0.0', license: 'MIT', integrity: 'sha512-AA==' },
    'node_modules/b/node_modules/@s/a': { version: '1.0.0' },
    'node_modules/tester': { version: '1.0.0', dev: true },
    'node_modules/either': { version: '1.0.0', devOptional: true },
    'node_modules/gpu-linux-x64': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'], optional: true },
    'node_modules/gpu-linux-x64-musl': {
      version: '1.0.0',
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      optional: true,
    },
    'node_modules/gpu-linux-arm64': { version: '1.0.0', os: ['linux'], cpu: ['arm64'], optional: true },
    'node_modules/gpu-darwin': { version: '1.0.0', os: ['darwin'], optional: true },
    'node_modules/not-windows': { version: '1.0.0', os: ['!win32'] },
    'node_modules/linked': { resolved: 'reports/linked', link: true },
    'reports/linked': { version: '3.0.0', license: 'Apache-2.0' },
    'node_modules/not-linux': { version: '1.0.0', os: ['!linux'] },
  },
});

test('a bundle holds what production needs on its platform, and nothing of other platforms or of development', () => {
  expect(productionPackages(lock, BUNDLE_PLATFORM).map(({ folder }) => folder)).toEqual([
    'node_modules/b',
    'node_modules/b/node_modules/@s/a',
    'node_modules/gpu-linux-x64',
    'node_modules/linked',
    'node_modules/not-windows',
  ]);
});

test('DuckDB and its libraries are left out of a bundle', () => {
  const packages = {
    ...lock.packages,
    'node_modules/@duckdb/node-api': { version: '1.5.4-r.1', optional: true },
    'node_modules/@duckdb/node-bindings-linux-x64': {
      version: '1.5.4-r.1',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
    },
  };
  expect(productionPackages({ ...lock, packages }, BUNDLE_PLATFORM)).toEqual(productionPackages(lock, BUNDLE_PLATFORM));
});

test('a package nested in another has its own name', () => {
  expect(productionPackages(lock, BUNDLE_PLATFORM)[1]).toEqual({
    folder: 'node_modules/b/node_modules/@s/a',
    name: '@s/a',
    version: '1.0.0',
    license: null,
    integrity: null,
  });
});

test('a linked folder has the version and the licence of the folder, and is listed once', () => {
  expect(productionPackages(lock, BUNDLE_PLATFORM).find(({ name }) => name === 'linked')).toEqual({
    folder: 'node_modules/linked',
    name: 'linked',
    version: '3.0.0',
    license: 'Apache-2.0',
    integrity: null,
  });
});

test.each([
  ['package.json', true],
  ['dist/index.mjs', true],
  ['dist/docs/index.js', true],
  ['bin/napi-v6/linux/x64/libonnxruntime.so.1', true],
  ['bin/napi-v6/linux/arm64/libonnxruntime.so.1', false],
  ['bin/napi-v6/darwin/x64/binding.node', false],
  ['dist/index.js.map', false],
  ['dist/index.d.ts', false],
  ['lib/index.ts', false],
  ['docs/api.js', false],
  ['CHANGELOG.md', false],
  ['README.md', true],
  ['LICENSE', true],
  ['LICENSE.md', true],
  ['docs/LICENCE.txt', true],
  ['test/run.js', false],
])('%s is carried: %s', (path, carried) => {
  expect(isShipped(path)).toBe(carried);
});
