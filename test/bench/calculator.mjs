// From an input to new costs and verdicts in the page, and to its new tornado, in Chromium from disk: 8 chips, 16,384 samples.
//   npm run bench:calculator -- --site FOLDER
// A median that misses its limit fails.

import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: { site: { type: 'string' }, chromium: { type: 'string' }, rounds: { type: 'string' } },
});
const site = resolve(values.site ?? 'reports/sample/site');
const rounds = Number(values.rounds ?? 15);
const LIMITS_MS = { costs: 100, tornado: 1000 };
/** Fields, and a text that no round had before. */
const CHANGES = [
  ['the tokens', 'in-tokens', index => `${index + 2}e12`],
  ['the days', 'in-deadlineDays', index => String(30 + index)],
  ['every sample of every row', 'in-goodput', index => `${70 + index}..95 %`],
  ['the useful hours of all offers', 'in-utilisation', index => `${70 + index}..95 %`],
  ['the watts of one offer', 'in-offers-1-watts', index => `${900 + index}`],
];

const browser = await chromium.launch({
  executablePath: values.chromium ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let missed = 0;
try {
  const page = await browser.newPage();
  page.on('console', message => message.type() === 'error' && console.error(message.text()));
  page.on('pageerror', error => console.error(String(error)));
  await page.goto(pathToFileURL(join(site, 'compare.html')).href);
  await page.waitForSelector('#results[data-turn]', { timeout: 60_000 });
  const offers = await page.locator('#case-form .offers fieldset').count();
  const rows = await page.locator('#costs-table tbody tr').count();
  console.log(`${offers} offers, ${rows} rows; load ${loadavg()[0].toFixed(1)}`);
  for (const [name, id, textOf] of CHANGES) {
    const found = [];
    for (let index = 0; index < rounds; index += 1) {
      found.push(await page.evaluate(changed, { id, text: textOf(index) }));
    }
    if (found.some(({ isStale }) => isStale)) throw new Error(`a text of ${id} cannot be used`);
    for (const what of Object.keys(LIMITS_MS)) {
      judge(
        name,
        what,
        found.map(times => times[what]),
      );
    }
  }
} finally {
  await browser.close();
}
process.exitCode = missed > 0 ? 1 : 0;

/** In the page: milliseconds until the costs stand there, and until the second frame after the tornado was drawn anew. */
async function changed({ id, text }) {
  const results = document.getElementById('results');
  const canvasOf = () => document.querySelector('[data-plot-place="compare-tornado"] canvas');
  const [turn, canvas] = [results.dataset.turn, canvasOf()];
  const input = document.getElementById(id);
  const when = (isThere, next) =>
    new Promise(done => {
      const look = () => (isThere() ? done(performance.now()) : next(look));
      look();
    });
  const frame = look => requestAnimationFrame(look);
  const startMs = performance.now();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const costsMs = await when(
    () => results.dataset.turn !== turn,
    look => setTimeout(look, 1),
  );
  await when(() => canvasOf() !== null && canvasOf() !== canvas, frame);
  await new Promise(frame);
  await new Promise(frame);
  return {
    costs: costsMs - startMs,
    tornado: performance.now() - startMs,
    isStale: results.classList.contains('stale'),
  };
}

function judge(name, what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const [median, limit] = [sorted[Math.floor(sorted.length / 2)], LIMITS_MS[what]];
  if (median > limit) missed += 1;
  console.log(
    `${name}, ${what}: median ${median.toFixed(0)} ms, worst ${sorted.at(-1).toFixed(0)} ms (at most ${limit}${median > limit ? ', MISSED' : ''})`,
  );
}
