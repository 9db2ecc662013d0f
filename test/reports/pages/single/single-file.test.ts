/** The file that holds the whole site: its size, what it leaves out, and that a browser opens it without a request. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECTIONS } from '../../../../reports/pages/frame/page.ts';
import { readScripts } from '../../../../reports/pages/writer/files.ts';
import { singleFile, writeSingleFile } from '../../../../reports/pages/writer/single-file.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { axeViolations } from '../../../site/axe.ts';
import { DARK, DESKTOP, NO_BROWSER, PHONE, SCRIPTS, visit } from '../../../site/browse.ts';
import { fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { siteDataOf } from '../../site-text.ts';
import { CHROMIUM, FLAGS } from '../chromium.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

function sourcesOf(language: Language = 'en', picture: (path: string) => Buffer = () => PIXEL) {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const report = buildReport({ records: [fixtureRecord(), partsRecord()], unread: [], catalog, reference, asOf: null });
  return { data: siteDataOf(report), language, scripts: readScripts(SCRIPTS), picture };
}

describe.skipIf(NO_BROWSER !== null)('the whole site in one file', () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    if (NO_BROWSER !== null) throw new Error(NO_BROWSER);
    folder = mkdtempSync(join(tmpdir(), 'moebench-single-'));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test('every id stands once, and every link inside leads to one', () => {
    // Without the code of the scripts, in which a class of Chart.js has a member `id="bar"`.
    const text = singleFile(sourcesOf()).replaceAll(/<script>[\s\S]*?<\/script>/g, '');
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = [...text.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(links.filter(href => !/^(#|https:|data:image)/.test(href))).toEqual([]);
    expect(links.filter(href => href.startsWith('#') && !ids.includes(href.slice(1)))).toEqual([]);
  });

  test('the same data give the same bytes', () => {
    expect(singleFile(sourcesOf())).toBe(singleFile(sourcesOf()));
  });

  test('pictures that do not fit are left out, and the file says how many', () => {
    const large = Buffer.alloc(600_000, 7);
    const text = singleFile(sourcesOf('en', () => large));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_000_000);
    const pictures = text.split('src="data:image/png').length - 1;
    const figures = text.split('<figure ').length - 1;
    expect(pictures).toBeGreaterThan(0);
    expect(pictures).toBeLessThan(figures);
    expect(text).toContain(`pictures of ${figures - pictures} charts are left out`);
  });

  test('pages that do not fit are left out before the overview is, and the file names them', () => {
    const full = singleFile(sourcesOf());
    const small = singleFile(sourcesOf(), Buffer.byteLength(full) - 20_000);
    expect(Buffer.byteLength(small)).toBeLessThanOrEqual(Buffer.byteLength(full) - 20_000);
    expect(small).toContain('id="page-overview"');
    expect(small).toContain('left out: ');
    // Only the pages for which there is no room: a script that no page needs takes none.
    const parts = (text: string): number => text.split(' data-page="').length - 1;
    expect(parts(small)).toBeGreaterThan(parts(full) / 2);
  });

  test('a folder, and a name that no browser opens, are refused before anything is written', () => {
    const taken = join(folder, 'taken.html');
    mkdirSync(taken);
    expect(() => writeSingleFile(taken, sourcesOf())).toThrow(/is a folder; give a file/);
    expect(() => writeSingleFile(`${folder}/`, sourcesOf())).toThrow(/is a folder; give a file/);
    expect(() => writeSingleFile(join(folder, 'report.txt'), sourcesOf())).toThrow(/ends in \.html/);
  });

  test('an older file is replaced whole, and nothing else is left in its folder', () => {
    const into = join(folder, 'mail');
    mkdirSync(into);
    writeFileSync(join(into, 'report.html'), 'older');
    writeSingleFile(join(into, 'report.html'), sourcesOf());
    expect(readdirSync(into)).toEqual(['report.html']);
    expect(readFileSync(join(into, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
    ['the dark', DARK],
  ])('on %s a page at a time is shown, without a complaint or a request, and axe finds nothing', async (_, view) => {
    writeSingleFile(join(folder, 'report.html'), sourcesOf());
    await visit(browser, folder, 'report.html', view, async ({ page, complaints }) => {
      const shown = () =>
        page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('[data-page]')]
            .filter(({ hidden }) => !hidden)
            .map(({ id }) => id),
        );
      const links = await page.evaluate(() =>
        [...document.querySelectorAll('header nav a')].map(link => link.getAttribute('href')),
      );
      expect(links.length).toBeGreaterThan(2);
      expect(links.length).toBeLessThanOrEqual(SECTIONS.length);
      for (const link of links) {
        await page.click(`header nav a[href="${link}"]`);
        await page.waitForFunction(id => document.getElementById(id)?.hidden === false, link?.slice(1) ?? '');
        expect(await shown()).toEqual([link?.slice(1)]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await page.evaluate(() => document.querySelector('[aria-current]')?.getAttribute('href'))).toBe(link);
      }
      expect(complaints).toEqual([]);
    });
    await visit(
      browser,
      folder,
      'report.html',
      view,
      ({ page }) => axeViolations(page).then(found => expect(found).toEqual([])),
      true,
    );
  });

  test('the state of a page in the address hides no page', async () => {
    writeSingleFile(join(folder, 'report.html'), sourcesOf());
    await visit(browser, folder, 'report.html', DESKTOP, async ({ page }) => {
      await page.click('header nav li:nth-child(2) a');
      await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-page]')?.hidden === true);
      await page.evaluate(() => {
        location.hash = '#part=layer';
      });
      await page.waitForFunction(() => location.hash === '#part=layer');
      expect(await page.evaluate(() => document.querySelectorAll('[data-page]:not([hidden])').length)).toBe(1);
      expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-page]')?.hidden)).toBe(true);
    });
  });

  test('without scripts all pages follow each other', async () => {
    writeSingleFile(join(folder, 'report.html'), sourcesOf('zh'));
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, 'report.html')}`);
    expect(await page.locator('[data-page]:visible').count()).toBe(await page.locator('[data-page]').count());
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await context.close();
  });
});
