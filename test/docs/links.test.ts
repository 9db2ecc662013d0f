/** Every relative link of a document resolves, its heading too; every file of ours that a document names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(new URL('docs/', ROOT), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`)
    .toSorted(),
];

const OUR_FILE = /`((?:suites|results|harness|reports|test|docs)\/[\w./-]+\.(?:ts|json|yaml|py|mjs|md))`/g;

describe('every link resolves', () => {
  test.each(DOCUMENTS)('%s', path => {
    const here = new URL(path, ROOT);
    const broken = linksOf(path).filter(link => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? here : new URL(file, here);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('every file of ours that is named in code is there', () => {
  test.each(DOCUMENTS)('%s', path => {
    const named = [...read(path).matchAll(OUR_FILE)].map(match => match[1] ?? '');
    expect(named.filter(file => !file.startsWith('reports/site/') && !existsSync(new URL(file, ROOT)))).toEqual([]);
  });
});

test('anchors are those that GitHub gives to headings', () => {
  expect(anchorsOf('# The layer (`moe-layer`)\n## Half types, as found by trying\n```\n# no heading\n```\n')).toEqual([
    'the-layer-moe-layer',
    'half-types-as-found-by-trying',
  ]);
  expect(anchorsOf('## Why\n## Why\n')).toEqual(['why', 'why-1']);
});

function linksOf(path: string): string[] {
  return [...withoutCode(read(path)).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(match => match[1] ?? '');
}

/** Lower case, without punctuation, spaces as hyphens; a heading that is there already gets a number. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}
