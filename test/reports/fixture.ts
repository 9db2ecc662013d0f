/**
 * A made-up run that conforms to the record schema: two targets, two layers, five rounds, matmuls, one fault, one skip, one
 * mismatch. The numbers are chosen so that every expectation can be worked out by hand.
 */

import { createHash } from 'node:crypto';
import type { Anchor, AnchorModel } from '../../reports/catalog/anchors.ts';
import type { Catalog, Chip } from '../../reports/catalog/catalog.ts';
import type { AgedPrice } from '../../reports/catalog/staleness.ts';
import type { Variability } from '../../reports/catalog/variability.ts';
import { type CellLine, type ProofLine, RECORD_SCHEMA, type RunRecord } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Proof } from '../../results/schema/proof.ts';
import { unavailable } from '../../results/schema/reading.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { roundStatistics } from '../../results/statistics.ts';
import { comparisonSha256, workloadSha256 } from '../../suites/identity.ts';
import { type GemmWorkload, isMoe, type LayerWorkload, type Workload } from '../../suites/workload.ts';
import { proofOf } from '../results/made-proof.ts';
import { FINGERPRINT, HOST_CLOCK, NO_ENERGY } from '../results/small-record.ts';

const HASH = 'a'.repeat(64);
const STARTED = '2026-03-01T01:00:00.000Z';
export const ROUNDS = 5;

export const layerA: LayerWorkload = {
  version: 1,
  part: 'moe-layer',
  pass: 'forward-backward',
  dtype: 'float32',
  seed: 7,
  tokens: 1000,
  hidden: 64,
  ffn: 128,
  experts: 4,
  topK: 2,
  sharedExperts: 0,
  activation: 'swiglu',
  expertBiases: false,
  weightOn: 'output',
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
  routing: { kind: 'balanced' },
  dispatch: { kind: 'dropless' },
};

export const layerB: LayerWorkload = { ...layerA, pass: 'forward', tokens: 2000, routing: { kind: 'learned' } };

const square = (side: number): GemmWorkload => ({
  version: 1,
  part: 'gemm',
  pass: 'forward',
  dtype: 'float32',
  seed: 7,
  matmuls: [{ m: side, k: side, n: side, transposeA: false, transposeB: false, count: 1, kept: true }],
});

/** 2THE + 6HF·T·k = 512,000 + 98,304,000; three times that with the backward pass. */
export const FLOPS_A = 3 * 98_816_000;
export const FLOPS_B = 2 * 98_816_000;

export const caseA = caseOf('toy-balanced', 'toy', layerA, FLOPS_A, { kind: 'work' });
export const caseB = caseOf('toy-learned', 'toy', layerB, FLOPS_B, { kind: 'work' });
/** 2·1000³ = 2·10⁹ and 2·500³ = 0.25·10⁹. */
export const largeMatmul = caseOf('gemm-1000', null, square(1000), 2e9, { kind: 'largest-matmul' });
export const smallMatmul = caseOf('gemm-500', null, square(500), 0.25e9, { kind: 'largest-matmul' });
export const expertMatmuls = caseOf('experts-of-toy-balanced', null, square(300), 54e6, {
  kind: 'expert-matmuls',
  of: [caseA.sha256],
});

/** Median step of each round, ms. H20: A 10 ms in the mean of rounds; B is cut short by a fault in round 5. */
export const MEDIANS: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  cpu: {
    [caseA.id]: [40, 40, 40, 40, 40],
    [caseB.id]: [30, 30, 30, 30, 30],
    [largeMatmul.id]: [200, 200, 200, 200, 200],
  },
  'webgpu-0': {
    [caseA.id]: [9, 10, 11, 10, 10],
    [caseB.id]: [8, 6, 5, 7],
    [largeMatmul.id]: [20, 20, 20, 20, 20],
    [smallMatmul.id]: [4, 4, 4, 4, 4],
    [expertMatmuls.id]: [1.5, 2, 2, 2, 2],
  },
};

export type Change = (measurement: Measurement, target: string, caseId: string, round: number) => Measurement;

const unchanged: Change = measurement => measurement;

/** On the CPU layer B's last loss of round 3 is another than its first. */
const mismatched: Change = (measurement, target, caseId, round) =>
  target === 'cpu' && caseId === caseB.id && round === 2
    ? { ...measurement, last: { ...measurement.last, norms: { y: 12.5 } } }
    : measurement;

/** What a run is of: its cases, each timed where it has medians, and those that are proven first. */
export type Work = {
  readonly cases: readonly WorkloadCase[];
  readonly medians: typeof MEDIANS;
  readonly proofs: ReadonlyMap<string, Proof>;
};

const TOY_CASES = [caseA, caseB, largeMatmul, smallMatmul, expertMatmuls];
const TOY: Work = { cases: TOY_CASES, medians: MEDIANS, proofs: proofsOf(TOY_CASES) };

/** The fixture run; `change` alters single measurements. */
export function fixtureRecord(
  options: { runId?: string; startedAt?: string; change?: Change; work?: Work } = {},
): RunRecord {
  const { runId = 'run-1', startedAt = STARTED, change = mismatched, work = TOY } = options;
  const timed = Object.entries(work.medians).flatMap(([target, byCase]) =>
    Object.keys(byCase).flatMap(caseId =>
      Array.from({ length: ROUNDS }, (_, round) => ({
        id: `${target}:${caseId}:${round}`,
        kind: 'time' as const,
        target,
        case: caseId,
        strategy: 'session',
        round,
        proof: work.proofs.has(caseId) ? `proof:${target}:${caseId}` : null,
      })),
    ),
  );
  const proofs = ['cpu', 'webgpu-0'].flatMap(target =>
    [...work.proofs.keys()].map(caseId => ({
      id: `proof:${target}:${caseId}`,
      kind: 'proof' as const,
      target,
      case: caseId,
      strategy: 'session',
      round: 0,
      proof: null,
    })),
  );
  return {
    path: `${runId}.jsonl`,
    context: {
      kind: 'context',
      schema: RECORD_SCHEMA,
      runId,
      startedAt,
      program: {
        name: 'moebench',
        version: '0.1.0',
        origin: 'test',
        runtimes: { node: '20.20.2', onnxruntime: '1.30.0' },
      },
      machine: {
        id: 'lab-1',
        named: false,
        hostname: 'lab-1',
        os: 'Linux',
        kernel: '6.1',
        arch: 'x64',
        cpu: { vendor: 'AMD', name: 'AMD EPYC 9534 64-Core Processor', cores: 8, physicalCores: 4 },
        memoryBytes: 64e9,
        limits: null,
        virtual: false,
        accelerators: [
          { vendor: 'NVIDIA', name: 'NVIDIA H20', driver: '550.54', memoryBytes: unavailable('not-asked') },
        ],
      },
      targets: [
        {
          id: 'cpu',
          runner: 'onnx',
          strategies: ['session'],
          onnx: { provider: 'cpu' },
          device: { vendor: 'AMD', name: 'AMD EPYC 9534 64-Core Processor', index: 0 },
          software: false,
          threads: 4,
        },
        {
          id: 'webgpu-0',
          runner: 'onnx',
          strategies: ['session'],
          onnx: { provider: 'webgpu' },
          device: { vendor: 'NVIDIA', name: 'NVIDIA H20', index: 0 },
          software: false,
          threads: null,
        },
      ],
      suite: {
        name: 'quick',
        sha256: HASH,
        rounds: ROUNDS,
        timing: { minWindowMs: 100, minSteps: 3, maxSteps: 100, maxWarmupMs: 1000, timeoutMs: 60_000 },
        sustained: null,
      },
      cases: [...work.cases],
      plan: [...proofs, ...timed],
      skipped: [{ what: 'webgpu-1 (SwiftShader Device)', ...note('software-target', { name: 'SwiftShader Device' }) }],
      command: ['moebench', 'run', '--suite', 'quick'],
      previousSha256: null,
    },
    proofs: proofs.flatMap(cell => proofLine(cell, startedAt, work)),
    cells: timed.map(cell => cellLine(cell, startedAt, change, work)),
    attempts: [],
    sealed: true,
  };
}

/** As the fixture, but every measurement agrees with every other. */
export const agreeingRecord = (): RunRecord => fixtureRecord({ change: unchanged });

/** H20 at 1 USD and H800 at 2 USD an hour, both assumed: one kind, one currency, so a saving exists. */
export function fixtureCatalog(): Catalog {
  return {
    chips: [chipOf('nvidia-h800', 'NVIDIA H800', 60e12), chipOf('nvidia-h20', 'NVIDIA H20', 44e12)],
    prices: [rentOf('nvidia-h800', 2), rentOf('nvidia-h20', 1)],
    rates: [],
    siblings: { families: [], pairs: [] },
    anchors: { models: [toyModel], anchors: [0.5, 0.6, 0.72].map(anchorOf) },
    variability: [boardsDiffer],
  };
}

export function chipOf(id: string, name: string, float32: number | null): Chip {
  return {
    id,
    name,
    vendor: 'NVIDIA',
    launch: '2023-03',
    peakFlops: { float32, tf32: 494e12, bfloat16: 989e12, float16: 989e12, float8: 1979e12 },
    memoryBytes: 80e9,
    memoryBytesPerSecond: 4e12,
    interconnectBidirectionalBytesPerSecond: null,
    tdpWatts: null,
    match: [`^${name}$`],
    source: 'made up for the tests',
    date: '2026-01',
    confidence: 'medium',
    notes: '',
  };
}

/** A rent as the catalog has it, of no day yet. */
export function rentOf(chip: string, usd: number): AgedPrice {
  return {
    chip,
    low: usd,
    high: usd,
    currency: 'USD',
    kind: 'assumed',
    offer: null,
    source: 'made up for the tests',
    date: '2026-01',
    confidence: 'low',
    age: null,
  };
}

const madeUp = { source: 'made up for the tests', date: '2026-01', confidence: 'medium' } as const;

/** Whiskers 5.396 % apart: a standard deviation of 1 %, between boards and between runs. */
export const boardsDiffer: Variability = {
  ...{
    id: 'made-up',
    chips: 'any',
    what: 'a step',
    where: 'one-centre',
    boards: null,
    form: 'whiskers',
    share: 0.053959,
  },
  ...madeUp,
  notes: '',
};

const toyModel: AnchorModel = { id: 'toy', name: 'Toy', activeBillion: 1, totalBillion: 1, source: madeUp.source };

/** A published run at that share of the H800's bfloat16 peak: 6 FLOPs a token and parameter. */
function anchorOf(share: number): Anchor {
  return {
    ...{
      id: `toy-${share}`,
      chip: 'nvidia-h800',
      model: 'toy',
      dtype: 'bfloat16',
      devices: 8,
      publication: `p-${share}`,
    },
    ...madeUp,
    tokensPerSecondPerDevice: (share * 989e12) / 6e9,
    derivation: 'measured',
    notes: '',
  };
}

export function caseOf(
  id: string,
  model: string | null,
  workload: Workload,
  flopsPerStep: number,
  role: WorkloadCase['role'],
): WorkloadCase {
  const scaled = isMoe(workload) ? { tokens: workload.tokens, hidden: workload.hidden } : {};
  return {
    id,
    model,
    scaled: model === null ? {} : scaled,
    fitted: null,
    workload,
    sha256: workloadSha256(workload),
    comparisonSha256: comparisonSha256(workload),
    flopsPerStep,
    role,
  };
}

function cellLine(
  cell: RunRecord['context']['plan'][number],
  startedAt: string,
  change: Change,
  { medians }: Work,
): CellLine {
  const base = { kind: 'cell' as const, cell: cell.id, startedAt, wallMs: 1000, previousSha256: HASH };
  const medianMs = medians[cell.target]?.[cell.case]?.[cell.round];
  if (medianMs === undefined) {
    const fault = { code: 'timeout' as const, message: 'no result after 60 s', detail: 'killed while <timing>' };
    return { ...base, outcome: { status: 'fault', fault } };
  }
  const measurement = change(
    measurementOf(medianMs, cell.target === 'cpu' ? 'cpu' : 'webgpu'),
    cell.target,
    cell.case,
    cell.round,
  );
  // No two rounds have the same samples, whatever their statistics; the same cell of another run has.
  const samplesSha256 = createHash('sha256').update(cell.id).digest('hex');
  return { ...base, outcome: { status: 'measured', measurement: { ...measurement, samplesSha256 } } };
}

/** Three steps: median ± 1 ms and one step later by 1.5 ms, so the mean is the median + 0.5 ms. */
function measurementOf(medianMs: number, provider: string): Measurement {
  return {
    stepMs: roundStatistics([medianMs - 1, medianMs, medianMs + 2.5]),
    warmup: { steps: 4, ms: 50, settled: true },
    open: { createMs: 12, options: { executionProviders: ['cpu'] }, kernel: null, notes: [] },
    clock: HOST_CLOCK,
    onnx: { graph: { sha256: HASH, nodes: 40, bytes: 9000, buildMs: 3 } },
    first: FINGERPRINT,
    last: FINGERPRINT,
    peakHostBytes: { available: true, value: 5e8 + medianMs, method: 'VmHWM', scope: 'process' },
    peakDeviceBytes: unavailable('provider-silent'),
    window: { startMs: 1000, endMs: 1000 + 3 * medianMs + 1.5 },
    ...NO_ENERGY,
    memory: {
      weightsBytes: 1e8,
      gradientsBytes: { available: true, value: 1e8, method: 'graph-liveness', scope: 'step' },
      optimizerBytes: 0,
      activationsBytes: { available: true, value: 1.5e8, method: 'graph-liveness', scope: 'step' },
      emptySessionBytes: { available: true, value: 9e7 + medianMs, method: 'VmRSS', scope: 'process' },
      arenaSlackBytes:
        provider === 'cpu'
          ? { available: true, value: 6e7, method: 'VmHWM', scope: 'process' }
          : unavailable('not-on-host'),
    },
    energyJ: unavailable('no-sensor'),
    placement: {
      available: true,
      providers: [{ provider, nodes: 40, timeMs: medianMs, operators: { MatMul: 12 } }],
      copiedBytes: 0,
    },
    parts: unavailable('not-traced'),
    samplesSha256: HASH,
  };
}

function proofLine(cell: RunRecord['context']['plan'][number], startedAt: string, { proofs }: Work): ProofLine[] {
  const proof = proofs.get(cell.case);
  if (proof === undefined) return [];
  const base = { kind: 'proof' as const, cell: cell.id, startedAt, wallMs: 100, previousSha256: HASH };
  return [{ ...base, outcome: { status: 'proven', proof } }];
}

/** A proof of every case that holds, of its workload in the small. */
export function proofsOf(cases: readonly WorkloadCase[], changes: Partial<Proof> = {}): ReadonlyMap<string, Proof> {
  return new Map(cases.map(({ id, workload }) => [id, proofOf(workload, changes)]));
}
