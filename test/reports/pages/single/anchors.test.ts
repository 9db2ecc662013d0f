import { expect, test } from 'vitest';
import { html } from '../../../../reports/pages/frame/html.ts';
import type { SectionId, SitePage } from '../../../../reports/pages/frame/page.ts';
import { bodyInDocument, idsOf, partId } from '../../../../reports/pages/single/anchors.ts';

const page = (path: string, section: SectionId, body: SitePage['body']): SitePage => ({
  path,
  section,
  title: path,
  summary: '',
  body,
  plots: [],
  data: {},
  scripts: [],
});

const OVERVIEW = page(
  'index.html',
  'overview',
  html`<h1 id="top">A &gt; B</h1><a href="workloads/index.html#cost">cost</a> <a href="#cost">here</a><p id="cost"></p><a href="runs/index.html">runs</a><a href="rows.csv">CSV</a>`,
);
const WORKLOADS = page(
  'workloads/index.html',
  'workloads',
  html`<label for="cost">c</label><input id="cost" aria-describedby="top cost"><a href="../index.html">up</a><a href="https://example.org/a#b">away</a><img src="../charts/a.png" alt="a">`,
);
const WORK = page(
  'workloads/ling-lite.html',
  'workloads',
  html`<p id="workloads--cost"></p><a href="index.html#cost">all</a>`,
);

const PAGES = [OVERVIEW, WORKLOADS, WORK];
const documentOf = (pages: readonly SitePage[], pictures: ReadonlyMap<string, string> = new Map()) => ({
  language: 'en' as const,
  ids: idsOf(pages, ['content', 'plots']),
  parts: new Map(pages.map(part => [part.path, partId(part)])),
  pictures,
});

test('a part is named after the path of its page', () => {
  expect(PAGES.map(partId)).toEqual(['page-overview', 'page-workloads', 'page-workloads-ling-lite']);
});

test('a link to an anchor of another page leads to the id that the anchor has in the document', () => {
  expect(bodyInDocument(OVERVIEW, documentOf(PAGES))).toContain(
    '<a href="#workloads--cost">cost</a> <a href="#cost">here</a>',
  );
});

test('a link to a file that is not in the document becomes text, and a link to the web stays', () => {
  expect(bodyInDocument(OVERVIEW, documentOf(PAGES))).toContain('<a>runs</a><a>CSV</a>');
  expect(bodyInDocument(WORKLOADS, documentOf(PAGES))).toContain('<a href="https://example.org/a#b">away</a>');
});

test('labels and descriptions go on naming the element of their page', () => {
  expect(bodyInDocument(WORKLOADS, documentOf(PAGES))).toContain(
    '<label for="workloads--cost">c</label><input id="workloads--cost" aria-describedby="top workloads--cost">',
  );
});

test('an id that another page already has in its long form gets another one', () => {
  const body = bodyInDocument(WORK, documentOf(PAGES));
  expect(body).toBe('<p id="workloads-ling-lite--workloads--cost"></p><a href="#workloads--cost">all</a>');
});

test('the id of a chart, of its table and of data is the same in the document, whichever page comes first', () => {
  const charted: SitePage = {
    ...page(
      'runs/index.html',
      'runs',
      html`<figure id="speed"></figure><table id="speed-table"></table><p id="state"></p>`,
    ),
    plots: [{ id: 'speed', title: 'Speed', drawn: false, reason: '' }],
    data: { state: 1 },
  };
  const before = page('index.html', 'overview', html`<p id="speed"></p><p id="speed-table"></p><p id="state"></p>`);
  const document = documentOf([before, charted]);
  expect(bodyInDocument(charted, document)).toBe(charted.body.html);
  expect(bodyInDocument(before, document)).toBe(
    '<p id="overview--speed"></p><p id="overview--speed-table"></p><p id="overview--state"></p>',
  );
});

test('a picture that is not in the document leaves no broken image, and one that is stands as data', () => {
  const pictures = new Map([['charts/a.png', 'data:image/png;base64,AA==']]);
  expect(bodyInDocument(WORKLOADS, documentOf(PAGES))).not.toContain('<img');
  expect(bodyInDocument(WORKLOADS, documentOf(PAGES, pictures))).toContain(
    '<img src="data:image/png;base64,AA==" alt="a">',
  );
});

test('in Chinese the same links lead to the same parts', () => {
  const chinese = { ...documentOf(PAGES, new Map([['charts/zh/a.png', 'data:x']])), language: 'zh' as const };
  const work = page(
    'workloads/index.html',
    'workloads',
    html`<a href="../../zh/index.html">up</a><a href="../../index.html">English</a><img src="../../charts/zh/a.png" alt="">`,
  );
  expect(bodyInDocument(work, chinese)).toBe('<a href="#page-overview">up</a><a>English</a><img src="data:x" alt="">');
});
