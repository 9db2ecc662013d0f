// How long the history of many records takes: the roll-up, a check, a trend by SQL, one more night. Run by
// `npm run bench:history`; `--runs N --cells N` for less, `--keep FOLDER` to keep what was written. A limit that is missed fails.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkOf } from '../../dist/harness/commands/history/check.js';
import { rollupOf } from '../../dist/harness/commands/history/rollup.js';
import { answerOf } from '../../dist/results/history/rollup/answer.js';
import { duckDbOrRefuse } from '../../dist/results/history/rollup/duckdb.js';
import { query } from '../../dist/results/history/rollup/query.js';
import { refresh } from '../../dist/results/history/rollup/refresh.js';
import { suiteOf, writeNights } from './history/nights.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    cells: { type: 'string', default: '50' },
    keep: { type: 'string' },
  },
});
const [runs, cells] = [Number(values.runs), Number(values.cells)];
const LIMITS = { rollUp: 60, check: 3, trend: 1, oneMoreNight: 1, peakGb: 2 };
const TREND = `SELECT case_id, date_trunc('month', started_at) AS month, median(median_step_ms) AS ms, count(*) AS nights
  FROM medians WHERE unusable IS NULL GROUP BY ALL ORDER BY case_id, month`;

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'moebench-history-'));
const records = join(folder, 'runs');
let missed = 0;
try {
  const suite = suiteOf({ works: 3, cellsPerRun: cells });
  const [previousRun, writing] = await timed(() => writeNights(records, suite, { from: 0, to: runs }));
  console.log(
    `wrote ${runs} runs of ${suite.plan.length} cells in ${writing.toFixed(1)} s; load ${loadavg()[0].toFixed(1)}`,
  );
  const rollup = rollupOf(records, await duckDbOrRefuse());
  const [refreshed, rollUp, rollUpCpu] = await timed(() => refresh(rollup));
  const peakGb = process.resourceUsage().maxRSS / 1024 ** 2;
  judge(
    'roll-up',
    rollUp,
    LIMITS.rollUp,
    's',
    `${rollUpCpu.toFixed(1)} s of CPU, ${refreshed.read} files, load ${loadavg()[0].toFixed(1)}`,
  );
  judge('peak memory', peakGb, LIMITS.peakGb, 'GB', 'of the whole process, the writing of the nights included');
  console.log(`database: ${(statSync(rollup.database).size / 1e6).toFixed(1)} MB`);
  const [{ findings }, check, checkCpu] = await timed(() => checkOf(records));
  judge('check', check, LIMITS.check, 's', `${checkCpu.toFixed(2)} s of CPU, ${findings.length} figures`);
  const ask = () =>
    query(rollup.duckDb, rollup.database, { sql: TREND, timeoutMs: 60_000 }, found => answerOf(found, 1e5));
  const [answer, trend, trendCpu] = await timed(async () => {
    await refresh(rollup);
    return ask();
  });
  judge('trend by SQL', trend, LIMITS.trend, 's', `${trendCpu.toFixed(2)} s of CPU, ${answer.rows.length} rows`);
  writeNights(records, suite, { from: runs, to: runs + 1, previousRun });
  const [more, oneMoreNight, moreCpu] = await timed(() => refresh(rollup));
  judge(
    'one more night',
    oneMoreNight,
    LIMITS.oneMoreNight,
    's',
    `${moreCpu.toFixed(2)} s of CPU, ${more.read} file read`,
  );
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

/** What `act` made, its seconds by the clock, and those of all threads: on a machine that others use the first say little. */
async function timed(act) {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  const made = await act();
  const { user, system } = process.cpuUsage(before);
  return [made, (performance.now() - startedMs) / 1000, (user + system) / 1e6];
}

function judge(what, value, limit, unit, detail) {
  if (value > limit) missed += 1;
  console.log(
    `${what}: ${value.toFixed(2)} ${unit} (at most ${limit} ${unit}${value > limit ? ', MISSED' : ''}); ${detail}`,
  );
}
