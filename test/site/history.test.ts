import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReport } from '../../harness/commands/report.ts';
import { slowerNights } from '../harness/commands/history/slower-nights.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { axeViolations } from './axe.ts';
import { DARK, DESKTOP, NO_BROWSER, PHONE, pagePaths, SCRIPTS, visit } from './browse.ts';

if (NO_BROWSER !== null) test.skip(`the history in a browser: ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== null)('the history of nights of which the last are slower', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-history-site-'));
  const site = join(folder, 'site');
  let browser: Browser;
  beforeAll(async () => {
    const results = join(folder, 'runs');
    slowerNights(results);
    await makeReport({ results, reference: 'nvidia-h800', out: site }, SCRIPTS);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['light', DESKTOP],
    ['dark', DARK],
    ['on a phone', PHONE],
  ])('its pages break no rule of WCAG 2.2 AA and are no wider than the screen, %s', async (_, view) => {
    const newest = pagePaths(site).filter(path => /^(zh\/)?(history|runs\/index|runs\/.*night-32)\.html$/.test(path));
    expect(newest).toHaveLength(6);
    const found: string[] = [];
    for (const path of newest) {
      await visit(browser, site, path, view, async ({ page, complaints }) => {
        found.push(...complaints.map(text => `${path}: ${text}`));
        found.push(...(await axeViolations(page)).map(text => `${path}: ${text}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${path}: ${over} px too wide`);
      });
    }
    expect(found).toEqual([]);
  });

  test('a series is chosen for the one chart, and the table filtered; both stand in the address and are read from it', async () => {
    await visit(browser, site, 'history.html', DESKTOP, async ({ page }) => {
      const series = page.locator('select[name=series]');
      const second = (await series.locator('option').nth(1).getAttribute('value')) ?? '';
      await series.selectOption(second);
      await page.locator('select[name=state]').selectOption('worse');
      const address = await page.evaluate(() => location.hash);
      expect(address).toContain(`series=${second}`);
      expect(address).toContain('state=worse');
      expect(await page.locator('canvas').count()).toBe(1);
      const states = () =>
        page.locator('tr[data-series]:visible').evaluateAll(rows => rows.map(row => row.dataset.state));
      expect(new Set(await states())).toEqual(new Set(['worse']));
      await page.reload();
      expect(await series.inputValue()).toBe(second);
      expect(new Set(await states())).toEqual(new Set(['worse']));
    });
  });
});
