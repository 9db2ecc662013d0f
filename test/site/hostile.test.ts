import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { siteDataOf } from '../reports/site-text.ts';
import { DESKTOP, NO_BROWSER, pagePaths, SCRIPTS, visit } from './browse.ts';
import { FORMULA, hostileReport, MARKUP } from './hostile.ts';

if (NO_BROWSER !== null) test.skip(`hostile names in a browser: ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== null)('names that look like markup or a formula', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-hostile-'));
  const site = join(folder, 'site');
  let browser: Browser;
  beforeAll(async () => {
    await writeSite(site, { data: siteDataOf(hostileReport()), recordPaths: new Map(), scripts: SCRIPTS });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are text on every page: nothing runs, nothing is asked for, the console is silent', async () => {
    const seen: string[] = [];
    for (const path of pagePaths(site)) {
      await visit(browser, site, path, DESKTOP, async ({ page, complaints }) => {
        expect(complaints, path).toEqual([]);
        expect(await page.locator('img[src="x"]').count(), path).toBe(0);
        seen.push(await page.locator('body').innerText());
      });
    }
    expect(seen.some(text => text.includes(MARKUP))).toBe(true);
    expect(seen.some(text => text.includes(FORMULA))).toBe(true);
  });

  test('stand in the table as text that a spreadsheet does not reckon', () => {
    const csv = readFileSync(join(site, 'rows.csv'), 'utf8');
    expect(csv).toContain('HYPERLINK');
    // Every cell that begins with a sign a formula begins with has an apostrophe before it.
    const cells = csv.split(/[,\n]/).map(cell => cell.replace(/^"/, ''));
    expect(cells.filter(cell => /^[=@\t\r]|^[+-](?!\d)/.test(cell))).toEqual([]);
  });
});
