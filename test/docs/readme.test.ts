/** README.md says what there is: every command, every path it links to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const COMMANDS = readdirSync(new URL('harness/commands/', ROOT))
  .flatMap(file => [...read(`harness/commands/${file}`).matchAll(/new Command\('([a-z]+)'\)/g)].map(match => match[1]))
  .toSorted();

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/method/README.md',
  'docs/WORKLOADS.md',
];

const OUR_FILE = /`((?:suites|results|harness|reports|test|docs)\/[\w./-]+\.(?:ts|json|yaml|py|mjs|md))`/g;

test('the table of commands in README.md has a row for each command, and the program has it', () => {
  const rows = [...read('README.md').matchAll(/^\| `moebench ([a-z]+)/gm)].map(match => match[1]);
  expect(rows.toSorted()).toEqual(COMMANDS);
  const program = read('harness/cli.ts');
  expect(COMMANDS.filter(name => !program.includes(`import { ${name}Command }`))).toEqual([]);
});

describe('every path that a document links to is there', () => {
  test.each(DOCUMENTS)('%s', path => {
    const targets = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1] ?? '');
    expect(targets.filter(target => !existsSync(new URL(target, new URL(path, ROOT))))).toEqual([]);
  });

  test.each(DOCUMENTS)('%s: files of ours named in code', path => {
    const named = [...read(path).matchAll(OUR_FILE)].map(match => match[1] ?? '');
    expect(named.filter(file => !file.startsWith('reports/site/') && !existsSync(new URL(file, ROOT)))).toEqual([]);
  });
});
