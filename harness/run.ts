/** Runs a plan: cell after cell, each on disk before the next starts. What fails is recorded and the run goes on. */

import { driftOf } from '../results/drift.ts';
import type { Fault, Proof } from '../results/outcome.ts';
import { type Reading, unavailable } from '../results/reading.ts';
import type { Cell, CellLine, ContextLine, ProofLine, RunRecord, Target } from '../results/record.ts';
import type { RunWriter } from '../results/store.ts';
import { shrink } from '../suites/shrink.ts';
import type { Timing } from '../suites/suite.ts';
import type { Workload } from '../suites/workload.ts';
import { type Executor, Interrupted } from './cell.ts';
import type { ReadEnergy } from './measure/meter.ts';
import { overrun, Speeds } from './overrun.ts';
import type { Job, Result } from './runners/job.ts';

/** The clock as it is passed in: wall time for the record, monotonic milliseconds for durations. */
export type Clock = { readonly now: () => Date; readonly monotonicMs: () => number };

export type RunOptions = {
  readonly context: Omit<ContextLine, 'previousSha256'>;
  readonly writer: RunWriter;
  readonly executor: Executor;
  readonly readEnergy: ReadEnergy;
  /** Of a self-test: what the sampler costs. */
  readonly samplerShare?: () => Reading;
  readonly clock: Clock;
  readonly interrupt: AbortSignal;
  /** Lines of an interrupted run: their cells are not run again. */
  readonly before?: Pick<RunRecord, 'proofs' | 'cells'>;
  /** Waited for before each cell. */
  readonly beforeCell?: (cell: Cell) => Promise<void>;
  /** Told when a cell starts, and when it has ended and is on disk. */
  readonly onProgress: (progress: Progress) => void;
};

export type Progress = {
  readonly cell: Cell;
  readonly status: 'started' | OutcomeLine['outcome']['status'];
  readonly done: number;
  readonly total: number;
  /** How long the cell took; null while it runs. */
  readonly wallMs: number | null;
};

export type RunSummary = {
  readonly status: 'finished' | 'interrupted';
  readonly measured: number;
  /** Cells that ended in a fault, but for those of work a target does not do at all. */
  readonly failed: number;
  /** What a target does not do, in its own words: an answer, and no failure. */
  readonly unsupported: number;
};

/** Length of the parts in which a sustained cell's step times are kept. */
const DRIFT_PART_MS = 60_000;

/** A proof follows a train-step for so many steps: enough for an optimizer that is wrong to show. */
const CURVE_STEPS = 20;

/** Faults that would only happen again: the case's later rounds on that target are skipped. */
const LASTING: readonly Fault['code'][] = ['timeout', 'out-of-memory', 'provider-missing', 'unsupported'];

/** Runs what the plan has left, and seals the record when all of it is done; an interrupted record stays open. */
export async function runPlan(options: RunOptions): Promise<RunSummary> {
  const { context, writer, before, clock, interrupt, onProgress } = options;
  const state = new RunState(context);
  for (const line of [...(before?.proofs ?? []), ...(before?.cells ?? [])]) {
    const cell = context.plan.find(({ id }) => id === line.cell);
    if (cell !== undefined) state.add(cell, line);
  }
  const total = context.plan.length;
  for (const [index, cell] of context.plan.entries()) {
    if (state.isDone(cell)) continue;
    if (interrupt.aborted) return { status: 'interrupted', ...state.tally };
    onProgress({ cell, status: 'started', done: index, total, wallMs: null });
    let line: OutcomeLine;
    try {
      await options.beforeCell?.(cell);
      line = await runCell(cell, state, options);
    } catch (error) {
      if (error instanceof Interrupted) return { status: 'interrupted', ...state.tally };
      throw error;
    }
    writer.append(line);
    state.add(cell, line);
    onProgress({ cell, status: line.outcome.status, done: index + 1, total, wallMs: line.wallMs });
  }
  writer.seal(clock.now().toISOString());
  return { status: 'finished', ...state.tally };
}

type OutcomeLine = Omit<ProofLine, 'previousSha256'> | Omit<CellLine, 'previousSha256'>;

/** What the cells so far mean for those to come. */
class RunState {
  readonly tally = { measured: 0, failed: 0, unsupported: 0 };
  readonly #done = new Set<string>();
  readonly #proven = new Set<string>();
  /** How a proof that does not hold ended. */
  readonly #unproven = new Map<string, Fault['code']>();
  /** Why a case is not run again on a target: what would only happen again, or was decided before. */
  readonly #lasting = new Map<string, string>();
  readonly #begun = new Set<string>();
  readonly #speeds: Speeds;
  readonly #context: RunOptions['context'];

  constructor(context: RunOptions['context']) {
    this.#context = context;
    this.#speeds = new Speeds(context.cases);
  }

  add(cell: Cell, line: OutcomeLine): void {
    const { outcome } = line;
    const key = `${cell.target}/${cell.case}`;
    this.#done.add(cell.id);
    switch (outcome.status) {
      case 'proven':
        this.#proven.add(cell.id);
        return;
      case 'measured':
        this.tally.measured += 1;
        this.#begun.add(key);
        this.#speeds.note(cell, outcome);
        return;
      case 'overhead':
        this.tally.measured += 1;
        return;
      case 'skipped':
        this.#lasting.set(key, outcome.reason);
        return;
      case 'fault':
        if (outcome.fault.code === 'unsupported') this.tally.unsupported += 1;
        else this.tally.failed += 1;
        if (cell.kind === 'proof') this.#unproven.set(cell.id, outcome.fault.code);
        if (!LASTING.includes(outcome.fault.code)) return;
        this.#lasting.set(key, `round ${cell.round + 1} ended in ${outcome.fault.code}`);
    }
  }

  isDone(cell: Cell): boolean {
    return this.#done.has(cell.id);
  }

  /** Why a timed cell is not run, if it is not. */
  reasonToSkip(cell: Cell): string | undefined {
    const key = `${cell.target}/${cell.case}`;
    if (cell.proof !== null && !this.#proven.has(cell.proof)) {
      const code = this.#unproven.get(cell.proof) ?? 'mismatch';
      return code === 'mismatch' ? 'its proof does not hold' : `its proof ended in ${code}`;
    }
    const lasting = this.#lasting.get(key);
    if (lasting !== undefined) return lasting;
    // What was measured in one round is measured in all: a case with rounds missing would rest on the fast ones.
    if (cell.kind === 'time' && this.#begun.has(key)) return undefined;
    const flops = this.#context.cases.find(({ id }) => id === cell.case)?.flopsPerStep ?? 0;
    return overrun(flops, this.#speeds.of(cell), timingOf(cell, this.#context));
  }
}

async function runCell(cell: Cell, state: RunState, options: RunOptions): Promise<OutcomeLine> {
  const { clock } = options;
  const startedAt = clock.now().toISOString();
  const start = clock.monotonicMs();
  const stamp = () => ({ cell: cell.id, startedAt, wallMs: clock.monotonicMs() - start });
  if (cell.kind === 'proof') {
    const outcome = proofOutcome(await execute(cell, options));
    return { kind: 'proof', ...stamp(), outcome };
  }
  const reason = state.reasonToSkip(cell);
  if (reason !== undefined) return { kind: 'cell', ...stamp(), outcome: { status: 'skipped', reason } };
  const outcome = await cellOutcome(cell, await execute(cell, options), options);
  return { kind: 'cell', ...stamp(), outcome };
}

function execute(cell: Cell, { context, executor, interrupt }: RunOptions): Promise<Result> {
  const target = targetOf(cell, context);
  const workload = context.cases.find(({ id }) => id === cell.case)?.workload;
  if (workload === undefined) throw new Error(`${cell.id}: not among the cases`);
  const timing = timingOf(cell, context);
  return executor(jobOf(cell, workload, target, timing), timing.timeoutMs, interrupt);
}

function jobOf(cell: Cell, workload: Workload, target: Target, timing: Timing): Job {
  switch (cell.kind) {
    case 'proof':
      return { kind: 'prove', workload: shrink(workload), target, steps: CURVE_STEPS };
    case 'overhead':
      return { kind: 'overhead', workload, target, timing };
    case 'time':
    case 'sustained':
      return { kind: 'time', workload, target, timing, trace: cell.kind === 'time' && cell.round === 0 };
  }
}

function targetOf(cell: Cell, { targets }: RunOptions['context']): Target {
  const target = targets.find(({ id }) => id === cell.target);
  if (target === undefined) throw new Error(`${cell.id}: not among the targets`);
  return target;
}

/** A plan has sustained cells only where the suite says how long they take. */
function timingOf(cell: Cell, { suite }: RunOptions['context']): Timing {
  return cell.kind === 'sustained' && suite.sustained !== null ? suite.sustained : suite.timing;
}

function proofOutcome(result: Result): ProofLine['outcome'] {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault, proof: null };
  const proof = result.kind === 'proof' ? result.proof : null;
  if (proof === null) return { status: 'fault', fault: wrongResult(result), proof: null };
  if (proof.holds) return { status: 'proven', proof };
  const message = `not the oracle's result: ${whatDiffers(proof)}`;
  return { status: 'fault', fault: { code: 'mismatch', message, detail: '' }, proof };
}

/** Choices first: where those differ, every value behind them does. */
function whatDiffers({ tensors, loss, routing }: Proof): string {
  if (routing !== null && routing.unexplained > 0) {
    return `${routing.unexplained} of ${routing.choices} choices of experts differ and are not ties`;
  }
  const excess = ({ error, tolerance }: Proof['tensors'][number]) => (error ?? Infinity) / tolerance;
  const values = [...tensors, ...(loss === null ? [] : [{ name: 'loss', ...loss }])];
  const worst = values.toSorted((a, b) => excess(b) - excess(a))[0];
  return `${worst?.name} is off by ${worst?.error ?? 'a value that is no number'}`;
}

async function cellOutcome(cell: Cell, result: Result, options: RunOptions): Promise<CellLine['outcome']> {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault };
  if (cell.kind === 'overhead' && result.kind === 'overhead') {
    const samplerShare = options.samplerShare?.() ?? unavailable('not asked for');
    return { status: 'overhead', overhead: { ...result.overhead, samplerShare } };
  }
  if (result.kind !== 'measurement') return { status: 'fault', fault: wrongResult(result) };
  const { measurement, samplesMs } = result;
  const samplesSha256 = options.writer.appendSamples(cell.id, samplesMs);
  const drift = cell.kind === 'sustained' ? { drift: driftOf(samplesMs, DRIFT_PART_MS) } : {};
  const energy = await options.readEnergy(targetOf(cell, options.context), measurement.window);
  return { status: 'measured', measurement: { ...measurement, ...energy, ...drift, samplesSha256 } };
}

function wrongResult(result: Result): Fault {
  return { code: 'internal', message: `the worker answered with a ${result.kind}`, detail: '' };
}
