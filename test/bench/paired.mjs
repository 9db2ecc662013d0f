// What the benchmarks share: a suite run by the program itself, and per-round ratios of its cases with an interval.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a suite of this folder on the CPU; what follows the script's name on the command line goes to `moebench run`. */
export function runSuite(name) {
  const out = mkdtempSync(join(tmpdir(), 'moebench-bench-'));
  const program = join(import.meta.dirname, '../../dist/harness/cli.js');
  const suite = join(import.meta.dirname, name);
  const args = [program, 'run', '--suite', suite, '--target', 'cpu', '--out', out, '--json', ...process.argv.slice(2)];
  const options = { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { status, stdout } = spawnSync(process.execPath, args, options);
  if (stdout === '') process.exit(status ?? 1);
  const text = readFileSync(JSON.parse(stdout).record, 'utf8').trim();
  rmSync(out, { recursive: true });
  process.exitCode = status;
  const lines = text.split('\n').map(line => JSON.parse(line));
  const [{ cases, plan }] = lines;
  /** A case's measurements, a round each; null where a round has none. */
  const measurements = ({ id }) =>
    plan
      .filter(cell => cell.kind === 'time' && cell.case === id)
      .map(cell => lines.find(line => line.kind === 'cell' && line.cell === cell.id)?.outcome.measurement ?? null);
  /** FLOP/ms of a case's median step, round by round. */
  const rates = item =>
    measurements(item).map(measured => (measured === null ? Number.NaN : item.flopsPerStep / measured.stepMs.medianMs));
  return { cases, measurements, rates, lines };
}

/** Of some cases the one with the highest median rate: what a ratio is held against. */
export function fastest({ rates }, candidates) {
  return candidates.toSorted((a, b) => median(rates(b)) - median(rates(a)))[0];
}

/** Prints the median of per-round ratios with its interval, and judges it by its floor (or ceiling) where it has one. */
export function printRatios(name, ratios, { floor, ceiling, of }) {
  const [label, low, high] = medianInterval(ratios);
  const middle = median(ratios);
  const holds = (floor === undefined || middle >= floor) && (ceiling === undefined || middle <= ceiling);
  const bound = floor !== undefined ? `floor ${floor}` : ceiling !== undefined ? `ceiling ${ceiling}` : 'not judged';
  const verdict = floor === undefined && ceiling === undefined ? '' : holds ? ': holds' : ': SHORT';
  const [m, from, to] = [middle, low, high].map(value => value.toFixed(3));
  console.log(`  ${name}  median ${m}  ${label} [${from}, ${to}]  ${ratios.length} rounds  ${bound}${verdict}`);
  console.log(`    of ${of}; by round ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}`);
  if (!holds) process.exitCode = process.exitCode || 1;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/** Order statistics that hold the median with at least 95 % (sign test): free of any assumption on the noise. */
export function medianInterval(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  let tail = 0;
  let cut = 0;
  let term = 0.5 ** n;
  while (tail + term <= 0.025) {
    tail += term;
    term *= (n - cut) / (cut + 1);
    cut += 1;
  }
  const outermost = Math.max(0, cut - 1);
  return [cut > 0 ? '95 %' : 'range', sorted[outermost], sorted[n - 1 - outermost]];
}
