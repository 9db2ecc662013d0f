/** What the first page answers, from reports whose figures are known by hand. */
import { describe, expect, test } from 'vitest';
import { relativeCost } from '../../../../reports/charts/relative-cost.ts';
import { changeList } from '../../../../reports/pages/overview/changes.ts';
import { linesOf } from '../../../../reports/pages/overview/know.ts';
import { answerOf } from '../../../../reports/report/answer.ts';
import type { Report } from '../../../../reports/report/schema.ts';
import { answerText } from '../../../../reports/words/report/answer-text.ts';
import { fixtureRecord } from '../../fixture.ts';
import { check, steadyWorks } from '../../regressions/checked.ts';
import { madeNights } from '../../regressions/made-nights.ts';
import { siteText } from '../../site-text.ts';
import { empty, hostRecord, judged, published } from './made-reports.ts';

const REPORTS: Readonly<Record<string, () => Report>> = {
  cheaper: () => judged(0.5),
  dearer: () => judged(1.5),
  'not separable': () => judged(1),
  'a multiple': () => judged(4),
  instrument: () => published([hostRecord()]),
  'an accelerator without a cost': () => published([fixtureRecord()]),
  'published figures alone': () => published([]),
  nothing: empty,
};
const answer = (report: Report, language: 'en' | 'zh' = 'en') => answerText(answerOf(report), report, language);

/** The mean step of the fixture is 0.5 ms over its median: 5.5 ÷ 10.5 of the cost at half the time. */
describe('the answer', () => {
  test.each([
    [
      0.5,
      /^NVIDIA H20 is cheaper than NVIDIA H800: 47\.6 % less for the same work \(95 % interval: 4[67]\.?\d* to 4[89]\.?\d* %\)\.$/,
    ],
    [
      1.5,
      /^NVIDIA H20 is dearer than NVIDIA H800: 47\.\d % more for the same work \(95 % interval: 4\d\.?\d* to 5\d\.?\d* %\)\.$/,
    ],
    [
      4,
      /^NVIDIA H20 is dearer than NVIDIA H800: 3\.86 × the cost for the same work \(95 % interval: 3\.7\d* to 3\.9\d* ×\)\.$/,
    ],
    [1, /^NVIDIA H20 and NVIDIA H800 are not separable in cost: the same work costs \S+ % less to \S+ % more\.$/],
  ])('at %f times the time and one price says the verdict with its interval', (factor, sentence) => {
    expect(answer(judged(factor))).toMatch(sentence);
  });

  test('without an accelerator says that the machine proves the measurements, and no chip is in the headline', () => {
    const text = answer(published([hostRecord()]));
    expect(text).toMatch(/^No accelerator was measured\. This machine proves that moebench measures correctly;/);
    expect(text).not.toMatch(/H800|ACME/);
  });

  test('of published figures alone says first that nothing was measured here', () => {
    expect(answer(published([]))).toMatch(/^Nothing was measured here\. For training .+, 1 of 1 chip is cheaper than/);
  });

  test('of nothing says so', () => {
    expect(answer(empty())).toBe('Nothing was measured, so nothing can be compared.');
  });

  test.each(Object.keys(REPORTS))('%s: takes at most 30 words, and is the heading of the page', name => {
    const report = REPORTS[name]?.() ?? empty();
    const text = answer(report);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(30);
    expect(siteText(report, 'overview')).toContain(`<h1>${text}</h1>`);
  });

  test.each(Object.keys(REPORTS))('%s: in Chinese has no English but names and units', name => {
    const text = answer(REPORTS[name]?.() ?? empty(), 'zh');
    expect(text).toMatch(/\p{Script=Han}/u);
    expect(text.replaceAll(/NVIDIA|H800|H20|NVIDIA-H800|ACME-ONE|AMD|EPYC|Toy|toy|moebench|ms/g, '')).not.toMatch(
      /[A-Za-z]{2,}/,
    );
  });
});

test('a heading breaks neither a name nor a figure from its sign', () => {
  expect(siteText(judged(0.5), 'overview')).toMatch(/<h1>NVIDIA H20 is cheaper than NVIDIA H800: [\d.]+ % less/);
});

describe('the first chart', () => {
  test('has the reference at 100 %, the lowest cost first, and the ends of a saving the other way round', () => {
    const report = judged(0.5);
    const [row] = report.rows.filter(({ saving }) => saving.available);
    const marks = relativeCost(report)?.groups[0]?.marks;
    expect(marks?.map(({ label, verdict, point }) => [label, verdict, Number(point.toFixed(3))])).toEqual([
      ['NVIDIA H20', 'cheaper', 0.524],
      ['NVIDIA H800', null, 1],
    ]);
    if (row?.saving.available !== true) throw new Error('the row has no saving');
    expect(marks?.[0]).toMatchObject({ low: 1 - row.saving.high, high: 1 - row.saving.low });
  });

  test('of what others published says so over its marks', () => {
    const plot = relativeCost(published([hostRecord()]));
    expect(plot?.groups[0]?.label).toMatch(/^Not measured here: /);
    // Half the speed at a quarter of the rent.
    expect(plot?.groups[0]?.marks.map(({ label, point }) => [label, Number(point.toFixed(2))])).toEqual([
      ['ACME-ONE', 0.5],
      ['NVIDIA-H800', 1],
    ]);
  });

  /** The rows of a report again, on other machines. */
  const onMachines = (report: Report, machines: readonly string[]): Report => ({
    ...report,
    rows: machines.flatMap(machine => report.rows.map(row => ({ ...row, machine }))),
  });

  test('names no table that is not there for the devices that it leaves out', () => {
    const many = onMachines(judged(0.5), ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const shown = (language: 'en' | 'zh') => relativeCost(many, language);
    expect(shown('en')?.groups[0]?.marks).toHaveLength(6);
    expect(shown('en')?.caption).toEqual(['Drawn are the reference and the 5 lowest costs; 2 higher costs are not.']);
    expect(shown('zh')?.caption).toEqual(['本图列出参考芯片和成本最低的 5 项；另有 2 项成本更高，未列入。']);
    expect(siteText(many, 'overview')).not.toContain('table below');
  });

  test('is not there where nothing has a cost', () => {
    expect(relativeCost(empty())).toBeNull();
    expect(siteText(empty(), 'overview')).not.toContain('<figure');
  });
});

describe('what to know first', () => {
  test.each(Object.keys(REPORTS))('%s: is at most five lines on the page', name => {
    const page = siteText(REPORTS[name]?.() ?? empty(), 'overview');
    const list = /<section id="know">[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    expect([...list.matchAll(/<li/g)].length).toBeLessThanOrEqual(5);
  });

  test('a wide interval is a warning', () => {
    const report = judged(0.5);
    const wide = (high: number): Report => ({
      ...report,
      rows: report.rows.map(row => ({
        ...row,
        stepMs: { ...row.stepMs, available: true, point: 100, low: 54, high, kind: 'range', rounds: 3 },
      })),
    });
    const warnings = (of: Report) => linesOf(answerOf(of), of, 'en').filter(({ isWarning }) => isWarning);
    expect(warnings(wide(749)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\d rows have a wide interval: the high end is over 1\.5 times the low end\.$/),
    ]);
    expect(warnings(wide(80))).toEqual([]);
  });
});

describe('what changed', () => {
  const place = { language: 'en', root: '' } as const;

  test('is not there without a history, and where nothing moved', () => {
    expect(changeList(null, place)).toBeNull();
    expect(changeList(check(madeNights(30, steadyWorks)), place)).toBeNull();
  });

  test('a confirmed slowdown is the first entry, marked as a caution', () => {
    const slower = (night: number) => ({ stepMs: night < 26 ? 10 : 12 });
    const html = changeList(check(madeNights(30, { ...steadyWorks, a: slower })), place)?.html ?? '';
    expect(html).toMatch(
      /^<ul class="know"><li class="warned"><span class="caution">confirmed<\/span> a .*more time per step/,
    );
    expect(html).toContain('<a href="history.html">');
  });
});

test('charts that are not drawn are named once, with the reason, and leave no empty section', () => {
  const page = siteText(empty(), 'overview');
  expect(page).not.toContain('-chart"');
  expect(page).toMatch(/<details><summary>\d charts not drawn, and why<\/summary>/);
});

test('a reader finds what this is, what sealed means, and how to check it', () => {
  const page = siteText(judged(0.5), 'overview');
  expect(page).toContain('What it costs to train a Mixture-of-Experts model on each chip');
  expect(page).toContain('“sealed” means that the lines still follow from each other');
  expect(page).toContain('<code>moebench verify &lt;record.jsonl&gt;</code>');
  expect(page).toContain('href="method/index.html"');
});
