// Runs collect.yaml again and again and keeps each run's figures: what noise.json is made of. `--runs N` more, `--every SECONDS` from start
// to start, `--out FILE`: runs are added to those it has, after every run. The machine is to be as busy as it is when nightly runs. Then biome check --write.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { levelOf } from './level.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '66' },
    every: { type: 'string', default: '38' },
    out: { type: 'string', default: join(import.meta.dirname, 'noise.json') },
  },
});
const program = join(import.meta.dirname, '../../../dist/harness/cli.js');
const suite = join(import.meta.dirname, 'collect.yaml');
const { runs, cases: known } = existsSync(values.out)
  ? JSON.parse(readFileSync(values.out, 'utf8'))
  : { runs: [], cases: null };

for (let run = 0; run < Number(values.runs); run += 1) {
  const next = Date.now() + 1000 * Number(values.every);
  const lines = recordOf();
  const cases = lines[0].cases.map(({ id, role }) => ({ id, role: role.kind }));
  if (known !== null && JSON.stringify(cases) !== JSON.stringify(known))
    throw new Error(`${values.out} is of other cases; name another file with --out`);
  const levels = cases.map(({ id }) => levelOf(roundStepMs(lines, id)));
  if (levels.some(({ se }) => se === null))
    throw new Error('a case has fewer than two measured rounds; look at the run by hand');
  runs.push({ startedAt: lines[0].startedAt, log: levels.map(({ log }) => log), se: levels.map(({ se }) => se) });
  const machine = { kind: 'virtual machine, other programs at work', threads: availableParallelism() };
  writeFileSync(
    values.out,
    `${JSON.stringify({ machine, everySeconds: Number(values.every), cases, runs }, null, 1)}\n`,
  );
  if (run + 1 < Number(values.runs)) await pause(Math.max(0, next - Date.now()));
}

function recordOf() {
  const out = mkdtempSync(join(tmpdir(), 'moebench-noise-'));
  const argv = [program, 'run', '--suite', suite, '--target', 'cpu', '--out', out, '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(stderr);
  const lines = readFileSync(JSON.parse(stdout).record, 'utf8').trim().split('\n');
  rmSync(out, { recursive: true });
  return lines.map(line => JSON.parse(line));
}

/** Mean step of each measured round of a case. */
function roundStepMs([{ plan }, ...lines], id) {
  const cells = new Set(plan.filter(cell => cell.kind === 'time' && cell.case === id).map(cell => cell.id));
  return lines
    .filter(line => line.kind === 'cell' && cells.has(line.cell) && line.outcome.status === 'measured')
    .map(({ outcome }) => outcome.measurement.stepMs.sumMs / outcome.measurement.stepMs.steps);
}
