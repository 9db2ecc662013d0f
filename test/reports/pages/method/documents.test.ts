/** The shipped documents as pages of a site: every link of a page leads to something, in every language. */
import { describe, expect, test } from 'vitest';
import { siteDocuments } from '../../../../harness/commands/site/documents.ts';
import { LANGUAGES } from '../../../../reports/words/language.ts';
import { DOCUMENT_TITLES } from '../../../../reports/words/pages/method/document-titles.ts';
import { pagesWith } from '../shipped-pages.ts';

const documents = siteDocuments();

describe.each(LANGUAGES)('the documents in %s', language => {
  const pages = pagesWith({ documents }, 'method', language);
  const folder = language === 'en' ? '' : `${language}/`;
  const texts = new Map(pages.map(({ path, text }) => [`${folder}${path}`, text]));
  const idsOf = (text: string) => new Set([...text.matchAll(/ id="([^"]+)"/g)].map(match => match[1]));

  test('are all there', () => {
    expect(documents.length).toBeGreaterThan(40);
    expect(pages).toHaveLength(documents.length + 1);
  });

  test('have no link that leads nowhere', () => {
    const broken = [...texts].flatMap(([path, text]) => {
      const body = text.split('<main')[1]?.split('</main>')[0] ?? '';
      return [...body.matchAll(/href="([^"]+)"/g)].flatMap(([, href = '']) => {
        if (/^https?:/.test(href)) return [];
        const [file = '', anchor] = href.split('#');
        const target = file === '' ? path : new URL(file, `file:///${path}`).pathname.slice(1);
        const found = texts.get(target);
        const holds = found !== undefined && (anchor === undefined || idsOf(found).has(anchor));
        return holds ? [] : [`${path}: ${href}`];
      });
    });
    expect(broken).toEqual([]);
  });

  test('have each id once, and headings in order', () => {
    for (const [path, text] of texts) {
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(match => match[1]);
      expect(ids.length, path).toBe(new Set(ids).size);
      const depths = [...text.matchAll(/<h([1-6])/g)].map(match => Number(match[1]));
      expect(depths[0], path).toBe(1);
      expect(
        depths.filter((depth, index) => depth > (depths[index - 1] ?? 0) + 1),
        path,
      ).toEqual([]);
    }
  });

  test('hold no style and no handler of an event: the policy of the page refuses both', () => {
    for (const [path, text] of texts) expect(text, path).not.toMatch(/<[^>]*\s(on\w+|style)=/i);
  });
});

test('every document has a Chinese title', () => {
  expect(documents.map(({ path }) => path).filter(path => !DOCUMENT_TITLES.zh.has(path))).toEqual([]);
});

test('the index says how to check the figures, with this site’s reference', () => {
  const [index] = pagesWith({ documents }, 'method');
  const [, verify = ''] = index?.text.split('<section id="verify">') ?? [];
  expect(verify).toContain('<code>moebench verify records</code>');
  expect(verify).toContain('moebench report --results records --reference nvidia-h800');
  expect(verify).toContain('It does not show who wrote the file');
});
