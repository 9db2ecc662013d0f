/** The walker itself, on small made-up trees: it must be able to fail. */
import { expect, test } from 'vitest';
import { forbiddenArrows, roomOf } from './arrows.ts';
import { circlesOf } from './circles.ts';
import { importsOf, namedModules, reachedFrom } from './imports.ts';
import { crowdedFolders, longFiles, medianLines } from './sizes.ts';

const importing = (...names: readonly string[]) => names.map(name => `import { a } from '${name}';`).join('\n');
const importsOfFiles = (files: Readonly<Record<string, string>>) => importsOf(new Map(Object.entries(files)));

test.each([
  ["import { a } from './a.ts';", './a.ts'],
  ["import type { A } from './a.ts';", './a.ts'],
  ["import a, {\n  type B,\n  c,\n} from './a.ts';", './a.ts'],
  ["import * as a from './a.ts';", './a.ts'],
  ["import './a.ts';", './a.ts'],
  ["export { a } from './a.ts';", './a.ts'],
  ["export type * from './a.ts';", './a.ts'],
  ["const { a } = await import('./a.ts');", './a.ts'],
  ["type A = import('./a.ts').A;", './a.ts'],
  ["const SCRIPT = new URL('./a.js', import.meta.url);", './a.js'],
  ["fork(\n  new URL(\n    '../b/a.js',\n    import.meta.url,\n  ),\n);", '../b/a.js'],
  ["import { z } from 'zod';", 'zod'],
  ["import { readFileSync } from 'node:fs';", 'node:fs'],
])('an import is found in %j', (text, name) => {
  expect(namedModules(text)).toEqual([name]);
});

test('a comment imports nothing, and neither does a folder of data', () => {
  const text = `/** As in import { a } from './a.ts'. */\n// import './a.ts';\n`;
  expect(namedModules(text)).toEqual([]);
  expect(importsOfFiles({ 'suites/a.ts': "new URL('./models/', import.meta.url)" }).get('suites/a.ts')?.files).toEqual(
    [],
  );
});

test('a script is found by the name under which it is compiled', () => {
  const imports = importsOfFiles({
    'harness/cell.ts': "new URL('./runners/worker.js', import.meta.url)",
    'harness/runners/worker.ts': '',
  });
  expect(imports.get('harness/cell.ts')?.files).toEqual(['harness/runners/worker.ts']);
});

test('circles are found: of two, of three, of a file with itself, and each apart', () => {
  const imports = importsOfFiles({
    'a/one.ts': importing('./two.ts'),
    'a/two.ts': "import type { One } from './one.ts';",
    'b/one.ts': importing('./two.ts', '../a/one.ts'),
    'b/two.ts': importing('./three.ts'),
    'b/three.ts': importing('./one.ts'),
    'c/self.ts': importing('./self.ts'),
    'd/leaf.ts': importing('../c/self.ts'),
  });
  expect(circlesOf(imports)).toEqual([['a/one.ts', 'a/two.ts'], ['b/one.ts', 'b/three.ts', 'b/two.ts'], ['c/self.ts']]);
});

test('two ways to one file are no circle', () => {
  const imports = importsOfFiles({
    'a/top.ts': importing('./left.ts', './right.ts'),
    'a/left.ts': importing('./leaf.ts'),
    'a/right.ts': importing('./leaf.ts', './left.ts'),
    'a/leaf.ts': '',
  });
  expect(circlesOf(imports)).toEqual([]);
});

/** The forbidden arrows of two files of which the first imports the second. */
function arrowsBetween(importer: string, imported: string): readonly string[] {
  const up = importer
    .split('/')
    .slice(1)
    .map(() => '..');
  return forbiddenArrows(importsOfFiles({ [importer]: importing([...up, imported].join('/')), [imported]: '' }));
}

test.each([
  ['suites/a.ts', 'results/b.ts'],
  ['results/a.ts', 'harness/b.ts'],
  ['results/a.ts', 'reports/b.ts'],
  ['harness/a.ts', 'reports/b.ts'],
  ['reports/a.ts', 'harness/b.ts'],
  ['reports/a.ts', 'harness/commands/b.ts'],
  ['harness/a.ts', 'harness/commands/b.ts'],
  ['harness/a.ts', 'harness/cli.ts'],
  ['reports/plan/a.ts', 'reports/words/b.ts'],
  ['suites/a.ts', 'test/b.ts'],
  ['harness/a.ts', 'results/note-text.ts'],
  ['results/selftest/checks.ts', 'results/selftest/finding-text.ts'],
  ['reports/rows/a.ts', 'results/note-text.ts'],
])('%s may not import %s', (importer, imported) => {
  expect(arrowsBetween(importer, imported)).toEqual([`${importer} -> ${imported}`]);
});

test.each([
  ['results/a.ts', 'suites/b.ts'],
  ['harness/a.ts', 'results/b.ts'],
  ['reports/a.ts', 'suites/b.ts'],
  ['reports/pages/a.ts', 'reports/words/b.ts'],
  ['reports/charts/a.ts', 'reports/words/b.ts'],
  ['harness/commands/a.ts', 'reports/words/b.ts'],
  ['harness/commands/a.ts', 'harness/b.ts'],
  ['harness/cli.ts', 'harness/commands/b.ts'],
  ['harness/commands/text/a.ts', 'results/note-text.ts'],
  ['reports/words/a.ts', 'results/note-text.ts'],
  ['results/note-text.ts', 'results/physics/impossible-text.ts'],
  ['harness/commands/scripts/a.ts', 'harness/cli.ts'],
])('%s may import %s', (importer, imported) => {
  expect(arrowsBetween(importer, imported)).toEqual([]);
});

test('the program and its commands are one room, apart from the harness they lie in', () => {
  expect(['harness/cli.ts', 'harness/commands/text/a.ts', 'harness/run.ts', 'test/a.ts'].map(roomOf)).toEqual([
    'doors',
    'doors',
    'harness',
    null,
  ]);
});

test('what is reached goes through every file between', () => {
  const imports = importsOfFiles({
    'suites/a.ts': importing('./b.ts'),
    'suites/b.ts': importing('./c.ts', 'zod'),
    'suites/c.ts': importing('node:fs'),
    'suites/d.ts': '',
  });
  expect([...reachedFrom(['suites/a.ts'], imports)].toSorted()).toEqual(['suites/a.ts', 'suites/b.ts', 'suites/c.ts']);
  expect(imports.get('suites/c.ts')?.packages).toEqual(['node:fs']);
});

test('a folder of 21 files is crowded, of 20 not; folders inside it and Python count as well', () => {
  const files = (folder: string, count: number) =>
    Array.from({ length: count }, (_, i): [string, string] => [`${folder}/${i}.${i % 2 === 0 ? 'ts' : 'py'}`, '']);
  const tree = new Map([...files('a', 20), ...files('a/b', 21), ...files('c', 1)]);
  expect(crowdedFolders(tree)).toEqual(['a/b: 21']);
});

test('a file of 251 lines is long, of 250 not; the median is the middle length', () => {
  const tree = new Map([
    ['a.ts', 'line\n'.repeat(250)],
    ['b.ts', 'line\n'.repeat(251)],
    ['c.ts', `${'line\n'.repeat(9)}line`],
  ]);
  expect(longFiles(tree)).toEqual(['b.ts: 251']);
  expect(medianLines(tree)).toBe(250);
  expect(medianLines(new Map())).toBe(0);
});
