/** A site with something in every section, every page of it by axe: in light, dark and on a phone, in every language. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECTION_PATHS } from '../../reports/pages/frame/page.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { colourViolations } from './axe.ts';
import { DESKTOP, NO_BROWSER, PHONE, pagePaths, type View, visit } from './browse.ts';
import { faultsOf, tooWide } from './faults.ts';
import { writeFullSite } from './full-site.ts';

if (NO_BROWSER !== null) test.skip(`a site with everything in it by axe: ${NO_BROWSER}`);

/** Nights are alike, and so are documents in both languages. */
const isAlike = (path: string): boolean => /--night-(?!32\.)/.test(path) || path.startsWith('zh/docs/');
const isDocument = (path: string): boolean => /^docs\/(?!cost\.|method\/index\.)/.test(path);

describe.skipIf(NO_BROWSER !== null)('every page of a site with something in every section', () => {
  let folder: string;
  let site: string;
  let browser: Browser;
  beforeAll(async () => {
    if (NO_BROWSER !== null) throw new Error(NO_BROWSER);
    folder = mkdtempSync(join(tmpdir(), 'moebench-axe-full-'));
    site = await writeFullSite(folder);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** Documents are of one kind: on a phone they differ by what is too wide for it. */
  async function tooWideOnPhone(paths: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const path of paths)
      await visit(browser, site, path, PHONE, async ({ page, complaints }) => {
        found.push(...[...complaints, ...(await tooWide(page))].map(text => `${path}: ${text}`));
      });
    return found;
  }

  test('is there in every section, in both languages', () => {
    const paths = pagePaths(site);
    const first = Object.values(SECTION_PATHS).flatMap(path => [path, `zh/${path}`]);
    expect(first.filter(path => !paths.includes(path))).toEqual([]);
  });

  test.each<[string, View]>([
    ['on a desk', DESKTOP],
    ['on a phone', PHONE],
  ])(
    'breaks no rule of WCAG 2.2 AA in light and dark, logs nothing and is no wider than the screen, %s',
    async (_, view) => {
      const paths = pagePaths(site).filter(path => !isAlike(path) && !isDocument(path));
      expect(paths.length).toBeGreaterThan(50);
      expect(await faultsOf(browser, site, paths, view, colourViolations)).toEqual([]);
    },
    900_000,
  );

  test('breaks none as a document either', async () => {
    const paths = pagePaths(site).filter(isDocument);
    expect(paths.length).toBeGreaterThan(20);
    expect(await faultsOf(browser, site, paths, DESKTOP, colourViolations)).toEqual([]);
    expect(await tooWideOnPhone(paths)).toEqual([]);
  }, 900_000);

  test('breaks none as one file or as a decision sheet', async () => {
    const files = ['../single-en.html', '../single-zh.html', '../sheet-en.html', '../sheet-zh.html'];
    for (const view of [DESKTOP, PHONE])
      expect(await faultsOf(browser, site, files, view, colourViolations)).toEqual([]);
  }, 900_000);
});
