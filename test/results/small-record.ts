/** A made-up run, as small as the schema allows: one target, one layer, rounds as asked for. No number here was measured. */
import { asRecorded } from '../../harness/context.ts';
import { plan } from '../../harness/plan.ts';
import type { Result, WorkerMeasurement } from '../../harness/runners/job.ts';
import { type ContextLine, RECORD_SCHEMA, type Target } from '../../results/record.ts';
import type { CellEnergy } from '../../results/schema/energy.ts';
import { note } from '../../results/schema/note.ts';
import { type Measurement, PROBE_SUMS } from '../../results/schema/outcome.ts';
import type { Proof } from '../../results/schema/proof.ts';
import type { MachineState } from '../../results/schema/quiet.ts';
import { unavailable } from '../../results/schema/reading.ts';
import type { Unchained } from '../../results/seal.ts';
import { roundStatistics } from '../../results/statistics.ts';
import { type Case, type Work, workCase } from '../../suites/cases.ts';
import { sha256 } from '../../suites/identity.ts';
import type { DisturbedPolicy, Timing } from '../../suites/suite.ts';
import type { LayerWorkload, MoeWorkload } from '../../suites/workload.ts';

export const STARTED = '2026-03-01T01:00:00.000Z';
export const FINISHED = '2026-03-01T02:00:00.000Z';
export const STEPS_MS = [4, 6, 5];
export const WORKER_PID = 4242;

export const layer: LayerWorkload = {
  version: 1,
  part: 'moe-layer',
  pass: 'forward',
  dtype: 'float32',
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

/** A workload as a suite names it: a toy model's, as it is, in rounds alone. */
export const workOf = (workload: MoeWorkload): Work & { sustained: boolean } => ({
  workload,
  model: 'toy',
  scaled: {},
  fitted: null,
  sustained: false,
});

export const layerA = workCase(workOf(layer));
export const layerB = workCase(workOf({ ...layer, routing: { kind: 'learned' } }));

export function target(id: string, changes: Partial<Target> = {}): Target {
  const device = { vendor: null, name: `a made-up ${id}`, index: 0 };
  return {
    id,
    runner: 'onnx',
    strategies: ['session'],
    onnx: { provider: 'cpu' },
    device,
    software: false,
    threads: 2,
    ...changes,
  };
}

/** A machine that tells nothing but its load. */
export const QUIET_MACHINE: MachineState = {
  loadAverage: { available: true, value: 0.1, method: '/proc/loadavg', scope: 'host, 1 min' },
  otherCores: unavailable('not-asked'),
  stolenCores: unavailable('not-asked'),
  governors: unavailable('no-cpufreq'),
  temperatureC: unavailable('not-asked'),
  swapUsedBytes: unavailable('not-asked'),
  devices: [],
};

export type RunParts = {
  readonly disturbed?: DisturbedPolicy;
  readonly concurrent?: boolean;
  readonly targets?: readonly Target[];
  readonly cases?: readonly Case[];
  readonly rounds?: number;
  /** With a timing for them, every case has a sustained cell. */
  readonly sustained?: Timing;
};

/** The context of a run over these targets, cases and rounds, planned as the harness plans it. */
export function contextOf({
  targets = [target('cpu')],
  cases = [layerA],
  rounds = 1,
  sustained,
  disturbed = 'warn',
  concurrent = false,
}: RunParts = {}): Omit<ContextLine, 'previousSha256'> {
  return {
    kind: 'context',
    schema: RECORD_SCHEMA,
    runId: 'run-1',
    startedAt: STARTED,
    program: { name: 'moebench', version: '0.1.0', origin: 'test', runtimes: {} },
    machine: {
      id: 'lab-1',
      named: false,
      hostname: 'lab-1',
      os: 'Linux',
      kernel: '6.1',
      arch: 'x64',
      cpu: { vendor: 'made up', name: 'made up', cores: 2, physicalCores: 1 },
      memoryBytes: 8e9,
      limits: null,
      virtual: true,
      accelerators: [],
    },
    machineState: QUIET_MACHINE,
    disturbed,
    ...(concurrent ? { concurrent } : {}),
    targets: [...targets],
    suite: {
      name: 'small',
      sha256: sha256('small'),
      rounds,
      timing: { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 },
      sustained: sustained ?? null,
    },
    cases: cases.map(asRecorded),
    plan: [...plan(targets, cases, rounds, new Set(sustained === undefined ? [] : cases.map(({ id }) => id)))],
    skipped: [],
    command: ['run', '--suite', 'small'],
  };
}

export function proofThat(holds: boolean): Proof {
  return {
    workload: layer,
    sha256: layerA.sha256,
    shrinkRule: 1,
    kernel: null,
    onnx: { graphSha256: sha256('graph') },
    comparedSteps: 1,
    tensors: [
      { name: 'y', error: 1e-7, tolerance: 1e-4 },
      { name: 'grad:router', error: holds ? 2e-7 : 0.5, tolerance: 1e-4 },
    ],
    loss: { value: 0.25, oracle: 0.25, error: 0, tolerance: 1e-4 },
    routing: { choices: 128, flips: 0, unexplained: 0, recomputed: false },
    curve: null,
    holds,
  };
}

/** What no sensor told. */
export const NO_ENERGY: CellEnergy = {
  energyJ: unavailable('no-sensor'),
  meanPowerW: unavailable('no-sensor'),
  idlePowerW: unavailable('no-sensor'),
  widestEnergyJ: unavailable('no-sensor'),
  conditions: unavailable('no-sensor'),
  sensors: [],
};

export function measurementOf(stepsMs: readonly number[] = STEPS_MS): Omit<Measurement, 'samplesSha256'> {
  return { ...timedBy(stepsMs), ...NO_ENERGY };
}

/** Of a device that the host waits for at every step. */
export const HOST_CLOCK: Measurement['clock'] = {
  kind: 'host-synchronised',
  stepsPerBatch: 1,
  stepsPerSample: 1,
  fenceMs: unavailable('not-measured'),
  idleMs: unavailable('not-measured'),
};

/** Of made-up learned routing, the same everywhere. */
const CHOICES: Measurement['first']['choices'] = { sha256: sha256('choices'), count: 128, nearTies: 0 };

/** A made-up fingerprint: probes that differ where the norms do, and by as much: 3·16·(norm ÷ √48)² = norm². */
export function printOf(loss: number | null, norms: Readonly<Record<string, number>>): Measurement['first'] {
  const probes = Object.entries(norms).map(([name, norm]) => [
    name,
    Array.from({ length: PROBE_SUMS }, (_, i) => ((i % 2 === 0 ? 1 : -1) * norm) / Math.sqrt(48)),
  ]);
  return { loss, norms: { ...norms }, probes: Object.fromEntries(probes), choices: CHOICES };
}

/** What every step of a made-up cell returns. */
export const FINGERPRINT = printOf(0.25, { y: 12 });

/** What a worker alone can say. */
function timedBy(stepsMs: readonly number[]): WorkerMeasurement {
  return {
    stepMs: roundStatistics(stepsMs),
    warmup: { steps: 6, ms: 30, settled: true },
    open: { createMs: 12, options: { executionProviders: ['cpu'] }, kernel: null, notes: [] },
    clock: HOST_CLOCK,
    onnx: { graph: { sha256: sha256('graph'), nodes: 40, bytes: 9000, buildMs: 3 } },
    first: FINGERPRINT,
    last: FINGERPRINT,
    window: { startMs: 1000, endMs: 1000 + stepsMs.reduce((sum, ms) => sum + ms, 0) },
    peakHostBytes: { available: true, value: 5e8, method: 'VmHWM', scope: 'process' },
    peakDeviceBytes: unavailable('provider-silent'),
    memory: {
      weightsBytes: 1e8,
      gradientsBytes: { available: true, value: 1e8, method: 'graph-liveness', scope: 'step' },
      optimizerBytes: 0,
      activationsBytes: { available: true, value: 1.5e8, method: 'graph-liveness', scope: 'step' },
      emptySessionBytes: { available: true, value: 9e7, method: 'VmRSS', scope: 'process' },
      arenaSlackBytes: unavailable('not-on-host'),
    },
    placement: unavailable('not-traced'),
    parts: unavailable('not-traced'),
  };
}

/** What a worker answers when all goes well. */
export const provenResult: Result = {
  kind: 'proof',
  oracle: { loss: 0.25, tensors: [], losses: null },
  proof: proofThat(true),
};
export const measuredResult: Result = {
  kind: 'measurement',
  measurement: timedBy(STEPS_MS),
  pids: [WORKER_PID],
  samplesMs: [...STEPS_MS],
};

export const proofLine = (cell: string): Unchained => ({
  kind: 'proof',
  cell,
  startedAt: STARTED,
  wallMs: 100,
  outcome: { status: 'proven', proof: proofThat(true) },
});

export const measuredLine = (cell: string, samplesSha256: string, wallMs = 100): Unchained => ({
  kind: 'cell',
  cell,
  startedAt: STARTED,
  wallMs,
  outcome: { status: 'measured', measurement: { ...measurementOf(), samplesSha256 } },
});

export const skippedLine = (cell: string): Unchained => ({
  kind: 'cell',
  cell,
  startedAt: STARTED,
  wallMs: 0,
  outcome: { status: 'skipped', reason: note('proof-failed') },
});
