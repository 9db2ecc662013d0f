/** Documents as pages: anchors as GitHub has them, links inside the site, nothing of a document can run. */
import { describe, expect, test } from 'vitest';
import { documentPage, linkedPath } from '../../../../reports/pages/method/document-path.ts';
import { headingIds } from '../../../../reports/pages/method/heading-ids.ts';
import { renderedMarkdown } from '../../../../reports/pages/method/markdown.ts';
import { pagesWith } from '../shipped-pages.ts';

const nowhere = () => null;
const bodyOf = (text: string) => renderedMarkdown(text, nowhere).body.html;

describe('markdown', () => {
  test.each([
    '<script>alert(1)</script>',
    'text <img src=x onerror=alert(1)> text',
    '<div style="color:red">\n\nx\n\n</div>',
    '[x](javascript:alert(1))',
    '![x" onerror="alert(1)](y.png)',
    '`<b>` and <b>bold</b>',
    '```html "><script>\n<script>alert(1)</script>\n```',
    '| <i>a</i> |\n| --- |\n| <script>1</script> |',
    '# <u>title</u>\n\n## "quoted" <x>',
    '<!-- a comment -->',
  ])('%j has no element of its own', text => {
    const elements = [...bodyOf(text).matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(match => match[1]);
    const ours = [
      'h1',
      'h2',
      'a',
      'p',
      'pre',
      'code',
      'div',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'em',
      'strong',
    ];
    expect(elements.filter(name => !ours.includes(name ?? ''))).toEqual([]);
    expect(bodyOf(text)).not.toMatch(/<[^>]*\s(on\w+|style)=/i);
    expect(bodyOf(text)).not.toContain('href="javascript');
  });

  test('a heading is its own anchor, and a link in it stays as text', () => {
    expect(bodyOf('## The [layer](x.md) (`moe-layer`)')).toBe(
      '<h2 id="the-layer-moe-layer"><a class="anchor" href="#the-layer-moe-layer">The layer (<code>moe-layer</code>)</a></h2>\n',
    );
  });

  test('a column that is aligned to the right is one of numbers', () => {
    const table = bodyOf('| a | b |\n| --- | ---: |\n| x | 1 |\n');
    expect(table).toContain('<tr><th scope="col">a</th><th scope="col" class="number">b</th></tr>');
    expect(table).toContain('<tr><td>x</td><td class="number">1</td></tr>');
  });

  test('a picture is its description', () => {
    expect(bodyOf('![A decision sheet](images/sheet.png)')).toBe('<p><em>A decision sheet</em></p>\n');
  });

  test('the lead is the first paragraph, without markup', () => {
    expect(renderedMarkdown('# T\n\nSee `x` & [y](z) **now**.\n\nMore.', nowhere).lead).toBe('See x & y now.');
  });
});

describe('the id of a heading', () => {
  test('is what GitHub gives, with a number where it is there already', () => {
    const id = headingIds();
    expect(['Half types, as found by trying', 'Why', 'Why', '6.35 → 5.08'].map(id)).toEqual([
      'half-types-as-found-by-trying',
      'why',
      'why-1',
      '635--508',
    ]);
  });

  test('is never one that the frame of the page has', () => {
    expect(headingIds()('Content')).not.toBe('content');
  });
});

describe('the path of a document', () => {
  test.each([
    ['docs/COST.md', 'docs/cost.html'],
    ['docs/method/README.md', 'docs/method/index.html'],
    ['docs/method/self-test.md', 'docs/method/self-test.html'],
  ])('%s lies at %s', (path, page) => expect(documentPage(path)).toBe(page));

  test.each([
    ['docs/method/verdict.md', '../COST.md', 'docs/COST.md'],
    ['docs/COST.md', 'method/verdict.md', 'docs/method/verdict.md'],
    ['docs/COST.md', './OFFERS.md', 'docs/OFFERS.md'],
    ['docs/COST.md', '../README.md', 'README.md'],
    ['docs/COST.md', '../../etc/passwd', null],
  ])('from %s, %s leads to %s', (from, link, target) => expect(linkedPath(from, link)).toBe(target));
});

describe('links between documents', () => {
  const documents = [
    {
      path: 'docs/A.md',
      text: '# A\n\n[b](method/B.md#part) [gone](GONE.md) [mail](mailto:a@b.c) [web](https://example.org/) [here](#x) [up](../../x)\n',
    },
    { path: 'docs/method/B.md', text: '# B\n\n## Part\n\n[a](../A.md)\n' },
  ];
  const [index, a, b] = pagesWith({ documents }, 'method', 'zh').map(({ text }) => text);

  test('lead to pages of the same language; those to other files are text', () => {
    expect(a).toContain(
      '<p><a href="../../zh/docs/method/b.html#part">b</a> gone mail <a href="https://example.org/" rel="noopener noreferrer">web</a> <a href="#x">here</a> up</p>',
    );
    expect(b).toContain('<a href="../../../zh/docs/a.html">a</a>');
    expect(index).toContain('<a href="../../zh/docs/a.html"><span lang="en">A</span></a>');
  });

  test('a Chinese page says that the document is English, and marks it so', () => {
    expect(a).toContain('<p class="quiet">本文目前只有英文版，以下为原文。</p>\n<article class="document" lang="en">');
  });
});
