// How long the site of many records takes: built the first time, again without a change, and after one more night, each in a process of its
// own. Run by `npm run bench:site`; `--runs N --cells N` for less, `--keep FOLDER` to keep what was written. A limit that is missed fails.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { suiteOf, writeNights } from './history/nights.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    cells: { type: 'string', default: '48' },
    keep: { type: 'string' },
  },
});
const [runs, cells] = [Number(values.runs), Number(values.cells)];
/** The report reads the newest 90 in full; the roll-up, which every night keeps, has the others. */
const LIMITS = { seconds: 30, peakGb: 1.5 };

const CLI = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));
/** Says what the process used when it ends. */
const WATCH = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write('used ' + maxRSS + ' kB ' + (userCPUTime + systemCPUTime) + ' us\\n'); });",
)}`;

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'moebench-site-'));
const [records, site] = [join(folder, 'runs'), join(folder, 'site')];
let missed = 0;
try {
  const suite = suiteOf({ works: 3, cellsPerRun: cells });
  const previousRun = writeNights(records, suite, { from: 0, to: runs, withSamples: true });
  console.log(`wrote ${runs} runs of ${suite.plan.length} cells; load ${loadavg()[0].toFixed(1)}`);
  const rollUp = measured('check', '--results', records);
  console.log(`roll-up, as a nightly job leaves it: ${rollUp.seconds.toFixed(1)} s, ${rollUp.cpu.toFixed(1)} s of CPU`);
  const first = build('first site', {});
  const again = build('again, nothing changed', first);
  const pages = [...again.keys()].filter(path => path.endsWith('.html'));
  const rewritten = pages.filter(path => again.get(path) !== first.get(path));
  judge('pages rewritten without a change', rewritten.length, 0, '', `of ${pages.length} pages`);
  writeNights(records, suite, { from: runs, to: runs + 1, previousRun, withSamples: true });
  build('after one more night', again);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

/** Builds the site; its files by inode, which another one tells that a file was written anew. */
function build(what, before) {
  const { seconds, cpu, peakGb } = measured('report', '--results', records, '--out', site);
  const files = filesIn(site);
  const kept = [...files].filter(([path, inode]) => before instanceof Map && before.get(path) === inode).length;
  const written = `${files.size} files, ${files.size - kept} written anew`;
  judge(what, seconds, LIMITS.seconds, 's', `${cpu.toFixed(1)} s of CPU, ${written}, load ${loadavg()[0].toFixed(1)}`);
  judge(`${what}, peak memory`, peakGb, LIMITS.peakGb, 'GB', 'of the process');
  return files;
}

/** What the program takes in a process of its own; on a machine that others use, seconds by the clock say little. */
function measured(...args) {
  const startedMs = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', WATCH, CLI, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const [, peak, cpu] = /used (\d+) kB (\d+) us\n$/.exec(stderr) ?? [];
  if (![0, 3].includes(status) || peak === undefined)
    throw new Error(`${args[0]} ended with ${status}: ${stderr}${stdout.slice(0, 500)}`);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    cpu: Number(cpu) / 1e6,
    peakGb: Number(peak) / 1024 ** 2,
  };
}

function filesIn(place) {
  if (!existsSync(place)) return new Map();
  return new Map(
    readdirSync(place, { recursive: true, encoding: 'utf8' }).flatMap(name => {
      const stat = statSync(join(place, name));
      return stat.isFile() ? [[name, stat.ino]] : [];
    }),
  );
}

function judge(what, value, limit, unit, detail) {
  if (value > limit) missed += 1;
  console.log(
    `${what}: ${value.toFixed(2)} ${unit} (at most ${limit} ${unit}${value > limit ? ', MISSED' : ''}); ${detail}`,
  );
}
