// Writes a history of made-up nights: records in the real schema, with valid chains, seals and proofs that hold. No number was measured.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { plan } from '../../../dist/harness/plan.js';
import { COMPARED_STEPS } from '../../../dist/results/proof/checks.js';
import { smallOf } from '../../../dist/results/proof/small-workload.js';
import { PARITY_TOLERANCE } from '../../../dist/results/proof/tolerance.js';
import { chainLine } from '../../../dist/results/seal.js';
import { roundStatistics } from '../../../dist/results/statistics.js';
import { casesOf } from '../../../dist/suites/cases.js';
import { sha256 } from '../../../dist/suites/identity.js';
import { SHRINK_RULE } from '../../../dist/suites/shrink.js';
import { randomFrom } from '../random.mjs';

/** Ten thousand nights before today, and some more: none is ahead of the clock. */
const FIRST_NIGHT = Date.parse('1998-01-01T01:00:00.000Z');
const DAY_MS = 86_400_000;
const CELL_MS = 20_000;
const STEPS = 20;
/** Night to night, and within a night. */
const [NIGHT_CV, STEP_CV] = [0.01, 0.02];
const ABSENT = { available: false, code: 'not-asked', values: {} };

const layer = {
  version: 1,
  part: 'moe-layer',
  pass: 'forward-backward',
  dtype: 'bfloat16',
  seed: 1,
  tokens: 64,
  hidden: 32,
  ffn: 48,
  experts: 8,
  topK: 2,
  sharedExperts: 0,
  activation: 'swiglu',
  expertBiases: false,
  weightOn: 'output',
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
  routing: { kind: 'balanced' },
  dispatch: { kind: 'dropless' },
};

const target = {
  id: 'torch-cuda:0',
  runner: 'torch',
  strategies: ['grouped'],
  process: {
    command: ['python3', 'server.py'],
    versions: { torch: '2.13.0', cuda: '13.0' },
    device: 'cuda:0',
    tried: [{ strategy: 'grouped', dtype: 'bfloat16', works: true, kernel: 'torch._grouped_mm' }],
  },
  device: { vendor: 'nvidia', name: 'NVIDIA H20', index: 0, uuid: 'GPU-made-up' },
  software: false,
  threads: null,
};

const asCase = item => ({ ...item, fitted: null });

/** Cases, plan and proofs, which are the same every night: layers of several sizes and products beside them. */
export function suiteOf({ works, cellsPerRun }) {
  const workloads = Array.from({ length: works }, (_, i) => ({ ...layer, tokens: 64 * (i + 1) }));
  const all = casesOf(workloads.map(workload => ({ workload, model: 'toy', scaled: {}, fitted: null })));
  const layers = all.filter(({ role }) => role.kind === 'work');
  const products = all.filter(({ role }) => role.kind !== 'work').slice(0, Math.max(0, 5 - works));
  const cases = [...layers, ...products].map(asCase);
  // A proof of each case, and as many rounds as come to the number of cells.
  const rounds = Math.max(1, Math.round(cellsPerRun / cases.length) - 1);
  return { cases, rounds, plan: plan([target], cases, rounds, new Set()), proofs: new Map(cases.map(proofOf)) };
}

/** The text of the record of a night, and of the file with its step times. */
export function nightOf(suite, n, previousRun, seed) {
  const { normal } = randomFrom(seed + n);
  const startedMs = FIRST_NIGHT + n * DAY_MS;
  const startedAt = new Date(startedMs).toISOString();
  const runId = `${startedAt.replaceAll(/[-:]|\.\d+/g, '')}-made-up`;
  const lines = [];
  const append = line => lines.push(chainLine(line, lines.at(-1) ?? null));
  append(contextOf(suite, { runId, startedAt, previousRun, n }));
  const level = new Map(suite.cases.map(({ id }, i) => [id, (1 + i) * (1 + NIGHT_CV * normal())]));
  const samples = [];
  for (const [place, cell] of suite.plan.entries()) {
    const begun = {
      cell: cell.id,
      startedAt: new Date(startedMs + (place + 1) * CELL_MS).toISOString(),
      wallMs: CELL_MS,
    };
    if (cell.kind === 'proof') {
      append({ kind: 'proof', ...begun, outcome: { status: 'proven', proof: suite.proofs.get(cell.case) } });
      continue;
    }
    const stepMs = Array.from({ length: STEPS }, () => level.get(cell.case) * Math.exp(STEP_CV * normal()));
    const text = JSON.stringify({ cell: cell.id, stepMs });
    samples.push(gzipSync(`${text}\n`, { level: 1 }));
    append({
      kind: 'cell',
      ...begun,
      outcome: { status: 'measured', measurement: measurementOf(stepMs, place, sha256(text)) },
    });
  }
  const samplesFile = Buffer.concat(samples);
  const finishedAt = new Date(startedMs + (suite.plan.length + 2) * CELL_MS).toISOString();
  append({ kind: 'seal', finishedAt, lines: lines.length, samplesSha256: sha256(samplesFile) });
  return { runId, startedAt, text: `${lines.join('\n')}\n`, samplesFile };
}

/** Writes nights `from` to `to` of one machine; what the next one has to name. `withSamples`: a roll-up reads none. */
export function writeNights(folder, suite, { from, to, previousRun, seed = 1, withSamples = false }) {
  const place = join(folder, 'lab-made-up');
  mkdirSync(place, { recursive: true });
  let previous = previousRun;
  for (let n = from; n < to; n += 1) {
    const { runId, startedAt, text, samplesFile } = nightOf(suite, n, previous, seed);
    writeFileSync(join(place, `${runId}.jsonl`), text);
    if (withSamples) writeFileSync(join(place, `${runId}.samples.gz`), samplesFile);
    previous = { runId, startedAt };
  }
  return previous;
}

function contextOf({ cases, rounds, plan: cells }, { runId, startedAt, previousRun, n }) {
  return {
    kind: 'context',
    schema: 'moebench.record/2',
    runId,
    startedAt,
    program: { name: 'moebench', version: '0.1.0', origin: 'checkout', runtimes: { node: '20.20.2' } },
    machine: {
      id: 'lab-made-up',
      named: true,
      hostname: 'lab-made-up',
      os: 'Linux',
      // An update about every three months.
      kernel: `6.8.0-${Math.floor(n / 90)}`,
      arch: 'x64',
      cpu: { vendor: 'made up', name: 'made up', cores: 64, physicalCores: 32 },
      memoryBytes: 5e11,
      limits: null,
      virtual: false,
      accelerators: [
        { vendor: 'nvidia', name: 'NVIDIA H20', driver: '570.86', memoryBytes: ABSENT, partitioned: null },
      ],
    },
    disturbed: 'warn',
    targets: [target],
    suite: {
      name: 'made-up',
      sha256: sha256('made up'),
      rounds,
      timing: { minWindowMs: 5, minSteps: 2, maxSteps: 99, maxWarmupMs: 5, timeoutMs: 60_000 },
      sustained: null,
    },
    cases,
    plan: cells,
    skipped: [],
    command: ['nightly'],
    ...(previousRun === undefined ? {} : { previousRun }),
  };
}

function proofOf({ id, workload }) {
  const { workload: small, sha256: hash, tensors, choices, returnsLoss } = smallOf(workload, SHRINK_RULE);
  const trains = small.part === 'train-step';
  const tolerance = PARITY_TOLERANCE[small.dtype];
  const proof = {
    shrinkRule: SHRINK_RULE,
    workload: small,
    sha256: hash,
    kernel: null,
    comparedSteps: trains ? COMPARED_STEPS : 1,
    tensors: tensors.map(name => ({ name, error: tolerance / 1000, tolerance })),
    loss: returnsLoss ? { value: 0.25, oracle: 0.25, error: 0, tolerance } : null,
    routing: choices === null ? null : { choices, flips: 0, unexplained: 0, recomputed: false },
    curve: null,
    holds: true,
  };
  return [id, proof];
}

const KINDS = ['y', 'grad:x', 'grad:router', 'grad:experts.w1', 'grad:experts.w2', 'grad:experts.w3'];
const PROBE = Array.from({ length: 16 }, (_, i) => ((i % 2 === 0 ? 1 : -1) * 12) / Math.sqrt(48));
const print = {
  loss: 0.25,
  norms: Object.fromEntries(KINDS.map(kind => [kind, 12])),
  probes: Object.fromEntries(KINDS.map(kind => [kind, PROBE])),
  choices: null,
};

function measurementOf(stepMs, place, samplesSha256) {
  const windowMs = stepMs.reduce((sum, ms) => sum + ms, 0);
  const startMs = 900_000 + place * CELL_MS;
  const looked = value => ({ min: value, mean: value, max: value });
  return {
    stepMs: roundStatistics(stepMs),
    warmup: { steps: 6, ms: 30, settled: true },
    open: { createMs: 12, options: {}, kernel: 'torch._grouped_mm', notes: [] },
    clock: { kind: 'device-events', stepsPerBatch: 1, stepsPerSample: 1, fenceMs: ABSENT, idleMs: ABSENT },
    first: print,
    last: print,
    window: { startMs, endMs: startMs + windowMs },
    peakHostBytes: { available: true, value: 5e8, method: 'VmHWM', scope: 'process' },
    peakDeviceBytes: { available: true, value: 3e8, method: 'allocator', scope: 'process' },
    energyJ: { available: true, value: 0.3 * windowMs, method: 'energy-counter', scope: 'board' },
    meanPowerW: { available: true, value: 300, method: 'energy-counter', scope: 'board' },
    idlePowerW: ABSENT,
    widestEnergyJ: { available: true, value: 0.3 * windowMs, method: 'energy-counter', scope: 'board' },
    conditions: {
      available: true,
      looks: 9,
      clocksMHz: { sm: looked(1950), memory: looked(2600) },
      temperatureC: looked(61),
      powerLimitW: 500,
      throttled: {},
      processes: 1,
    },
    sensors: [],
    memory: {
      weightsBytes: 1e8,
      gradientsBytes: ABSENT,
      optimizerBytes: 0,
      activationsBytes: ABSENT,
      emptySessionBytes: ABSENT,
      arenaSlackBytes: ABSENT,
    },
    placement: ABSENT,
    parts: ABSENT,
    samplesSha256,
  };
}
