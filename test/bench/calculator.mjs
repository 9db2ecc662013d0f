// From a letter typed to new costs and verdicts in the page, in Chromium from disk: 8 chips, 16,384 samples.
//   npm run bench:calculator -- --site FOLDER

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: { site: { type: 'string' }, chromium: { type: 'string' }, rounds: { type: 'string' } },
});
const site = resolve(values.site ?? 'reports/site');
const rounds = Number(values.rounds ?? 15);
const browser = await chromium.launch({
  executablePath: values.chromium ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  page.on('console', message => message.type() === 'error' && console.error(message.text()));
  page.on('pageerror', error => console.error(String(error)));
  await page.goto(pathToFileURL(join(site, 'compare.html')).href);
  await page.waitForSelector('#results[data-turn]', { timeout: 60_000 });
  const offers = await page.locator('#case-form .offers fieldset').count();
  const rows = await page.locator('#costs-table tbody tr').count();
  console.log(`${offers} offers, ${rows} rows`);
  for (const [name, field, text] of [
    ['a condition of all offers', 'in-utilisation', index => `${70 + index}..95 %`],
    ['the tokens', 'in-tokens', index => `${index + 2}e12`],
  ]) {
    const times = [];
    for (let index = 0; index < rounds; index += 1) {
      const before = await page.locator('#results').getAttribute('data-turn');
      await page.fill(`#${field}`, text(index));
      await page.waitForFunction(turn => document.getElementById('results').dataset.turn !== turn, before);
      times.push(await page.evaluate(() => Number(document.getElementById('results').dataset.inputToResultMs)));
    }
    times.sort((a, b) => a - b);
    const worst = times.at(-1);
    console.log(
      `${name}: median ${times[Math.floor(times.length / 2)].toFixed(0)} ms, worst ${worst.toFixed(0)} ms (at most 100)`,
    );
  }
} finally {
  await browser.close();
}
