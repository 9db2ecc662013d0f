/** A site of ours in a real browser: every page of a folder, opened from disk. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { CHROMIUM } from '../reports/pages/chromium.ts';

export const SCRIPTS = join(import.meta.dirname, '../../dist/reports/pages/browser');
const lacking = [CHROMIUM, join(SCRIPTS, 'page.js')].filter(path => !existsSync(path));
/** Why no site can be looked at here; null: it can. */
export const NO_BROWSER =
  lacking.length > 0 && process.env.MOEBENCH_REQUIRE_ALL !== '1' ? `${lacking.join(' and ')} is not here` : null;

/** From the root of the site, in a fixed order. */
export function pagePaths(site: string): string[] {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.html'))
    .map(path => path.replaceAll('\\', '/'))
    .toSorted();
}

export type View = { readonly width: number; readonly height: number; readonly colorScheme: 'light' | 'dark' };
export const DESKTOP: View = { width: 1280, height: 900, colorScheme: 'light' };
export const DARK: View = { ...DESKTOP, colorScheme: 'dark' };
export const PHONE: View = { width: 390, height: 844, colorScheme: 'light' };

export type Visit = {
  readonly page: Page;
  /** What the console said, and every request that is not of the site's folder. */
  readonly complaints: readonly string[];
};

/** Opens a page; `act` looks at it. `bypassCsp`: for what a test puts into the page. */
export async function visit<T>(
  browser: Browser,
  site: string,
  path: string,
  { width, height, colorScheme }: View,
  act: (visit: Visit) => Promise<T>,
  bypassCsp = false,
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    bypassCSP: bypassCsp,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(join(site, path)).href, { waitUntil: 'load' });
    await page.waitForFunction(() => document.readyState === 'complete');
    return await act({ page, complaints });
  } finally {
    await context.close();
  }
}
