/** Made-up runs of a PyTorch target with several strategies: their race, then their rounds. No number here was measured. */
import { plan } from '../../harness/plan.ts';
import type { Cell, CellLine, RunRecord, Target } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import { unavailable } from '../../results/schema/reading.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { roundStatistics } from '../../results/statistics.ts';
import type { Case } from '../../suites/cases.ts';
import { sha256 } from '../../suites/identity.ts';
import { proofOf } from '../results/made-proof.ts';
import { measurementOf, STARTED } from '../results/small-record.ts';
import { agreeingRecord, caseA, ROUNDS } from './fixture.ts';

/** Mean step of a race cell, ms; else what became of it. */
export type Turn = number | 'fault' | 'missing' | 'twice' | 'unproven';

export type Raced = {
  readonly runId?: string;
  readonly startedAt?: string;
  readonly machine?: string;
  readonly device?: string;
  readonly version?: string;
  readonly strategies?: readonly string[];
  readonly cases?: readonly WorkloadCase[];
  /** By strategy; those without are in no race, and a race of none is not planned. */
  readonly race: Readonly<Record<string, Turn>>;
  /** Mean steps of the rounds, ms, by strategy; a round without one was skipped. */
  readonly rounds: Readonly<Record<string, readonly number[]>>;
  /** Of all strategies, when they were tried. */
  readonly triedKernel?: string;
  readonly kernelOf?: (cell: Cell) => string | null;
  /** By which kernel a proof ran. */
  readonly provenKernelOf?: (cell: Cell) => string | null;
  readonly parts?: Measurement['parts'];
};

export const STRATEGIES = ['eager', 'grouped', 'compile'];

export function torchTarget({
  device = 'NVIDIA H20',
  version = '2.13.0+cu130',
  strategies = STRATEGIES,
  triedKernel: kernel = 'addmm',
}: Pick<Raced, 'device' | 'version' | 'strategies' | 'triedKernel'> = {}): Target {
  return {
    id: 'torch-cuda:0',
    runner: 'torch',
    strategies: [...strategies],
    process: {
      command: ['python3', 'server.py'],
      versions: { torch: version, python: '3.12' },
      device: 'cuda:0',
      tried: strategies.map(strategy => ({ strategy, dtype: 'float32', works: true as const, kernel })),
    },
    device: { vendor: 'NVIDIA', name: device, index: 0 },
    software: false,
    threads: null,
  };
}

export function racedRecord(parts: Raced): RunRecord {
  const { runId = 'run-1', startedAt = STARTED, machine = 'lab-1', cases = [caseA], race, rounds } = parts;
  const base = agreeingRecord();
  const target = torchTarget(parts);
  const enters = (cell: Cell): boolean => cell.kind !== 'race' || race[cell.strategy] !== undefined;
  const isTimed = (cell: Cell): boolean => cell.kind === 'race' || rounds[cell.strategy] !== undefined;
  const cells = plan([target], cases as readonly Case[], ROUNDS).filter(
    cell => cell.kind === 'proof' || (enters(cell) && isTimed(cell)),
  );
  return {
    ...base,
    path: `${runId}.jsonl`,
    context: {
      ...base.context,
      runId,
      startedAt,
      machine: { ...base.context.machine, id: machine },
      targets: [target],
      cases: [...cases],
      plan: [...cells],
      skipped: [],
    },
    proofs: cells
      .filter(({ kind }) => kind === 'proof')
      .map(cell => ({
        kind: 'proof',
        cell: cell.id,
        startedAt,
        wallMs: 100,
        previousSha256: sha256(''),
        outcome: {
          status: 'proven',
          proof: {
            ...proofFor(cell, cases, race[cell.strategy] === 'unproven'),
            kernel: parts.provenKernelOf?.(cell) ?? null,
          },
        },
      })),
    cells: cells.filter(({ kind }) => kind !== 'proof').flatMap(cell => linesOf(cell, startedAt, parts)),
  };
}

function proofFor(cell: Cell, cases: readonly WorkloadCase[], wrong: boolean) {
  const item = cases.find(({ id }) => id === cell.case);
  if (item === undefined) throw new Error(`no case ${cell.case}`);
  return proofOf(item.workload, wrong ? { shrinkRule: 99 } : {});
}

function linesOf(cell: Cell, startedAt: string, { race, rounds, kernelOf, parts }: Raced): CellLine[] {
  const base = { kind: 'cell' as const, cell: cell.id, startedAt, wallMs: 1000, previousSha256: sha256('') };
  const measured = (meanMs: number): CellLine => {
    const kernel = kernelOf?.(cell) ?? null;
    const measurement = { ...measuredAt(meanMs, cell, kernel), ...(parts === undefined ? {} : { parts }) };
    return { ...base, outcome: { status: 'measured', measurement } };
  };
  const fault = { code: 'crash' as const, message: 'it crashed', detail: '' };
  if (cell.kind === 'race') {
    const turn = race[cell.strategy];
    if (turn === 'missing' || turn === undefined) return [];
    if (turn === 'fault') return [{ ...base, outcome: { status: 'fault', fault } }];
    if (turn === 'twice') return [measured(1), measured(9)];
    return [measured(turn === 'unproven' ? 0.5 : turn)];
  }
  const meanMs = rounds[cell.strategy]?.[cell.round];
  if (meanMs === undefined) return [{ ...base, outcome: { status: 'skipped', reason: note('not-wanted') } }];
  return [measured(meanMs)];
}

/** Three steps, even about their mean. */
function measuredAt(meanMs: number, cell: Cell, kernel: string | null): Measurement {
  const stepsMs = [0.75 * meanMs, meanMs, 1.25 * meanMs];
  const made = measurementOf(stepsMs);
  const { onnx: _, ...rest } = made;
  return {
    ...rest,
    stepMs: roundStatistics(stepsMs),
    open: { ...made.open, kernel },
    placement: unavailable('runner-silent'),
    samplesSha256: sha256(`${cell.id} ${meanMs}`),
  };
}
