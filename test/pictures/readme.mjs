/** `npm run readme`: what README shows: the first page of the sample site in Chromium, and the first lines that its first command prints. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const PAGE = 'reports/sample/site/index.html';
const PICTURE = 'docs/images/site.png';
const LINES = 10;
const VIEW = { width: 1180, height: 1000 };
/** The picture ends above this heading: the answer and what was measured. */
const END_HEADING = 1;

await drawPage();
const readme = readFileSync('README.md', 'utf8');
const [, line = ''] = /^npx moebench (compare --model .*)$/m.exec(readme) ?? [];
const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
const shown = printed(words).split('\n').slice(0, LINES).join('\n');
writeFileSync(
  'README.md',
  readme.replace(/```text\n.*?```/s, () => `\`\`\`text\n${shown}\n\`\`\``),
);

function printed(words) {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/harness/cli.js', ...words], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`moebench ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

async function drawPage() {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: VIEW, colorScheme: 'light', deviceScaleFactor: 1.25 });
  await page.goto(pathToFileURL(PAGE).href, { waitUntil: 'networkidle' });
  const end = await page.locator('h2').nth(END_HEADING).boundingBox();
  if (end === null) throw new Error(`${PAGE} has no heading ${END_HEADING}`);
  await page.screenshot({ path: PICTURE, fullPage: true, clip: { x: 0, y: 0, width: VIEW.width, height: end.y } });
  await browser.close();
}
