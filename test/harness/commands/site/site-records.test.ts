import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestRuns } from '../../../../harness/commands/options/newest-runs.ts';
import { siteRecords } from '../../../../harness/commands/site/site-records.ts';
import { runPages } from '../../../../reports/pages/runs/runs.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { runFactsOf } from '../../../../reports/runs/run-facts.ts';
import { factText } from '../../../../reports/words/fact-text.ts';
import { recordFiles } from '../../../../results/store.ts';
import { fixtureCatalog } from '../../../reports/fixture.ts';
import { siteDataOf } from '../../../reports/site-text.ts';
import { LAST_NIGHT, slowerNights } from '../history/slower-nights.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-site-records-'));
const results = join(folder, 'runs');
beforeAll(() => slowerNights(results));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-03-20T00:00:00Z');

function reportOf({ records, unread, runsNotRead }: Awaited<ReturnType<typeof siteRecords>>) {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  return buildReport({ records, unread, runsNotRead, catalog, reference, asOf: null });
}

test('of a long history the newest runs are read, with the same rows as of all and the whole of the nights', async () => {
  const all = await siteRecords(results, 'all', NOW);
  const found = await siteRecords(results, 1, NOW);
  // In the newest night the second work failed: its row stands on the night before.
  expect(found.records.map(({ context }) => context.runId)).toEqual([`night-${LAST_NIGHT - 1}`, `night-${LAST_NIGHT}`]);
  expect(found.observations).toEqual(all.observations);
  expect(found.runsNotRead).toEqual({ count: LAST_NIGHT - 2, newest: 1 });
  const counted = (report: ReturnType<typeof reportOf>) => report.rows.map(row => ({ ...row, olderRuns: 0 }));
  expect(counted(reportOf(found))).toEqual(counted(reportOf(all)));
  expect(reportOf(found).rows.length).toBeGreaterThan(1);
});

test('a report and its page of runs say how many runs were not read', async () => {
  const found = await siteRecords(results, 1, NOW);
  const report = reportOf(found);
  const data = { ...siteDataOf(report), runs: runFactsOf(found.records, report) };
  const [said] = report.assumptions.filter(({ code }) => code === 'runs-not-read');
  expect(said === undefined ? '' : factText(said)).toMatch(
    /newest 1 runs of each machine.*history alone: 30; .*counted without them/,
  );
  const [index] = runPages(data, 'en');
  expect(index?.body.html).toContain(`${LAST_NIGHT} runs`);
  expect(index?.body.html).toContain('30 still older runs were not read for this site');
  const [zh] = runPages(data, 'zh');
  expect(zh?.body.html).toContain('还有 30 次更早的运行未读入本站');
});

test('a folder of no more runs is read whole, says nothing of it and gets no roll-up', async () => {
  const fresh = join(folder, 'few', 'runs');
  slowerNights(fresh, { nights: 3 });
  const found = await siteRecords(fresh, 3, NOW);
  expect(found.records).toHaveLength(3);
  expect(found.runsNotRead).toBeNull();
  expect(reportOf(found).assumptions.map(({ code }) => code)).not.toContain('runs-not-read');
  expect(existsSync(join(folder, 'few', 'history.duckdb'))).toBe(false);
});

test('one record file is read by itself', async () => {
  const [path = ''] = recordFiles(results);
  const { records, runsNotRead } = await siteRecords(path, 1, NOW);
  expect(records.map(record => record.path)).toEqual([path]);
  expect(runsNotRead).toBeNull();
});

test.each(['0', '-1', '1.5', 'ninety', '', '1e3', ' 90', 'ALL'])('--runs %j is refused', written => {
  expect(() => newestRuns(written)).toThrow(/^--runs is '.*'; give a whole number from 1, or all$/);
});

test('--runs takes a number and all', () => {
  expect([newestRuns('1'), newestRuns('365'), newestRuns('all')]).toEqual([1, 365, 'all']);
});
