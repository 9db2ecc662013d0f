/** `npm run picture`: the decision sheet of a shipped case, as Chromium shows it, for README. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const CASE = 'docs/cases/domestic.yaml';
const PICTURE = 'docs/images/decision-sheet.png';
const VIEW = { width: 1180, height: 1020 };
/** The picture ends above this heading: the verdict, the candidates, and what would change the verdict. */
const END_HEADING = 2;

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
  const page = await browser.newPage({ viewport: VIEW, colorScheme: 'light', deviceScaleFactor: 1.25 });
  await page.goto(pathToFileURL(sheet).href, { waitUntil: 'load' });
  // Without the width that a screen is given, so that no column of the table is out of sight.
  await page.addStyleTag({ content: 'body { max-width: none }' });
  const end = await page.locator('h2').nth(END_HEADING).boundingBox();
  if (end === null) throw new Error(`the sheet has no heading ${END_HEADING}`);
  await page.screenshot({ path: PICTURE, fullPage: true, clip: { x: 0, y: 0, width: VIEW.width, height: end.y } });
  await browser.close();
  console.log(PICTURE);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
