import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReport } from '../../../reports/analysis/report.ts';
import { writeSite } from '../../../reports/pages/site.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';

const CHROMIUM = '/usr/bin/chromium';
const PAGE_SCRIPT = join(import.meta.dirname, '../../../dist/reports/pages/browser/page.js');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const VIEWS = [
  { name: 'a desktop in light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'a desktop in dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'a phone', width: 360, height: 740, colorScheme: 'light' },
] as const;

const lacking = [CHROMIUM, PAGE_SCRIPT].filter(path => !existsSync(path));
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';

if (lacking.length > 0 && !required) test.skip(`the page in a browser: ${lacking.join(' and ')} is not here`);

describe.skipIf(lacking.length > 0 && !required)('the site, opened from disk', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    if (lacking.length > 0) throw new Error(`missing: ${lacking.join(', ')}`);
    const catalog = fixtureCatalog();
    const [reference] = catalog.chips;
    if (reference === undefined) throw new Error('the fixture catalog is empty');
    const report = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
    folder = mkdtempSync(join(tmpdir(), 'moebench-browser-'));
    const page = writeSite(join(folder, 'site'), { report, recordPaths: new Map(), pageScript: PAGE_SCRIPT });
    address = pathToFileURL(page).href;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test.each(VIEWS)(
    'on $name: draws its charts, asks nobody, complains of nothing, never scrolls sideways',
    async view => {
      const page = await browser.newPage({ viewport: view, colorScheme: view.colorScheme });
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', message => complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(error.message));
      page.on('request', request => requests.push(request.url()));
      await page.goto(address, { waitUntil: 'load' });

      expect(complaints).toEqual([]);
      expect(requests.filter(url => !url.startsWith('file://'))).toEqual([]);
      expect(await inkOfCharts(page)).toEqual([true, true]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await page.close();
    },
  );

  test('without script shows the same facts, with the charts as images', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'load' });
    expect(await page.locator('figure img').count()).toBe(2);
    expect(await page.locator('figure img').first().isVisible()).toBe(true);
    expect(await page.locator('table.results').innerText()).toContain('100,000 tokens/s');
    await context.close();
  });

  test('prints the images, not the canvases', async () => {
    const page = await browser.newPage();
    await page.goto(address, { waitUntil: 'load' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('figure img').first().isVisible()).toBe(true);
    expect(await page.locator('figure canvas').first().isVisible()).toBe(false);
    await page.close();
  });
});

/** For each chart, whether anything was drawn on it. */
function inkOfCharts(page: Page): Promise<boolean[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map(canvas => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, index) => index % 4 === 3 && value > 0);
    }),
  );
}
