/** The catalog in a browser: found, sorted, and the same again from its address. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog, loadLinks, loadPower } from '../../../../reports/catalog/load.ts';
import { ICON_FILE, ICON_SVG } from '../../../../reports/pages/frame/icon.ts';
import { styleOf } from '../../../../reports/pages/frame/style.ts';
import { CHROMIUM, FLAGS } from '../chromium.ts';
import { pagesWith } from '../shipped-pages.ts';

const SCRIPT = join(import.meta.dirname, '../../../../dist/reports/pages/browser/page.js');
const lacking = [CHROMIUM, SCRIPT].filter(path => !existsSync(path));
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';

if (lacking.length > 0 && !required) test.skip(`the catalog in a browser: ${lacking.join(' and ')} is not here`);

describe.skipIf(lacking.length > 0 && !required)('the catalog, opened from disk', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'moebench-catalog-'));
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    const catalog = { catalog: loadCatalog(), power: loadPower(), links: loadLinks() };
    for (const { path, text } of pagesWith({ catalog }, 'catalog')) put(path, text);
    for (const { path, text } of pagesWith({ catalog }, 'catalog', 'zh')) put(`zh/${path}`, text);
    put('assets/site.css', styleOf('site'));
    put(ICON_FILE, ICON_SVG);
    copyFileSync(SCRIPT, join(folder, 'assets/page.js'));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  async function on<Result>(path: string, look: (page: Page) => Promise<Result>, width = 1280): Promise<Result> {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const faults: string[] = [];
    page.on('pageerror', error => faults.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`${pathToFileURL(folder).href}/${path}`);
    const result = await look(page);
    expect(faults).toEqual([]);
    await page.close();
    return result;
  }
  const shown = (page: Page) =>
    page.$$eval('table.catalog tbody tr:not(.group)', rows =>
      rows.filter(row => row instanceof HTMLElement && row.offsetParent !== null).map(row => row.id),
    );

  test('a search leaves the rows that have its words, and stands in the address', async () => {
    await on('catalog.html', async page => {
      await page.fill('input[name="search"]', 'huawei 910b2');
      const found = await shown(page);
      expect(found).toContain('chip-huawei-ascend-910b2');
      // Devices that a paper does not name may be it, by their notes.
      expect(found.length).toBeLessThan(5);
      expect(found).not.toContain('chip-huawei-ascend-910c');
      expect(new URL(page.url()).hash).toBe('#search=huawei+910b2');
      expect(await page.textContent('.catalog-filters output')).toBe(
        `${found.length} of ${loadCatalog().chips.length} rows`,
      );
    });
  });

  test('an address gives its rows back, in its order, on a phone as well', async () => {
    const find = (page: Page) => shown(page);
    const hash = '#search=h&group=NVIDIA&priced=1&sort=-2';
    const wide = await on(`catalog.html${hash}`, find);
    expect(wide.length).toBeGreaterThan(3);
    expect(await on(`catalog.html${hash}`, find, 390)).toEqual(wide);
    const peaks = wide.map(id => loadCatalog().chips.find(chip => `chip-${chip.id}` === id)?.peakFlops.bfloat16 ?? 0);
    expect(peaks).toEqual(peaks.toSorted((a, b) => b - a));
  });

  test('a heading sorts up, then down, then gives the order of the page back', async () => {
    await on('catalog.html', async page => {
      const before = await shown(page);
      const heading = page.locator('thead th').nth(1);
      await heading.locator('button').click();
      expect(await heading.getAttribute('aria-sort')).toBe('ascending');
      expect(await shown(page)).not.toEqual(before);
      await heading.locator('button').click();
      await heading.locator('button').click();
      expect(await heading.getAttribute('aria-sort')).toBe('none');
      expect(await shown(page)).toEqual(before);
      expect(page.url()).not.toContain('sort');
    });
  });

  test('sorted prices say whose they are, and reset shows all rows again', async () => {
    await on('zh/catalog/prices.html#group=NVIDIA+H20&sort=2', async page => {
      const name = page.locator('table.catalog tbody tr:not([hidden]) .group-name').first();
      expect(await name.isVisible()).toBe(true);
      expect(await name.textContent()).toContain('H20');
      await page.click('button[type="reset"]');
      expect(await shown(page)).toHaveLength(loadCatalog().prices.length);
      expect(await name.isVisible()).toBe(false);
    });
  });

  test('the anchor of a chip still leads to it', async () => {
    await on('catalog.html#chip-huawei-ascend-910b2', async page => {
      expect(await page.locator('#chip-huawei-ascend-910b2').isVisible()).toBe(true);
      expect(await page.locator('tr:target').getAttribute('id')).toBe('chip-huawei-ascend-910b2');
    });
  });
});
