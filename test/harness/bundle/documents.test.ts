/** The documents in a bundle link to nothing that is left behind. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { carriedDocuments } from '../../../harness/bundle/documents.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'moebench-documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function checkout(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(folder, 'checkout-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('every relative link of a carried document leads to a carried file', () => {
  const carried = carriedDocuments(ROOT);
  expect(carried).toContain('docs/OFFLINE.md');
  expect(carried).toContain('docs/method/record.md');
  const broken = carried
    .filter(path => path.endsWith('.md'))
    .flatMap(path => {
      const text = readFileSync(join(ROOT, path), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
      const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(match => match[1] ?? '');
      return links
        .filter(link => !/^[a-z]+:/.test(link))
        .map(link => fileURLToPath(new URL(link, `file://${ROOT}${path}`)).slice(ROOT.length))
        .filter(target => !carried.some(file => file === target || file.startsWith(`${target.replace(/\/$/, '')}/`)))
        .map(target => `${path} -> ${target}`);
    });
  expect(broken).toEqual([]);
});

test('a linked file outside docs is carried, with the files that it links to and those of a linked folder', () => {
  const root = checkout({
    'README.md': '[map](MAP.md#rooms), [cases](cases/)',
    'MAP.md': '[code](suites/a.ts "title")',
    'suites/a.ts': '[no](suites/b.ts)',
    'suites/b.ts': '',
    'cases/small.yaml': '',
    'docs/OFFLINE.md': '[up](../MAP.md)',
  });
  expect(carriedDocuments(root)).toEqual(['MAP.md', 'README.md', 'cases/small.yaml', 'docs/OFFLINE.md', 'suites/a.ts']);
});

test('links to the network, above the checkout, in code and to nothing are not followed', () => {
  const root = checkout({
    'README.md': '[a](https://example.org/x.md) [b](../other.md) [c](gone.md) [d](#here)\n```\n[e](SECRET.md)\n```\n',
    'SECRET.md': '',
  });
  writeFileSync(join(root, '..', 'other.md'), '');
  expect(existsSync(join(root, '..', 'other.md'))).toBe(true);
  expect(carriedDocuments(root)).toEqual(['README.md']);
});
