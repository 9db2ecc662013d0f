/** The pages that pictures are taken of, a row a kind, and how: in light and dark, on a phone, in print, in Chinese. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { inFewColours } from './difference.ts';

/** From the folder that `writeFullSite` fills; `<tree>` and `<language>` are of a view. */
export const KINDS: Readonly<Record<string, string>> = {
  overview: 'site/<tree>index.html',
  compare: 'site/<tree>compare.html',
  history: 'site/<tree>history.html',
  workloads: 'site/<tree>workloads/index.html',
  workload: 'site/<tree>workloads/toy-layer-float32-balanced-5d1a683a.html',
  runs: 'site/<tree>runs/index.html',
  run: 'site/<tree>runs/lab-1--night-32.html',
  claims: 'site/<tree>claims.html',
  claim: 'site/<tree>claims/deepseek-v3.html',
  catalog: 'site/<tree>catalog.html',
  method: 'site/<tree>method/index.html',
  document: 'site/<tree>docs/cost.html',
  sheet: 'sheet-<language>.html',
  single: 'single-<language>.html',
};

type ScreenView = {
  readonly width: number;
  readonly scale: number;
  readonly colorScheme: 'light' | 'dark';
  readonly media: 'screen' | 'print';
  readonly language: 'en' | 'zh';
};

const LIGHT: ScreenView = { width: 1280, scale: 0.5, colorScheme: 'light', media: 'screen', language: 'en' };
export const VIEWS: Readonly<Record<string, ScreenView>> = {
  light: LIGHT,
  dark: { ...LIGHT, colorScheme: 'dark' },
  phone: { ...LIGHT, width: 390, scale: 0.75 },
  print: { ...LIGHT, width: 794, media: 'print' },
  chinese: { ...LIGHT, language: 'zh' },
};

/** Of the screen, and what of it is in the picture: all pictures together stay small. */
const HEIGHT_PX = 1100;
const SHOWN_PX = 1000;

/** A picture of a page; `change` alters the page beforehand. */
export async function screenOf(
  browser: Browser,
  folder: string,
  path: string,
  { width, scale, colorScheme, media, language }: ScreenView,
  change: (page: Page) => Promise<unknown> = async () => null,
): Promise<Buffer> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: HEIGHT_PX }, deviceScaleFactor: scale },
    ...{ colorScheme, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' },
  });
  try {
    const page = await context.newPage();
    await page.emulateMedia({ media });
    const tree = language === 'en' ? '' : `${language}/`;
    const file = join(folder, path.replace('<tree>', tree).replace('<language>', language));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await settled(page);
    await change(page);
    return await inFewColours(
      await page.screenshot({
        clip: { x: 0, y: 0, width, height: SHOWN_PX },
        animations: 'disabled',
        caret: 'hide',
        timeout: 120_000,
      }),
    );
  } finally {
    await context.close();
  }
}

/** The calculator has answered, and every chart is drawn at the size that it has. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const results = document.querySelector<HTMLElement>('body[data-section=compare] #results');
    return document.fonts.status === 'loaded' && (results === null || results.dataset.turn !== undefined);
  });
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}
