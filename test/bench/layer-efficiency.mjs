// Prints how much of the matmuls' speed the layer reaches on the CPU: ratios within one run, never times.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLOORS = { efficiencyOfExpertMatmul: 0.92, efficiencyOfLargestMatmul: 0.8 };

const here = import.meta.dirname;
const cli = join(here, '../../dist/harness/cli.js');
const out = mkdtempSync(join(tmpdir(), 'moebench-bench-'));
const suite = join(here, 'layer-efficiency.yaml');
const args = [cli, 'run', '--suite', suite, '--target', 'cpu', '--out', out, '--json', ...process.argv.slice(2)];
const { status, stdout } = spawnSync(process.execPath, args, {
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 2 ** 28,
});
if (stdout.length === 0) process.exit(status ?? 1);
const { report } = JSON.parse(stdout.toString());
if (process.env.MOEBENCH_KEEP === undefined) rmSync(out, { recursive: true });
else console.log(`record kept in ${out}`);

let short = 0;
for (const row of report.rows) {
  console.log(row.workload.id);
  for (const [name, floor] of Object.entries(FLOORS)) {
    const { available, point, low, high, kind, rounds, reason } = row[name];
    if (!available || point < floor) short += 1;
    const figure = available
      ? `${point.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}] ${kind}, ${rounds} rounds`
      : reason;
    console.log(`  ${name.padEnd(26)} ${figure}  floor ${floor}`);
  }
}
process.exitCode = status !== 0 ? status : short > 0 ? 1 : 0;
