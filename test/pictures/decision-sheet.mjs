/** `npm run picture`: the decision sheet of a shipped case, as Chromium shows it, for README. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const CASE = 'docs/cases/domestic.yaml';
const PICTURE = 'docs/images/decision-sheet.png';
/** A4 at 96 dots an inch. */
const VIEW = { width: 794, height: 1123 };

const folder = mkdtempSync(join(tmpdir(), 'moebench-picture-'));
try {
  const sheet = join(folder, 'sheet.html');
  const argv = ['dist/harness/cli.js', 'compare', CASE, '--sheet', sheet];
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`moebench compare ${CASE} ended with ${status}: ${stderr}`);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: VIEW, colorScheme: 'light', deviceScaleFactor: 1.5 });
  await page.goto(pathToFileURL(sheet).href, { waitUntil: 'load' });
  await page.screenshot({ path: PICTURE, fullPage: true });
  await browser.close();
  console.log(PICTURE);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
