/** What package.json and package-lock.json promise to a machine that reaches the npm registry alone. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ hasInstallScript: z.boolean().optional(), resolved: z.string().optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
const { allowScripts } = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

test('npm ci does not run the install script of onnxruntime-node, which downloads from outside the registry', () => {
  // npm (10 and 11) runs the scripts of a locked package only where the lock says that it has some. `npm install` may write the entry
  // again: delete it by hand.
  expect(lock.packages['node_modules/onnxruntime-node']).not.toHaveProperty('hasInstallScript');
  expect(allowScripts['onnxruntime-node']).toBe(false);
});

test('every install script of a dependency is decided, so that npm has nothing to warn of', () => {
  const scripted = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = scripted.map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length));
  // Optional and never installed on Linux: fsevents.
  expect(names.filter(name => name !== 'fsevents' && name !== '' && !(name in allowScripts))).toEqual([]);
});

test('no package is locked to a host', () => {
  expect(
    Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined && /^\w+:/.test(resolved)),
  ).toEqual([]);
});
