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
  phone: { ...LIGHT, width: 390 },
  print: { ...LIGHT, width: 794, media: 'print' },
  chinese: { ...LIGHT, language: 'zh' },
};

const HEIGHT_PX = 1100;
/** What a browser calls today: the calculator prints it. */
const TODAY = '2026-03-02T12:00:00Z';
/** Of a page whose text goes on and on, so much is in the picture, and its foot: all pictures together stay small. */
const MOST_PX = 6000;
/** A picture is judged band by band: a word that changed is as much of a band of a long page as of a short page. */
const BAND_PX = 1000;
export const bandOf = ({ scale }: ScreenView): number => BAND_PX * scale;

/** A picture of a whole page; `change` alters the page beforehand. */
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
    await page.clock.setFixedTime(TODAY);
    await page.emulateMedia({ media });
    const tree = language === 'en' ? '' : `${language}/`;
    const file = join(folder, path.replace('<tree>', tree).replace('<language>', language));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await settled(page);
    await change(page);
    await madeWhole(page);
    return await inFewColours(
      await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide', timeout: 120_000 }),
    );
  } finally {
    await context.close();
  }
}

/** The calculator has answered, and every chart is drawn at the size that it has. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const results = document.querySelector<HTMLElement>(':is([data-section=compare], [data-page=compare]) #results');
    return document.fonts.status === 'loaded' && (results === null || results.dataset.turn !== undefined);
  });
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Pictures that wait to be scrolled to are there, and the main part ends where its picture does. */
async function madeWhole(page: Page): Promise<void> {
  await page.evaluate(async most => {
    const { scrollHeight } = document.documentElement;
    const main = document.querySelector('main');
    if (main !== null && scrollHeight > most) {
      main.style.maxHeight = `${most - (scrollHeight - main.offsetHeight)}px`;
      main.style.overflowY = 'clip';
      // Parts that stand out of the flow end there too.
      main.style.position = 'relative';
    }
    const shown = [...document.images].filter(
      image => image.checkVisibility() && image.getBoundingClientRect().top < most,
    );
    for (const image of shown) image.loading = 'eager';
    await Promise.all(shown.map(image => image.decode()));
  }, MOST_PX);
}
