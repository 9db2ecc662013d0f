/** What a reader has to load: the overview with all that a browser takes with it, and the file that is mailed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReport } from '../../harness/commands/report.ts';
import { fixtureRecord } from '../reports/fixture.ts';
import { CHROMIUM, FLAGS } from '../reports/pages/chromium.ts';
import { partsRecord } from '../reports/parts-fixture.ts';
import { pair, spread, times } from '../reports/two-chips.ts';
import { NO_BROWSER, SCRIPTS } from './browse.ts';
import { storeRecord, writeRecords } from './full-site.ts';

const MACHINES = 24;
const LANGUAGES = ['en', 'zh'] as const;
const PICTURES_LEFT_OUT = {
  en: /the still pictures? of \d+ charts? (?:is|are) left out/,
  zh: /未收入 \d+ 张图表的静态图片/,
};

/** Each with two chips, and every fourth with a run of every part. */
function writeManyMachines(results: string): void {
  for (let n = 1; n <= MACHINES; n += 1) {
    const machine = `lab-${n}`;
    storeRecord(results, pair({ h20: times(spread, 1 + n / 50), h800: spread }, { machine, runId: `run-${n}` }));
    const { context, ...parts } = n % 4 === 0 ? partsRecord() : fixtureRecord();
    const named = { ...context, runId: `parts-${n}`, machine: { ...context.machine, id: machine } };
    storeRecord(results, { ...parts, context: named });
  }
}

const SITES: Readonly<Record<string, (results: string) => void>> = {
  'something in every section': writeRecords,
  'many machines': writeManyMachines,
};

describe.skipIf(NO_BROWSER !== null).each(Object.keys(SITES))('a site of %s', name => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    if (NO_BROWSER !== null) throw new Error(NO_BROWSER);
    folder = mkdtempSync(join(tmpdir(), 'moebench-sizes-'));
    const results = join(folder, 'runs');
    mkdirSync(results);
    SITES[name]?.(results);
    for (const lang of LANGUAGES) {
      const singleFile = join(folder, `${lang}.html`);
      await makeReport({ results, reference: 'nvidia-h800', out: join(folder, 'site'), singleFile, lang }, SCRIPTS);
    }
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** Bytes of every file that the page asks for until it stands there. */
  async function loadedBytes(path: string, javaScriptEnabled: boolean): Promise<number> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    const files = new Set<string>();
    page.on('request', request => {
      const url = new URL(request.url());
      if (url.protocol === 'file:') files.add(fileURLToPath(`file://${url.pathname}`));
    });
    await page.goto(pathToFileURL(join(folder, 'site', path)).href, { waitUntil: 'networkidle' });
    await context.close();
    return [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  }

  test.each([
    ['index.html', true],
    ['index.html', false],
    ['zh/index.html', true],
    ['zh/index.html', false],
  ])('%s is at most 1 MB with all that it loads (script: %s)', async (path, hasScript) => {
    const bytes = await loadedBytes(path, hasScript);
    // The page, its style, and a script or a picture at least.
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
  });

  test.each(LANGUAGES)('the single file (%s) is at most 2 MB, and has the overview whatever it leaves out', lang => {
    const text = readFileSync(join(folder, `${lang}.html`), 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_000_000);
    expect(text).toContain('id="page-overview"');
    // Pictures come last: their charts are drawn by the script all the same.
    const pictures = text.split('src="data:image/png').length - 1;
    if (pictures < text.split('<figure ').length - 1) expect(text).toMatch(PICTURES_LEFT_OUT[lang]);
  });
});
