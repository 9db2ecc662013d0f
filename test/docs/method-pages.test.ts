/** docs/method/: short pages, all of them in the index, and a table of promises whose pages and tests exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const METHOD = new URL('docs/method/', ROOT);
const LONGEST_WORDS = 1200;

const PAGES = readdirSync(METHOD).filter(name => name.endsWith('.md'));
const INDEX = readFileSync(new URL('README.md', METHOD), 'utf8');

test.each(PAGES)('docs/method/%s can be read in five minutes', page => {
  const tokens = readFileSync(new URL(page, METHOD), 'utf8').split(/\s+/);
  expect(tokens.filter(token => /[\p{L}\p{N}]/u.test(token)).length).toBeLessThanOrEqual(LONGEST_WORDS);
});

test('the index of docs/method names every page', () => {
  const [, pages = ''] = INDEX.split('## Pages');
  const [listed = ''] = pages.split('\n## ');
  for (const page of PAGES.filter(name => name !== 'README.md')) expect(listed).toContain(`](${page})`);
});

describe('the table of promises', () => {
  const rows = [...promises()];

  test('has promises, each with a page and a test', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const { promise, page, file } of rows) expect([promise, page, file]).not.toContain('');
  });

  test.each(rows)('$promise', ({ page, file, title }) => {
    expect(existsSync(new URL(page, METHOD)), page).toBe(true);
    expect(existsSync(new URL(file, ROOT)), file).toBe(true);
    if (title !== '') expect(readFileSync(new URL(file, ROOT), 'utf8')).toContain(title);
  });
});

type PromiseRow = { readonly promise: string; readonly page: string; readonly file: string; readonly title: string };

function* promises(): Generator<PromiseRow> {
  const [, table = ''] = INDEX.split('| promise | page | test |\n| --- | --- | --- |\n');
  for (const row of table.split('\n').filter(line => line.startsWith('| '))) {
    const [, promise = '', page = '', testCell = ''] = row.split(' | ').join('|').split('|');
    const [, file = ''] = /`([^`]+)`/.exec(testCell) ?? [];
    const [, title = ''] = /"([^"]+)"/.exec(testCell) ?? [];
    yield { promise: promise.trim(), page: /\]\(([^)#]+)/.exec(page)?.[1] ?? '', file, title };
  }
}
