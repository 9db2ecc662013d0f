/** `npm run readme`: what README shows: the decision sheet of a shipped case in Chromium, and the first lines that its first command prints. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const CASE = 'docs/cases/domestic.yaml';
const PICTURE = 'docs/images/decision-sheet.png';
const LINES = 10;
const VIEW = { width: 1180, height: 1020 };
/** The picture ends above this heading: the verdict, the candidates, and what would change the verdict. */
const END_HEADING = 2;

const folder = mkdtempSync(join(tmpdir(), 'moebench-readme-'));
try {
  const sheet = join(folder, 'sheet.html');
  printed(['compare', CASE, '--sheet', sheet]);
  await drawSheet(sheet);
  const readme = readFileSync('README.md', 'utf8');
  const [, line = ''] = /^npx moebench (compare --model .*)$/m.exec(readme) ?? [];
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
  const shown = printed(words).split('\n').slice(0, LINES).join('\n');
  writeFileSync(
    'README.md',
    readme.replace(/```text\n.*?```/s, () => `\`\`\`text\n${shown}\n\`\`\``),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function printed(words) {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/harness/cli.js', ...words], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`moebench ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

async function drawSheet(sheet) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: VIEW, colorScheme: 'light', deviceScaleFactor: 1.25 });
  await page.goto(pathToFileURL(sheet).href, { waitUntil: 'load' });
  // Without the greatest width that the page allows itself, so that no column of the table is out of sight.
  await page.addStyleTag({ content: 'body { max-width: none }' });
  const end = await page.locator('h2').nth(END_HEADING).boundingBox();
  if (end === null) throw new Error(`the sheet has no heading ${END_HEADING}`);
  await page.screenshot({ path: PICTURE, fullPage: true, clip: { x: 0, y: 0, width: VIEW.width, height: end.y } });
  await browser.close();
}
