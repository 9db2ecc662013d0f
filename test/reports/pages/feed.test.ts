/** What programs read of a site: a feed of its runs, and an index of its pages. */
import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../../reports/pages/pages.ts';
import { atomFeed, siteIndex } from '../../../reports/pages/writer/feed.ts';
import type { Report } from '../../../reports/report/schema.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { siteDataOf } from '../site-text.ts';
import { fixtureReport } from './shipped-pages.ts';

const [run] = fixtureReport.runs;
if (run === undefined) throw new Error('the fixture has a run');
const withRuns = (...runs: readonly Partial<Report['runs'][number]>[]): Report => ({
  ...fixtureReport,
  runs: runs.map(change => ({ ...run, used: true, ...change })),
});
const textsOf = (feed: string | null, element: string) =>
  [...(feed ?? '').matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(match => match[1]);

describe('the feed', () => {
  const feed = atomFeed(
    withRuns(
      { id: 'a', startedAt: '2026-01-02T00:00:00.000Z' },
      { id: 'b', startedAt: '2026-01-03T00:00:00.000Z' },
      { id: 'c', startedAt: '2026-01-01T00:00:00.000Z', used: false },
    ),
  );

  test('has the runs that are used, the newest first, and its day', () => {
    expect(textsOf(feed, 'updated')).toEqual([
      '2026-01-03T00:00:00.000Z',
      '2026-01-03T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
    ]);
    expect(new Set(textsOf(feed, 'id')).size).toBe(3);
  });

  test('keeps the id of a run when others join', () => {
    const ids = textsOf(atomFeed(withRuns({ id: 'a', startedAt: '2026-01-02T00:00:00.000Z' })), 'id');
    expect(textsOf(feed, 'id')).toContain(ids[1]);
  });

  test('is the same feed whichever of several machines ran last', () => {
    const idAfter = (last: string) => {
      const times = ['a', 'b'].map(machine => ({
        machine,
        startedAt: `2026-01-0${machine === last ? 2 : 1}T00:00:00.000Z`,
      }));
      return textsOf(atomFeed(withRuns(...times)), 'id')[0];
    };
    expect(idAfter('a')).toBe(idAfter('b'));
  });

  test('is not there without a run', () => {
    expect(atomFeed(withRuns())).toBeNull();
  });

  test('shows text of a record as text', () => {
    const hostile = atomFeed(withRuns({ machine: ']]></title><script>alert(1)</script>', suite: '"&' })) ?? '';
    expect(hostile).not.toContain('<script');
    expect(hostile).toContain('Suite &quot;&amp; on ]]&gt;&lt;/title&gt;');
  });
});

describe('the index for language models', () => {
  const pages = pagesOf(siteDataOf(fixtureReport), 'en');
  const index = siteIndex(fixtureReport, pages);

  test('has the answer of the site, and every page with its link', () => {
    const [answer = ''] = headline(fixtureReport);
    expect(index.replaceAll('\\', '')).toContain(`> ${answer}`);
    for (const { path } of pages) expect(index).toContain(`](${path}): `);
    expect(index).toContain('[report.json](report.json)');
  });

  test('no name of a record ends a link or begins one', () => {
    const [page] = pages;
    if (page === undefined) throw new Error('a page');
    const text = siteIndex(fixtureReport, [{ ...page, title: 'x](javascript:alert(1)) [y', summary: '<b>\n# z' }]);
    expect(text).toContain('- [x\\](javascript:alert(1)) \\[y](index.html): \\<b\\> # z');
  });
});
