// Prints what the sampler costs: its share of a core, and its effect on a step, paired and interleaved, with the interval.
// Sampled are the sensors of this machine and, so that there are some, a recording of a package's and its memory's counters.
// `node test/bench/sampler.mjs [seconds] [pairs]`
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseProcessStat } from '../../dist/harness/quiet/processor-time.js';
import { SAMPLER, SamplerChild } from '../../dist/harness/sampler/child.js';
import { RecordingReader } from '../../dist/harness/sampler/recording-reader.js';
import { median, printRatios } from './paired.mjs';

const CEILING = 0.005;
const WARM_UP_S = 10;
const [seconds, pairs] = [Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 40)];

const folder = mkdtempSync(join(tmpdir(), 'moebench-bench-'));
const sampler = new SamplerChild([recording(join(folder, 'host.jsonl'))], SAMPLER);
const reader = new RecordingReader(sampler.path);
try {
  await sleep(WARM_UP_S * 1000);
  reader.take();
  reader.forget(Number.POSITIVE_INFINITY);
  const [before, start] = [cpuMs(sampler.pid), performance.now()];
  await sleep(seconds * 1000);
  const share = (cpuMs(sampler.pid) - before) / (performance.now() - start);
  reader.take();
  const names = reader.found.sensors.map(({ id }) => id);
  const { looks } = reader.series.get(names[0]);
  const gaps = looks.slice(1).map(({ atMs }, i) => atMs - looks[i].atMs);
  console.log(`the sampler over ${seconds} s, sensors ${names.join(', ')}`);
  const verdict = share < CEILING ? 'holds' : 'TOO MUCH';
  console.log(
    `  ${(100 * share).toFixed(3)} % of a core, a look every ${median(gaps).toFixed(0)} ms  ceiling 0.5 %: ${verdict}`,
  );
  if (share >= CEILING) process.exitCode = 1;
  const ratios = [];
  for (let i = 0; i < pairs; i += 1)
    ratios.push(i % 2 === 0 ? pair(withSampler, without) : 1 / pair(without, withSampler));
  printRatios('step with the sampler ÷ step without', ratios, { of: 'medians of blocks of half a second, in turn' });
} finally {
  reader.close();
  sampler.stop();
  rmSync(folder, { recursive: true });
}

/** Median step of a block, first ÷ second. */
function pair(first, second) {
  const firstMs = first();
  return firstMs / second();
}

function withSampler() {
  process.kill(sampler.pid, 'SIGCONT');
  return blockMs();
}

function without() {
  process.kill(sampler.pid, 'SIGSTOP');
  const ms = blockMs();
  process.kill(sampler.pid, 'SIGCONT');
  return ms;
}

/** Median milliseconds of a step, over half a second of them: a product of two matrices of 192 × 192, in this process. */
function blockMs() {
  const times = [];
  for (const end = performance.now() + 500; performance.now() < end; ) {
    const start = performance.now();
    multiply();
    times.push(performance.now() - start);
  }
  return median(times);
}

function multiply() {
  const n = 192;
  multiply.a ??= Float64Array.from({ length: n * n }, (_, i) => (i % 7) - 3);
  const { a } = multiply;
  let trace = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) for (let k = 0; k < n; k += 1) trace += a[i * n + k] * a[k * n + j];
  multiply.kept = trace;
}

/** Processor time of a process and its tools. */
function cpuMs(pid) {
  const { ticks, endedTicks } = parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return 10 * (ticks + endedTicks);
}

/** A recording long enough to be played to the end of this: 180 W and 20 W, counted up every 10 ms. */
function recording(path) {
  const sensors = ['package', 'dram'].map(boundary => ({
    id: `rapl/${boundary}-0`,
    source: 'rapl',
    device: null,
    boundary,
    limitW: null,
  }));
  const lines = [{ kind: 'sensors', schema: 'moebench.sensors/1', sensors, refusals: [] }];
  for (let i = 0; i < 100 * (WARM_UP_S + seconds + 2 * pairs + 30); i += 1) {
    for (const { id, boundary } of sensors) {
      const look = { kind: 'counter', energyJ: i * (boundary === 'dram' ? 0.2 : 1.8), wrapsAtJ: 1000 };
      lines.push({ kind: 'look', sensor: id, atMs: 10 * i, look });
    }
  }
  writeFileSync(path, `${lines.map(line => JSON.stringify(line)).join('\n')}\n`);
  return path;
}
