import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../../reports/pages/writer/site.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { linked, type Made, madeAsk, rent } from '../known-costs/made-costs.ts';
import { partsRecord } from '../parts-fixture.ts';
import { siteDataOf } from '../site-text.ts';
import { CHROMIUM, FLAGS } from './chromium.ts';

const SCRIPTS = join(import.meta.dirname, '../../../dist/reports/pages/browser');
/** The first chart, three of the leading work without energy, and the five of all works without one that has no data. */
const CHARTS = 8;
const VIEWS = [
  { name: 'a desktop in light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'a desktop in dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'a phone', width: 360, height: 740, colorScheme: 'light' },
] as const;

const lacking = [CHROMIUM, SCRIPTS].filter(path => !existsSync(path));
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';

if (lacking.length > 0 && !required) test.skip(`the page in a browser: ${lacking.join(' and ')} is not here`);

describe.skipIf(lacking.length > 0 && !required)('the site, opened from disk', () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  let unmeasured: string;
  let workloads: string;

  beforeAll(async () => {
    if (lacking.length > 0) throw new Error(`missing: ${lacking.join(', ')}`);
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
    folder = mkdtempSync(join(tmpdir(), 'moebench-browser-'));
    unmeasured = pathToFileURL(await writeUnmeasured(join(folder, 'unmeasured'))).href;
    const page = await writeSite(join(folder, 'site'), {
      data: siteDataOf(report),
      recordPaths: new Map(),
      scripts: SCRIPTS,
    });
    address = pathToFileURL(page).href;
    workloads = new URL('workloads/index.html', address).href;
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
      expect(await inkOfCharts(page)).toEqual(Array.from({ length: CHARTS }, () => true));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await page.close();
    },
  );

  test.each(VIEWS)(
    'on $name: what was not measured here is said to be, with a chart and a table of its own',
    async view => {
      const page = await browser.newPage({ viewport: view, colorScheme: view.colorScheme });
      const complaints: string[] = [];
      page.on('console', message => complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(error.message));
      await page.goto(unmeasured, { waitUntil: 'load' });
      expect(complaints).toEqual([]);
      expect(await page.locator('h1').innerText()).toMatch(/^NVIDIA H20 takes 40 ms for a step/);
      expect(await page.locator('figure').first().getAttribute('data-plot')).toBe('relative-cost');
      expect(await page.locator('.answer .below').last().innerText()).toMatch(
        /^Not measured here, but computed from what others published/,
      );
      expect((await inkOfCharts(page))[0]).toBe(true);
      expect(await page.locator('table.training tbody tr').count()).toBe(2);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await page.close();
    },
  );

  test.each([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])('at $width × $height the answer and the whole first chart lie on the first screen', async view => {
    const page = await browser.newPage({ viewport: view });
    for (const site of [address, unmeasured]) {
      await page.goto(site, { waitUntil: 'load' });
      const [heading, chart] = [page.locator('h1'), page.locator('.answer figure .canvas')];
      const boxes = [await heading.boundingBox(), await chart.boundingBox()];
      expect(boxes.map(box => box !== null && box.y >= 0 && box.y + box.height <= view.height)).toEqual([true, true]);
    }
    await page.close();
  });

  test('without script shows the same facts, with the charts as images', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'load' });
    expect(await page.locator('figure img').count()).toBe(CHARTS);
    expect(await page.locator('figure img').first().isVisible()).toBe(true);
    await page.goto(workloads, { waitUntil: 'load' });
    await page.getByRole('link', { name: 'toy layer (scaled), float32, balanced routing' }).click();
    expect(await page.locator('table.results').innerText()).toContain('100,000 tokens/s');
    expect(await page.locator('select').count()).toBe(0);
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

/** A site of the fixture's run where no saving was measured: its chips have no rent of the kind that a report compares by. */
async function writeUnmeasured(folder: string): Promise<string> {
  const made: Made = {
    chips: [linked('nvidia-h800'), linked('acme-one')],
    prices: [rent('nvidia-h800', 7.2), rent('acme-one', 1.8)],
    projected: { 'nvidia-h800': 1000, 'acme-one': 500 },
  };
  const { catalog, reference, model, speeds } = madeAsk(made);
  const report = buildReport({
    records: [fixtureRecord(), partsRecord()],
    unread: [],
    catalog,
    reference,
    asOf: null,
    training: { model, speeds },
  });
  return writeSite(folder, { data: siteDataOf(report), recordPaths: new Map(), scripts: SCRIPTS });
}

/** For each chart, whether anything was drawn on it. */
function inkOfCharts(page: Page): Promise<boolean[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map(canvas => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, index) => index % 4 === 3 && value > 0);
    }),
  );
}
