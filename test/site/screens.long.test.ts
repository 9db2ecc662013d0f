/** Every kind of page beside its picture of before. After a wanted change: `npm run goldens`, and look at the new pictures. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { NO_BROWSER } from './browse.ts';
import { differenceOf } from './difference.ts';
import { writeFullSite } from './full-site.ts';
import { LETTER_FLAGS, letterEnvironment } from './letters.ts';
import { bandOf, KINDS, screenOf, VIEWS } from './screens.ts';

const GOLDENS = join(import.meta.dirname, 'goldens');
const OUTPUT = join(import.meta.dirname, '../output/screens');
const MAKES_GOLDENS = process.env.MOEBENCH_GOLDENS === 'write';
const MOST_BYTES = 12e6;
/** Of one page, until two in a row are alike. */
const MOST_PICTURES = 4;

const SCREENS = Object.entries(KINDS).flatMap(([kind, path]) =>
  Object.entries(VIEWS).map(([name, view]) => ({ screen: `${kind}-${name}`, path, view })),
);

if (NO_BROWSER !== null) test.skip(`pictures of the pages: ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== null)('the picture of', () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    if (NO_BROWSER !== null) throw new Error(NO_BROWSER);
    folder = mkdtempSync(join(tmpdir(), 'moebench-screens-'));
    await writeFullSite(folder);
    const env = letterEnvironment(join(folder, 'fonts'));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...LETTER_FLAGS], env });
    rmSync(OUTPUT, { recursive: true, force: true });
    mkdirSync(GOLDENS, { recursive: true });
    mkdirSync(OUTPUT, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test.each(SCREENS)('$screen is as it was', async ({ screen, path, view }) => {
    const golden = join(GOLDENS, `${screen}.png`);
    const take = () => screenOf(browser, folder, path, view);
    let now = await take();
    if (MAKES_GOLDENS) writeFileSync(golden, now);
    if (!existsSync(golden)) throw new Error(`${screen} has no picture to be compared with; npm run goldens makes it`);
    let difference = await differenceOf(readFileSync(golden), now, bandOf(view));
    // A busy browser may hand out a picture before a canvas is painted on it: what counts is what two pictures in a row show.
    for (let more = MOST_PICTURES - 1; difference.pixels > difference.allowed && more > 0; more -= 1) {
      const next = await take();
      const isStable = next.equals(now);
      now = next;
      difference = await differenceOf(readFileSync(golden), now, bandOf(view));
      if (isStable) break;
    }
    const { pixels, allowed, picture } = difference;
    if (pixels <= allowed) return;
    const files = [
      [`${screen}-now.png`, now],
      [`${screen}-difference.png`, picture],
    ] as const;
    for (const [name, bytes] of files) writeFileSync(join(OUTPUT, name), bytes);
    const seen = files.map(([name]) => relative(process.cwd(), join(OUTPUT, name))).join(' and ');
    throw new Error(
      `${pixels} pixels differ, and ${allowed} may; look at ${seen}, beside ${relative(process.cwd(), golden)}. After a wanted change: npm run goldens`,
    );
  });

  test.each<[string, (page: Page) => Promise<unknown>]>([
    ['a heading of other words', page => page.evaluate(() => document.querySelector('h1')?.replaceChildren('Work'))],
    ['a column less', page => hide(page, 'table tr > :nth-child(3)')],
    [
      'links of another colour',
      page => page.evaluate(() => document.documentElement.style.setProperty('--link', '#b00020')),
    ],
    ['a row less', page => hide(page, 'tbody tr:first-child')],
    ['a section less in the navigation', page => hide(page, 'nav li:nth-child(3)')],
  ])('the workloads shows %s', async (_, change) => {
    const [path, view] = [KINDS.workloads, VIEWS.light];
    if (path === undefined || view === undefined) throw new Error('the page of workloads is looked at');
    const { pixels, allowed } = await differenceOf(
      await screenOf(browser, folder, path, view),
      await screenOf(browser, folder, path, view, change),
      bandOf(view),
    );
    expect(pixels).toBeGreaterThan(allowed);
  });

  test('every page is that of a kind that is looked at, and all together are small', () => {
    const names = new Set(SCREENS.map(({ screen }) => `${screen}.png`));
    // Only what no page has any more, so that pictures of some pages alone can be made again.
    if (MAKES_GOLDENS) for (const name of readdirSync(GOLDENS)) if (!names.has(name)) rmSync(join(GOLDENS, name));
    const files = readdirSync(GOLDENS);
    expect(files.toSorted()).toEqual([...names].toSorted());
    const bytes = files.reduce((sum, name) => sum + statSync(join(GOLDENS, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});

const hide = (page: Page, selector: string): Promise<unknown> =>
  page.evaluate(found => {
    for (const element of document.querySelectorAll<HTMLElement>(found)) element.style.display = 'none';
  }, selector);
