import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAST_NIGHTS } from '../../../../harness/commands/history/check.ts';
import { observationsOfRecords } from '../../../../harness/commands/history/observations.ts';
import { historySources } from '../../../../harness/commands/site/history-sources.ts';
import type { HistoryChoices } from '../../../../reports/charts/history.ts';
import { historyPages } from '../../../../reports/pages/history/history.ts';
import { runPages } from '../../../../reports/pages/runs/runs.ts';
import type { SiteData } from '../../../../reports/pages/site-data.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { runFactsOf } from '../../../../reports/runs/run-facts.ts';
import { readRecords } from '../../../../results/store.ts';
import { fixtureCatalog } from '../../../reports/fixture.ts';
import { siteDataOf } from '../../../reports/site-text.ts';
import { FIRST_SLOW, LAST_NIGHT, slowerNights } from '../history/slower-nights.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-history-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataOf(name: string): SiteData {
  const results = join(folder, name);
  const { records, unread } = readRecords(results);
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const report = buildReport({ records, unread, catalog, reference, asOf: null });
  return {
    ...siteDataOf(report),
    ...historySources(results, observationsOfRecords(records, LAST_NIGHTS)),
    runs: runFactsOf(records, report),
  };
}

describe('nights of which the last three are a tenth slower', () => {
  let data: SiteData;
  beforeAll(() => {
    slowerNights(join(folder, 'slower'));
    data = dataOf('slower');
  });

  test('the history page tells the step first, with its date, its interval, what changed and how to accept it', () => {
    const [page] = historyPages(data, 'en');
    const steps = /<section id="steps">(.*?)<\/section>/s.exec(page?.body.html ?? '')?.[1] ?? '';
    expect(steps).toContain('Worse, and not accepted');
    expect(steps).toMatch(/(?:9\.\d+|10(?:\.\d)?) % more time per step \([\d.]+ to [\d.]+ %\) on 2026-01-30/);
    expect(steps).toContain('system.kernel 6.1 → 6.8');
    expect(steps).toMatch(/moebench accept --(?:series [0-9a-f]{8}|target cpu)/);
  });

  test('the chart has a value for each night and the step at the first slow one', () => {
    const [page] = historyPages(data, 'en');
    const choices = page?.data['history-data'] as HistoryChoices;
    const [first] = choices.choices;
    expect(choices.machines[0]?.times).toHaveLength(LAST_NIGHT);
    expect(first?.values).toHaveLength(LAST_NIGHT);
    expect(first?.axis).toBe('step time, ms');
    expect(first?.steps).toMatchObject([{ at: FIRST_SLOW - 1, state: 'confirmed' }]);
    expect(first?.steps[0]?.label).toMatch(/^\+(9\.\d+|10(\.\d)?) % · system\.kernel 6\.1 → 6\.8$/);
  });

  test('in Chinese the page says the same', () => {
    const [page] = historyPages(data, 'zh');
    expect(page?.body.html).toContain('变差，尚未接受');
    expect(page?.body.html).toMatch(/单步耗时增加/);
    expect(page?.body.html).not.toMatch(/more time|Worse|What changed/);
  });

  test('each run has a page, the newest first, that counts what failed and was skipped', () => {
    expect(data.runs.map(({ id }) => id).slice(0, 2)).toEqual([`night-${LAST_NIGHT}`, `night-${LAST_NIGHT - 1}`]);
    expect(data.runs[0]?.cells).toMatchObject({ planned: 10, measured: 5, failed: 1, skipped: 4, open: 0 });
    const pages = runPages(data, 'en');
    expect(pages).toHaveLength(1 + LAST_NIGHT);
    const newest = pages[1]?.body.html ?? '';
    expect(newest).toContain('the worker ended with signal SIGSEGV and no result');
    expect(newest).toContain('<li>failed: 1</li>');
    expect(newest).toContain('records/');
    expect(newest).toContain('5 of 5');
    expect(newest).toContain('0 of 5');
    expect(newest).toContain('sealed');
  });
});

test('a site of one night says that no step can be told yet', () => {
  slowerNights(join(folder, 'single'), { nights: 1 });
  const [page] = historyPages(dataOf('single'), 'en');
  expect(page?.body.html).toContain('One night was measured here');
  expect(page?.body.html).not.toContain('Nobody can tell');
});
