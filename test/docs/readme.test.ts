/** README.md is short and true: its commands run, what it prints is what they print, and every path it links to is there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { MISSING, moebench, SKIP } from '../e2e/command-line.ts';
import { misuse, shellLines } from './command-lines.ts';
import { argvOf, RUN, RUN_ON_A_MACHINE } from './readme-commands.ts';

const ROOT = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(ROOT);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const README = read('README.md');
/** People read it once; what does not fit here stands in docs/. */
const MOST_WORDS = 900;

/** npm's own, and scripts that .ci/run runs. */
const SCRIPTS: Readonly<Record<string, string | null>> = { 'npm ci': null, 'npm start': 'start' };

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/CLI.md',
  'docs/INSTALL.md',
  'docs/OFFERS.md',
  'docs/RUNNING.md',
  'docs/method/README.md',
  'docs/WORKLOADS.md',
];

const OUR_FILE = /`((?:suites|results|harness|reports|test|docs)\/[\w./-]+\.(?:ts|json|yaml|py|mjs|md))`/g;

test(`README.md has at most ${MOST_WORDS} words`, () => {
  expect(README.split(/\s+/).filter(word => word !== '').length).toBeLessThanOrEqual(MOST_WORDS);
});

test('README.md begins with a picture of the sample site', () => {
  const [, path = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(README) ?? [];
  const png = readFileSync(new URL(path, ROOT));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(700);
});

describe('every command in README.md', () => {
  const lines = shellLines(README);
  const moebenchLines = lines.filter(line => line.startsWith('npx moebench '));

  test('is run by a test', () => {
    const known = [...Object.keys(RUN), ...RUN_ON_A_MACHINE, ...Object.keys(SCRIPTS)];
    expect([...new Set(lines)].toSorted()).toEqual(known.toSorted());
  });

  test.each(moebenchLines)('%s: the program has its options, and the files it names are there', async line => {
    expect(await misuse(line)).toBeNull();
    const files = line.split(' ').filter(word => word.startsWith('docs/'));
    expect(files.filter(file => !existsSync(new URL(file, ROOT)))).toEqual([]);
  });

  test('that npm runs is a script of package.json', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const script of Object.values(SCRIPTS)) if (script !== null) expect(scripts).toHaveProperty(script);
  });

  test.skipIf(SKIP).each(Object.entries(RUN))(
    `%s ends with %i within one screen${SKIP ? ` (${MISSING})` : ''}`,
    async (line, exitCode) => {
      const { code, stdout, stderr } = await moebench(FOLDER, ...argvOf(line));
      expect(code, stderr).toBe(exitCode);
      expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    },
  );

  test.skipIf(SKIP)('prints what README.md shows of it', async () => {
    const [, shown = ''] = /```text\n(.*?)```/s.exec(README) ?? [];
    const line = moebenchLines.find(command => command.includes('--offer')) ?? '';
    const { stdout } = await moebench(FOLDER, ...argvOf(line));
    expect(shown.trimEnd().split('\n')).toHaveLength(10);
    expect(stdout.startsWith(shown)).toBe(true);
  });
});

test.each(['docs/RUNNING.md', 'docs/INSTALL.md', 'docs/OFFERS.md'])(
  'every moebench command in %s is one that the program has',
  async path => {
    for (const line of shellLines(read(path)).filter(command => command.startsWith('npx moebench '))) {
      expect(await misuse(line), line).toBeNull();
    }
  },
);

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
