import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../../../../reports/pages/pages.ts';
import { writeSite } from '../../../../reports/pages/writer/site.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { siteDataOf } from '../../site-text.ts';
import { CHROMIUM, FLAGS } from '../chromium.ts';

const SCRIPTS = join(import.meta.dirname, '../../../../dist/reports/pages/browser');
const lacking = [CHROMIUM, SCRIPTS].filter(path => !existsSync(path));
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';

if (lacking.length > 0 && !required) test.skip(`workloads in a browser: ${lacking.join(' and ')} is not here`);

describe.skipIf(lacking.length > 0 && !required)('the pages of workloads, opened from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-workloads-'));
  let browser: Browser;
  let index: string;
  let training: string;

  beforeAll(async () => {
    const catalog = fixtureCatalog();
    const [reference] = catalog.chips;
    if (reference === undefined) throw new Error('the fixture catalog is empty');
    const report = buildReport({
      records: [fixtureRecord(), partsRecord()],
      unread: [],
      catalog,
      reference,
      asOf: null,
    });
    const data = siteDataOf(report);
    const root = pathToFileURL(
      await writeSite(join(folder, 'site'), { data, recordPaths: new Map(), scripts: SCRIPTS }),
    ).href;
    index = new URL('workloads/index.html', root).href;
    const page = pagesOf(data, 'en').find(({ title }) => title.startsWith('toy training step'));
    training = new URL(page?.path ?? 'nowhere', root).href;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the matrix shows only the work that is asked for, and the address keeps the choice', async () => {
    const page = await browser.newPage();
    await page.goto(index, { waitUntil: 'load' });
    const shown = () => page.locator('table.matrix tbody:visible th').allInnerTexts();
    expect((await shown()).length).toBeGreaterThan(3);
    await page.locator('select[name=part]').selectOption('train-step');
    expect(await shown()).toEqual(['toy training step of 2 layers (scaled), float32, learned routing']);
    expect(page.url()).toMatch(/#part=train-step$/);
    await page.reload({ waitUntil: 'load' });
    expect(await shown()).toHaveLength(1);
    await page.locator('select[name=part]').selectOption('');
    expect(page.url()).not.toContain('#');
    expect((await shown()).length).toBeGreaterThan(3);
    await page.close();
  });

  test('the table of a workload sorts by a column, what is missing last, and the address keeps the order', async () => {
    const page = await browser.newPage();
    await page.goto(training, { waitUntil: 'load' });
    const devices = async () => {
      const cells = await page.locator('table.results tbody tr:visible th[scope=row]').allInnerTexts();
      return cells.map(text => text.split('\n')[0]);
    };
    const cost = page.getByRole('button', { name: 'Cost per' });
    const orders = [await devices()];
    for (let click = 0; click < 3; click += 1) {
      await cost.click();
      orders.push(await devices());
    }
    const [h20, h800, epyc] = ['NVIDIA H20', 'NVIDIA H800', 'AMD EPYC 9534 64-Core Processor'];
    expect(orders).toEqual([
      [epyc, h20, h800],
      [h800, h20, epyc],
      [h20, h800, epyc],
      [epyc, h20, h800],
    ]);
    await cost.click();
    expect(page.url()).toMatch(/#sort=\d+\.ascending$/);
    await page.reload({ waitUntil: 'load' });
    expect(await devices()).toEqual([h800, h20, epyc]);
    await page.locator('select[name=device]').selectOption(h20 ?? '');
    expect(await devices()).toEqual([h800, h20]);
    await page.close();
  });

  test('a link to a row opens it, beside its command a button copies it', async () => {
    const page = await browser.newPage();
    await page.goto(training, { waitUntil: 'load' });
    const row = page.locator('table.results tbody th a').first();
    const anchor = (await row.getAttribute('href')) ?? '';
    await row.click();
    const details = page.locator(`[id="${anchor.slice(1)}"]`);
    expect(await details.getAttribute('open')).not.toBeNull();
    await page.reload({ waitUntil: 'load' });
    expect(await details.getAttribute('open')).not.toBeNull();
    expect(await details.getByRole('button', { name: 'Copy' }).isVisible()).toBe(true);
    await page.close();
  });

  test.each([1280, 390])('at %d px nothing scrolls sideways and nothing is complained of', async width => {
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    const complaints: string[] = [];
    page.on('console', message => complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(error.message));
    for (const address of [index, training, index.replace('/workloads/', '/zh/workloads/')]) {
      await page.goto(address, { waitUntil: 'load' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});
