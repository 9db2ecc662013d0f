import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../../../reports/pages/pages.ts';
import { COLUMNS } from '../../../../reports/pages/workloads/table-columns.ts';
import { wideText } from '../../../../reports/pages/workloads/wide.ts';
import { rowAnchor } from '../../../../reports/pages/workloads/work.ts';
import { METRICS } from '../../../../reports/report/metrics.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { WORKLOADS_WORDS } from '../../../../reports/words/pages/workloads.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { siteDataOf } from '../../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const reportOf = (...records: RunRecord[]) => buildReport({ records, unread: [], catalog, reference, asOf: null });
const report = reportOf(fixtureRecord());
const pagesIn = (language: Language, of = report) =>
  pagesOf(siteDataOf(of), language).filter(({ section }) => section === 'workloads');
const pageCalled = (title: string, of = report) => {
  const page = pagesIn('en', of).find(other => other.title.startsWith(title));
  if (page === undefined) throw new Error(`no page ${title}`);
  return page.body.html;
};
const [index, ...works] = pagesIn('en');
const balanced = pageCalled('toy layer (scaled), float32, balanced routing');
const learned = pageCalled('toy layer (scaled), float32, forward only');

describe('the matrix of workloads', () => {
  const table = index?.body.html ?? '';

  test('writes its figures in the language of the page', () => {
    const cells = (language: Language) =>
      [...(pagesIn(language)[0]?.body.html ?? '').matchAll(/<td class="number[^>]*>.*?<\/td>/g)]
        .map(([cell]) => cell)
        .join();
    expect(cells('en')).toMatch(/\d % ?<small>[\d.,]+ to [\d.,]+|tokens\/s/);
    expect(cells('zh')).toMatch(/\d%<small>[\d.,]+% 至 [\d.,]+%|token\/s/);
    expect(cells('zh')).not.toMatch(/\d to \d|\d %|million|tokens/);
  });

  test('links every work to its page, and every device to its row there', () => {
    expect(works.map(({ path }) => path)).toHaveLength(2);
    for (const { path } of works) expect(table).toContain(`href="../${path}"`);
    expect(table).toMatch(
      /href="\.\.\/workloads\/toy-layer-float32-balanced-[0-9a-f]{8}\.html#row-lab-1_webgpu-0_toy-balanced"/,
    );
    expect(balanced).toContain('<details id="row-lab-1_webgpu-0_toy-balanced">');
  });

  test('tells what was measured from what is not usable, failed and was not run', () => {
    expect(table).toMatch(/✓ <\/span>1\/1,210<small>1\/2,240 to 1\/439<\/small>/);
    expect(table).toMatch(/! <\/span>results disagree<\/a>/);
    expect(table).toContain('#failures">✗ 1 round of this run failed</a>');
    const alone = { ...report, rows: report.rows.filter(({ id }) => id !== 'lab-1/cpu/toy-learned'), failures: [] };
    expect(pagesIn('en', alone)[0]?.body.html).toContain('– not run');
  });

  test('shows no hash and no id of a case', () => {
    expect(table.replaceAll(/href="[^"]*"/g, '')).not.toMatch(/toy-balanced|toy-learned|[0-9a-f]{12}/);
  });
});

describe('the page of a workload', () => {
  test('has a row for each target, and the reference once', () => {
    expect(balanced.match(/<tr data-device=/g)).toHaveLength(2);
    expect(balanced.match(/<tr class="reference">/g)).toHaveLength(1);
    const six = report.referenceRows.flatMap(row => [row, row, row]);
    const page = pageCalled('toy layer (scaled), float32, balanced', { ...report, referenceRows: six });
    expect(page.match(/<tr class="reference">/g)).toHaveLength(1);
  });

  test('hides a column without a figure, and says its reason once', () => {
    expect(balanced).not.toContain('<th scope="col" class="number">Energy<');
    expect(balanced.match(/<li>Energy, Energy cost: [^<]+\.<\/li>/g)).toHaveLength(1);
    expect(balanced).toContain('<th scope="col" class="number">Cost<');
  });

  test('explains every column by the text of list metrics', () => {
    const meaning = METRICS.find(({ id }) => id === 'stepMs')?.meaning ?? 'nothing';
    expect(balanced).toContain(`<dt>Step</dt><dd>${meaning}</dd>`);
    for (const { metric } of COLUMNS) expect(WORKLOADS_WORDS.zh.meanings?.[metric]).toMatch(/[\u4e00-\u9fff]/);
  });

  test('keeps the command of every row, and what failed with its last words', () => {
    expect(balanced.match(/<pre class="command"><code>moebench run --target/g)).toHaveLength(2);
    expect(learned).toContain('no result after 60 s');
    expect(learned).toContain('killed while &lt;timing&gt;');
    expect(balanced).not.toContain('id="failures"');
  });

  test('has charts of its own work alone, each under an id of its own', () => {
    const ids = pagesIn('en', reportOf(fixtureRecord(), partsRecord())).flatMap(({ plots }) =>
      plots.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.some(id => id.includes('train-step') && id.endsWith('loss-curves'))).toBe(true);
  });

  test('is the same page in Chinese, under the same anchors', () => {
    const anchors = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    pagesIn('zh').forEach((page, at) => {
      const english = pagesIn('en')[at];
      expect(page.path).toBe(english?.path);
      expect(anchors(page.body.html)).toEqual(anchors(english?.body.html ?? ''));
      expect(page.title).toMatch(/[\u4e00-\u9fff]/);
    });
  });
});

describe('an interval', () => {
  const figure = (low: number, high: number, rounds = 5) =>
    ({ available: true, point: 100, low, high, kind: 'confidence-95', rounds }) as const;
  const words = WORKLOADS_WORDS.en;
  const warned = (code: 'disturbed' | 'two-groups' | 'spikes') => ({ warnings: [{ code, values: {} }] });

  test('whose ends are more than 1.5 times apart is marked, with the reason', () => {
    expect(wideText(figure(54, 749), warned('disturbed'), words)).toBe(
      'wide interval: its ends are 13.9 times apart (other processes used the machine)',
    );
    expect(wideText(figure(80, 160), warned('two-groups'), words)).toContain('(its rounds fall into two groups)');
    expect(wideText(figure(80, 160), warned('spikes'), words)).toContain('(its rounds differ that much)');
    expect(wideText(figure(80, 160, 3), { warnings: [] }, words)).toContain('(fewer than 5 rounds)');
    expect(wideText(figure(-20, 220), warned('spikes'), words)).toBe(
      'wide interval: it reaches zero (its rounds differ that much)',
    );
    expect(wideText(figure(50, 200), { basis: 'projected' }, words)).toContain('(it is projected, not measured)');
    expect(wideText(figure(50, 200), { basis: 'sibling' }, words)).toContain(
      '(it is scaled from a sibling, not measured)',
    );
    expect(wideText(figure(54, 749), warned('disturbed'), WORKLOADS_WORDS.zh)).toBe(
      '区间过宽：上限是下限的 13.9 倍（其他进程占用了机器）',
    );
  });

  test('of at most 1.5 times is not marked, nor what is missing', () => {
    expect(wideText(figure(100, 150), warned('disturbed'), words)).toBeNull();
    expect(wideText({ available: false, code: 'x', values: {} }, warned('disturbed'), words)).toBeNull();
  });
});

test('ids of rows that differ in a sign have anchors that differ', () => {
  const ids = ['a/b/c', 'a_b/c', 'a-b/c', 'a b/c', 'a/b c', '机/b/c', 'a~5fb/c'];
  expect(new Set(ids.map(id => rowAnchor({ id }))).size).toBe(ids.length);
  for (const id of ids) expect(rowAnchor({ id })).toMatch(/^[A-Za-z0-9._~-]+$/);
});
