// Prints how much of the matmuls' speed the layer reaches on the CPU: per-round ratios within one run, never times.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLOORS = [
  {
    name: 'efficiencyOfExpertMatmul',
    floor: 0.92,
    isDenominator: (role, layer) => role.of?.includes(layer.sha256),
  },
  { name: 'efficiencyOfLargestMatmul', floor: 0.8, isDenominator: role => role.kind === 'largest-matmul' },
];

const here = import.meta.dirname;
const out = mkdtempSync(join(tmpdir(), 'moebench-bench-'));
const suite = join(here, 'layer-efficiency.yaml');
const args = [
  join(here, '../../dist/harness/cli.js'),
  'run',
  '--suite',
  suite,
  '--target',
  'cpu',
  '--out',
  out,
  '--json',
];
const options = { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 2 ** 28 };
const { status, stdout } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], options);
if (stdout === '') process.exit(status ?? 1);
const lines = readFileSync(JSON.parse(stdout).record, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));
rmSync(out, { recursive: true });

const [{ cases, plan }] = lines;
const rates = new Map(cases.map(item => [item.id, roundRates(item)]));
let short = 0;
for (const layer of cases.filter(({ role }) => role.kind === 'work')) {
  console.log(layer.id);
  for (const { name, floor, isDenominator } of FLOORS) {
    const candidates = cases.filter(({ role }) => isDenominator(role, layer));
    const best = candidates.toSorted((a, b) => median(rates.get(b.id)) - median(rates.get(a.id)))[0];
    const ratios = rates.get(layer.id).map((rate, round) => rate / rates.get(best.id)[round]);
    const [label, low, high] = medianInterval(ratios);
    const verdict = median(ratios) >= floor ? 'holds' : 'SHORT';
    if (verdict === 'SHORT') short += 1;
    const [middle, from, to] = [median(ratios), low, high].map(value => value.toFixed(3));
    console.log(
      `  ${name}  median ${middle}  ${label} [${from}, ${to}]  ${ratios.length} rounds  floor ${floor}: ${verdict}`,
    );
    console.log(`    of ${best.id}; by round ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}`);
  }
}
process.exitCode = status !== 0 ? status : short > 0 ? 1 : 0;

/** FLOP/ms of a case's median step, round by round. */
function roundRates({ id, flopsPerStep }) {
  const rounds = plan.filter(cell => cell.kind === 'time' && cell.case === id);
  return rounds.map(cell => {
    const outcome = lines.find(line => line.kind === 'cell' && line.cell === cell.id)?.outcome;
    return outcome?.status === 'measured' ? flopsPerStep / outcome.measurement.stepMs.medianMs : Number.NaN;
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/** Order statistics that hold the median with at least 95 % (sign test): free of any assumption on the noise. */
function medianInterval(values) {
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
