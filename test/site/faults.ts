/** What is wrong with pages of a site, by axe, by their console and by their width. */
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from './axe.ts';
import { type View, visit } from './browse.ts';

/** `page: fault` of each, in light and in dark. `inDark`: by all rules, or by those of colours alone. */
export async function faultsOf(
  browser: Browser,
  site: string,
  paths: readonly string[],
  view: View,
  inDark: typeof axeViolations,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await visit(browser, site, path, view, async ({ page, complaints }) => {
      if (path.endsWith('compare.html')) {
        await page.waitForFunction(() => document.getElementById('results')?.dataset.turn !== undefined);
      }
      found.push(...(await axeViolations(page)).map(text => `${path}: ${text}`));
      found.push(...(await tooWide(page)).map(text => `${path}: ${text}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await inDark(page)).map(text => `${path}, dark: ${text}`));
      found.push(...complaints.map(text => `${path}: ${text}`));
    });
  }
  return found;
}

export async function tooWide(page: Page): Promise<readonly string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [`${over} px too wide`] : [];
}
