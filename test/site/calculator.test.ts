import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfSettings } from '../../reports/calculator/hash.ts';
import { NO_OFFER } from '../../reports/calculator/settings.ts';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { calculator, preset } from '../reports/calculator/fixture.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { siteData } from '../reports/pages/compare/site.ts';
import { axeViolations } from './axe.ts';
import { DARK, DESKTOP, NO_BROWSER, PHONE, SCRIPTS, visit } from './browse.ts';

if (NO_BROWSER !== null) test.skip(`the calculator in a browser: ${NO_BROWSER}`);

const [first = NO_OFFER, second = NO_OFFER] = preset.offers;
const start = { ...preset, offers: [first, second] };
const answered = (page: Page, after = '') =>
  page.waitForFunction(turn => {
    const now = document.getElementById('results')?.dataset.turn;
    return now !== undefined && now !== turn;
  }, after);
const turnOf = async (page: Page) => (await page.locator('#results').getAttribute('data-turn')) ?? '';

/** The median lightness, 0 to 255, of the opaque pixels of a canvas without colour. */
function lightnessOf(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas');
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const grey: number[] = [];
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]];
    if (alpha === 255 && Math.max(red, green, blue) - Math.min(red, green, blue) < 32) grey.push(green);
  }
  return grey.toSorted((a, b) => a - b)[grey.length >> 1] ?? Number.NaN;
}

describe.skipIf(NO_BROWSER !== null)('the calculator in a browser, from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-calculator-'));
  const site = join(folder, 'site');
  let browser: Browser;
  beforeAll(async () => {
    await writeSite(site, { data: siteData(start), recordPaths: new Map(), scripts: SCRIPTS });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers as somebody types, keeps the last answer where an input cannot be used, and has a link to its view', async () => {
    await visit(browser, site, 'compare.html', DESKTOP, async ({ page, complaints }) => {
      await answered(page);
      const before = await page.locator('#costs-table').innerText();
      let turn = await turnOf(page);
      await page.fill('#in-tokens', '9T');
      await answered(page, turn);
      const after = await page.locator('#costs-table').innerText();
      expect(after).not.toBe(before);
      turn = await turnOf(page);
      await page.fill('#in-pue', '0.9');
      await answered(page, turn);
      expect(await page.locator('#in-pue-fault').innerText()).toMatch(/0\.9.*1 or more/);
      expect(await page.locator('#in-pue').getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('#costs-table').innerText()).toBe(after);
      expect(await page.locator('#results').getAttribute('class')).toContain('stale');
      await page.waitForFunction(() => location.hash.includes('pue=0.9'));
      expect(complaints).toEqual([]);
    });
  }, 120_000);

  test('says of a link that cannot be used that the results are of the preset', async () => {
    await visit(browser, site, 'compare.html', DESKTOP, async ({ page, complaints }) => {
      await page.evaluate(
        hash => history.replaceState(null, '', `#${hash}`),
        hashOfSettings({ ...start, pue: '1e309' }),
      );
      await page.reload();
      await answered(page);
      expect(await page.locator('#calculator-status').innerText()).toBe(
        'The results below are of the preset, not of these inputs.',
      );
      expect(await page.locator('#results').getAttribute('class')).toContain('stale');
      expect(complaints).toEqual([]);
    });
  }, 120_000);

  test('shows no chart of other inputs where these have none', async () => {
    await visit(browser, site, 'compare.html', DESKTOP, async ({ page, complaints }) => {
      await answered(page);
      const tornado = page.locator('[data-plot-place="compare-tornado"] figure');
      await tornado.waitFor();
      const chart = async (changes: Partial<typeof start>, count: number) => {
        const turn = await turnOf(page);
        await page.evaluate(hash => location.assign(`#${hash}`), hashOfSettings({ ...start, ...changes }));
        await answered(page, turn);
        await expect.poll(() => tornado.count()).toBe(count);
      };
      // Without a rent there is no saving, and nothing that would change it.
      await chart({ offers: [first, { ...second, priceKind: 'rent', rent: '' }] }, 0);
      await chart({ offers: [first, second] }, 1);
      expect(complaints).toEqual([]);
    });
  }, 120_000);

  test('on paper has its charts, light ones, and the inputs with the link to them', async () => {
    await visit(browser, site, 'compare.html', { ...DESKTOP, colorScheme: 'dark' }, async ({ page, complaints }) => {
      await answered(page);
      const charts = page.locator('#charts figure');
      await expect.poll(() => charts.count()).toBeGreaterThan(2);
      await expect.poll(() => page.locator('#charts .canvas canvas').count()).toBe(await charts.count());
      expect(await page.locator('#charts .on-paper').count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      const paper = page.locator('#charts .on-paper canvas');
      await expect.poll(() => paper.count()).toBe(await charts.count());
      for (const canvas of await paper.all()) expect((await canvas.boundingBox())?.height).toBeGreaterThan(100);
      // Most of it are the lines of the grid: light grey on paper, dark grey on a dark screen.
      expect(await paper.first().evaluate(lightnessOf)).toBeGreaterThan(200);
      expect(await page.locator('#charts .canvas canvas').first().evaluate(lightnessOf)).toBeLessThan(128);
      expect(await page.locator('#inputs-on-paper').innerText()).toContain('Tokens: 1e12');
      expect(await page.locator('#inputs-on-paper a').innerText()).toContain('compare.html#model=');
      await page.emulateMedia({ media: 'screen' });
      await expect.poll(() => paper.count()).toBe(0);
      expect(await page.locator('#inputs-on-paper').isVisible()).toBe(false);
      expect(complaints).toEqual([]);
    });
  }, 120_000);

  test('shows what a link says, by the numbers of moebench compare', async () => {
    const linked = {
      ...start,
      tokens: '3e12',
      utilisation: '70..90 %',
      offers: [first, { ...second, priceKind: 'rent', rent: '11..13' }],
    };
    const answer = calculator(linked);
    if (answer.status === 'refused') throw new Error(answer.message);
    const [, row] = answer.comparison.rows;
    if (row === undefined || !row.saving.available) throw new Error('there is a saving');
    const percent = `${Number((Math.abs(row.saving.point) * 100).toPrecision(3))} %`;
    await visit(browser, site, 'compare.html', DESKTOP, async ({ page, complaints }) => {
      await page.evaluate(hash => history.replaceState(null, '', `#${hash}`), hashOfSettings(linked));
      await page.reload();
      await answered(page);
      expect(await page.locator('#in-offers-1-rent').inputValue()).toBe('11..13');
      expect(await page.locator('#costs-table').innerText()).toContain(percent);
      expect(complaints).toEqual([]);
    });
  }, 120_000);

  test.each([
    ['light', DESKTOP],
    ['dark', DARK],
    ['on a phone', PHONE],
  ])(
    'breaks no rule of WCAG 2.2 AA with its inputs, %s',
    async (_, view) => {
      await visit(
        browser,
        site,
        'compare.html',
        view,
        async ({ page }) => {
          await answered(page);
          expect(await axeViolations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(view.width);
        },
        true,
      );
    },
    120_000,
  );
});
