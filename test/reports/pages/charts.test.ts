import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Download, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plotHeightPx, tableOf } from '../../../reports/charts/configuration.ts';
import { summaryOf } from '../../../reports/charts/summary.ts';
import { tableCsv } from '../../../reports/charts/table-csv.ts';
import { axeViolations } from '../../site/axe.ts';
import { DARK, DESKTOP, NO_BROWSER, PHONE, visit } from '../../site/browse.ts';
import { madePlots } from '../charts/made-plots.ts';
import { CHROMIUM, FLAGS } from './chromium.ts';
import { writeGallery } from './gallery.ts';

const plots = madePlots('en');

if (NO_BROWSER !== null) test.skip(`charts in a browser: ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== null)('charts in a browser', () => {
  let browser: Browser;
  let folder: string;
  let english: string;
  let chinese: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'moebench-charts-'));
    english = writeGallery(folder, 'en');
    chinese = writeGallery(folder, 'zh');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['in light', DESKTOP],
    ['in dark', DARK],
    ['on a phone', PHONE],
  ])('%s every kind is drawn, nothing complains, no request leaves, the page keeps its width', async (_, view) => {
    await visit(browser, folder, english, view, async ({ page, complaints }) => {
      expect(await inked(page)).toEqual(Object.keys(plots).map(() => true));
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  });

  test.each([
    ['in light', DESKTOP],
    ['in dark', DARK],
  ])('%s axe finds nothing, with every table open', async (_, view) => {
    await visit(
      browser,
      folder,
      english,
      view,
      async ({ page }) => {
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        expect(await axeViolations(page)).toEqual([]);
      },
      true,
    );
  });

  test('arrow keys go through the values, and each is said with its name, its interval and its verdict', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      const said = await keyed(page, 'ratio-dots', ['ArrowDown', 'ArrowDown', 'ArrowRight', 'End', 'Home', 'Escape']);
      expect(said).toEqual([
        'chip one · ↓ cheaper: 50 (40 to 75) %',
        'chip zero · reference: 100 %',
        'chip two · ≈ not separable: 125 (75 to 150) %',
        'chip three · ? no interval: 200 %',
        'chip one · ↓ cheaper: 50 (40 to 75) %',
        '',
      ]);
    });
  });

  test('arrow keys reach every value of every kind', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      for (const [kind, plot] of Object.entries(plots)) {
        const { rows } = tableOf(plot);
        // As often as there are values, and some more: the last stays.
        const said = await keyed(
          page,
          kind,
          Array.from({ length: rows.length + 8 }, () => 'ArrowRight'),
        );
        expect(
          said.every(text => text !== ''),
          kind,
        ).toBe(true);
        // A tornado has two values a row; of a stack the totals are said by its parts; a roof is a line of points.
        expect(new Set(said).size, kind).toBeGreaterThanOrEqual(kind === 'stack' ? rows.length - 1 : rows.length);
      }
    });
  });

  test('up and down go to the next series at the same place', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      expect(await keyed(page, 'time-series', ['End', 'ArrowUp', 'ArrowUp'])).toEqual([
        'chip two, Jan 3, 2026: 52',
        'chip one, Jan 3, 2026: 120 (118 to 122)',
        'chip one, Jan 3, 2026: 120 (118 to 122)',
      ]);
    });
  });

  test('the canvas is an image whose name is a sentence; the table describes its frame', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      const figure = page.locator('#dots');
      expect(await figure.locator('canvas').getAttribute('aria-label')).toBe(summaryOf(plots.dots));
      expect(await figure.locator('.canvas').getAttribute('aria-describedby')).toBe('dots-table');
      expect(await page.locator('#dots-table tbody tr').count()).toBe(2);
    });
  });

  test('one click gives the figures as CSV and the picture as PNG', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      const csv = await downloaded(page, 'scatter', 'CSV');
      expect(csv.suggestedFilename()).toBe('scatter.csv');
      expect(readFileSync(await csv.path(), 'utf8')).toBe(`\uFEFF${tableCsv(tableOf(plots.scatter))}`);
      const png = await downloaded(page, 'scatter', 'PNG');
      expect(png.suggestedFilename()).toBe('scatter.png');
      const picture = readFileSync(await png.path());
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      // Its title stands over the chart.
      expect(picture.readUInt32BE(20)).toBeGreaterThan(plotHeightPx(plots.scatter));
    });
  });

  test('a drag zooms into a history, and a button brings all of it back', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      const canvas = page.locator('#time-series canvas');
      await canvas.scrollIntoViewIfNeeded();
      const box = await canvas.boundingBox();
      if (box === null) throw new Error('no canvas');
      const picture = () => canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL());
      const whole = await picture();
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
      await page.mouse.move(0, 0);
      expect(await picture()).not.toBe(whole);
      await page.locator('#time-series').getByRole('button', { name: 'Reset zoom' }).click();
      await page.mouse.move(0, 0);
      expect(await picture()).toBe(whole);
    });
  });

  test('light that turns to dark draws again, once a figure', async () => {
    await visit(browser, folder, english, DESKTOP, async ({ page }) => {
      const canvas = page.locator('#dots canvas');
      const light = await canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL());
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL())).not.toBe(light);
      expect(await page.locator('#dots .figure-tools').count()).toBe(1);
      expect(await page.locator('#dots canvas').count()).toBe(1);
    });
  });

  test('in Chinese the buttons, the table and what is said are Chinese', async () => {
    await visit(browser, folder, chinese, DESKTOP, async ({ page }) => {
      expect(await page.locator('#dots summary').innerText()).toBe('以表格显示数据');
      expect(await page.locator('#roofline').getByRole('button', { name: '恢复缩放' }).count()).toBe(1);
      expect(await keyed(page, 'ratio-dots', ['Home'])).toEqual(['chip one · ↓ 更便宜：50（40 至 75）%']);
    });
  });

  test('without script the picture stands there, with the table under it', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, english)}`);
    expect(await page.locator('figure img').count()).toBe(Object.keys(plots).length);
    await page.locator('#stack summary').click();
    expect(await page.locator('#stack-table').innerText()).toContain('chip one');
    expect(await page.locator('button').count()).toBe(0);
    await context.close();
  });
});

/** What is said after each key. */
async function keyed(page: Page, figure: string, keys: readonly string[]): Promise<string[]> {
  await page.locator(`#${figure} .canvas`).focus();
  const said: string[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    said.push((await page.locator(`#${figure} .spoken`).textContent()) ?? '');
  }
  return said;
}

async function downloaded(page: Page, figure: string, name: string): Promise<Download> {
  const button = page.locator(`#${figure}`).getByRole('button', { name, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return download;
}

/** For each chart, whether anything was drawn on it. */
const inked = (page: Page): Promise<boolean[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map(canvas => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, index) => index % 4 === 3 && value > 0);
    }),
  );
