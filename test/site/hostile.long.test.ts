import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSheet } from '../../reports/pages/sheet/sheet-file.ts';
import { readScripts } from '../../reports/pages/writer/files.ts';
import { pictureIn, writeSingleFile } from '../../reports/pages/writer/single-file.ts';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { DESKTOP, NO_BROWSER, pagePaths, SCRIPTS, type Visit, visit } from './browse.ts';
import { FORMULA, hostileComparison, hostileSite, MARKUP } from './hostile.ts';

if (NO_BROWSER !== null) test.skip(`hostile names in a browser: ${NO_BROWSER}`);

const LANGUAGES = ['en', 'zh'] as const;

describe.skipIf(NO_BROWSER !== null)('names that look like markup or a formula', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-hostile-'));
  const site = join(folder, 'site');
  let browser: Browser;
  beforeAll(async () => {
    const data = hostileSite();
    await writeSite(site, { data, recordPaths: new Map(), scripts: SCRIPTS });
    for (const language of LANGUAGES) {
      const sources = { data, language, scripts: readScripts(SCRIPTS), picture: pictureIn(site) };
      writeSingleFile(join(site, `single-${language}.html`), sources);
      writeSheet(join(site, `sheet-${language}.html`), hostileComparison(), `moebench compare '${MARKUP}'`, language);
    }
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Nothing of the text became an element, ran, or asked for anything. */
  async function expectText({ page, complaints }: Visit, path: string): Promise<string> {
    expect(complaints, path).toEqual([]);
    expect(await page.locator('img[src="x"], [onerror]').count(), path).toBe(0);
    return page.locator('body').innerText();
  }

  test('are text on every page, in one file and on a sheet: nothing runs, nothing is asked for, the console is silent', async () => {
    const seen = new Map<string, string>();
    for (const path of pagePaths(site)) {
      await visit(browser, site, path, DESKTOP, async found => {
        if (path.endsWith('compare.html')) await answered(found);
        seen.set(path, await expectText(found, path));
      });
    }
    const showing = (text: string) => [...seen].flatMap(([path, shown]) => (shown.includes(text) ? [path] : []));
    const pages = ['index', 'compare', 'catalog', 'runs/index', 'single-en', 'single-zh', 'sheet-en', 'sheet-zh'];
    const kinds = [...pages, 'zh/index', 'zh/compare', 'zh/catalog', 'zh/runs/index'].map(name => `${name}.html`);
    expect(showing(MARKUP)).toEqual(expect.arrayContaining(kinds.filter(path => !/^(zh\/)?index/.test(path))));
    expect(showing(FORMULA)).toEqual(expect.arrayContaining(kinds.filter(path => !/index/.test(path))));
  });

  test.each([
    ['compare.html', ['model', '1.chip', '1.rent', '1.name', 'tokens', 'rate1.source', 'rate1.from', MARKUP]],
    ['zh/compare.html', ['model', '1.chip', '1.rent', 'deadline', 'currency', 'rate1.source', FORMULA]],
    ['catalog.html', ['q', 'search', 'group', 'sort', MARKUP]],
    ['catalog/prices.html', ['q', 'search', 'group', 'sort', MARKUP]],
    ['workloads/index.html', ['part', 'pass', 'routing', 'dispatch', 'sort', MARKUP]],
    ['runs/index.html', ['sort', 'machine', MARKUP]],
    ['single-en.html', ['page', '1.chip', 'q', MARKUP]],
  ])('are text in a link to %s', async (path, keys) => {
    for (const text of [MARKUP, FORMULA, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`]) {
      await visit(browser, site, path, DESKTOP, async found => {
        const hash = new URLSearchParams(keys.map(key => [key, text])).toString();
        await found.page.evaluate(next => history.replaceState(null, '', `#${next}`), hash);
        await found.page.reload();
        if (path.endsWith('compare.html')) await answered(found);
        await expectText(found, `${path}#${hash}`);
        // An address with the text as it is, without any escape.
        await found.page.evaluate(next => {
          location.hash = next;
        }, text);
        await expectText(found, `${path}#${text}`);
      });
    }
  });

  test('are text in the feed, which a parser of XML takes', async () => {
    const feed = readFileSync(join(site, 'feed.xml'), 'utf8');
    await visit(browser, site, 'index.html', DESKTOP, async ({ page }) => {
      const found = await page.evaluate(text => {
        const document = new DOMParser().parseFromString(text, 'application/xml');
        const names = [...document.querySelectorAll('*')].map(({ localName }) => localName);
        return { names, text: document.documentElement.textContent ?? '' };
      }, feed);
      expect(found.names).toContain('entry');
      expect(found.names).not.toContain('parsererror');
      expect(found.names).not.toContain('img');
      expect(found.text).toContain(MARKUP);
    });
  });

  test('are no link and no tag in the index for language models', () => {
    expect(readFileSync(join(site, 'llms.txt'), 'utf8')).not.toMatch(/(?<!\\)<img/);
  });

  test('stand in every table as text that a spreadsheet does not reckon', () => {
    const tables = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.csv'));
    expect(tables).toContain('rows.csv');
    for (const path of tables) {
      const csv = readFileSync(join(site, path), 'utf8');
      expect(csv, path).toContain('HYPERLINK');
      // Every cell that begins with a sign a formula begins with has an apostrophe before it.
      const cells = csv.split(/[,\n]/).map(cell => cell.replace(/^"/, ''));
      expect(cells.filter(cell => /^[=@\t\r]|^[+-](?!\d)/.test(cell))).toEqual([]);
    }
  });

  test('stand in the CSV that a chart gives as text too', async () => {
    await visit(browser, site, 'compare.html', DESKTOP, async found => {
      await answered(found);
      const download = found.page.waitForEvent('download');
      await found.page.locator('.figure-tools button').first().click();
      const path = join(folder, 'chart.csv');
      await (await download).saveAs(path);
      const csv = readFileSync(path, 'utf8');
      expect(csv).toContain('HYPERLINK');
      expect(csv.split(/[,\n]/).filter(cell => /^"?[=@\t\r]/.test(cell))).toEqual([]);
    });
  });
});

const answered = ({ page }: Visit) =>
  page.waitForFunction(() => document.getElementById('results')?.dataset.turn !== undefined);
