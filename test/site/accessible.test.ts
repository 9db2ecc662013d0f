import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { buildReport } from '../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../reports/fixture.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { partsRecord } from '../reports/parts-fixture.ts';
import { siteDataOf } from '../reports/site-text.ts';
import { axeViolations } from './axe.ts';
import { DESKTOP, NO_BROWSER, PHONE, pagePaths, SCRIPTS } from './browse.ts';
import { faultsOf } from './faults.ts';

if (NO_BROWSER !== null) test.skip(`the site by axe: ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== null)('every page of a site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-axe-'));
  const site = join(folder, 'site');
  let browser: Browser;
  beforeAll(async () => {
    const catalog = fixtureCatalog();
    const [reference] = catalog.chips;
    if (reference === undefined) throw new Error('the fixture catalog is empty');
    const records = [fixtureRecord(), partsRecord()];
    const report = buildReport({ records, unread: [], catalog, reference, asOf: null });
    await writeSite(site, { data: siteDataOf(report), recordPaths: new Map(), scripts: SCRIPTS });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['on a desk', DESKTOP],
    ['on a phone', PHONE],
  ])(
    'breaks no rule of WCAG 2.2 AA in light and dark, logs nothing and is no wider than the screen, %s',
    async (_, view) => {
      expect(await faultsOf(browser, site, pagePaths(site), view, axeViolations)).toEqual([]);
    },
  );
});
