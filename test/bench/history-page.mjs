// How long a browser takes to draw a year of nights of fifty series, from navigation to the chart on the screen. Run by
// `npm run bench:history-page`; `--keep FOLDER` to keep what was written. A limit that is missed fails.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { makeReport } from '../../dist/harness/commands/report.js';
import { suiteOf, writeNights } from './history/nights.mjs';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
/** Thirteen works of four metrics; no night is ahead of the clock. */
const [WORKS, NIGHTS, FIRST] = [13, 365, 9000];
const LIMITS = { seconds: 1, pageMb: 1 };
const VISITS = 7;

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'moebench-history-page-'));
const [results, out] = [join(folder, 'runs'), join(folder, 'site')];
let missed = 0;
try {
  writeNights(results, suiteOf({ works: WORKS, cellsPerRun: 3 * WORKS }), { from: FIRST, to: FIRST + NIGHTS });
  await makeReport({ results, out, reference: 'nvidia-h800' });
  const page = join(out, 'history.html');
  judge('history.html', statSync(page).size / 1e6, LIMITS.pageMb, 'MB', 'with the values of every series');
  const drawn = await visits(pathToFileURL(page).href);
  const sorted = drawn.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(VISITS / 2)] / 1000;
  judge(
    'drawn',
    median,
    LIMITS.seconds,
    's',
    `median of ${VISITS} visits, the slowest ${(sorted.at(-1) / 1000).toFixed(2)} s; ${drawn[0].rows} rows, ${drawn[0].series} series; load ${loadavg()[0].toFixed(1)}`,
  );
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

/** Milliseconds from the start of the navigation to the second frame after the chart stood there, each in a fresh page. */
async function visits(url) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const found = [];
  try {
    for (let visit = 0; visit < VISITS; visit += 1) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.addInitScript(watchChart);
      await page.goto(url);
      await page.waitForFunction('globalThis.drawnMs !== undefined');
      found.push(await page.evaluate(look));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return found;
}

function watchChart() {
  const isDrawn = () => {
    const canvas = document.querySelector('#nights canvas');
    return (
      canvas !== null &&
      canvas.width > 0 &&
      canvas
        .getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some(value => value > 0)
    );
  };
  const look = () => {
    if (document.readyState !== 'complete' || !isDrawn()) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.drawnMs = performance.now())));
  };
  requestAnimationFrame(look);
}

function look() {
  return {
    ms: globalThis.drawnMs,
    rows: document.querySelectorAll('tr[data-series]').length,
    series: document.querySelector('select[name=series]').options.length,
  };
}

function judge(what, value, limit, unit, detail) {
  if (value > limit) missed += 1;
  console.log(
    `${what}: ${value.toFixed(2)} ${unit} (at most ${limit} ${unit}${value > limit ? ', MISSED' : ''}); ${detail}`,
  );
}
