/** Runs a plan: cell after cell, each on disk before the next starts. What fails is recorded and the run goes on. */

import type { Fault, Proof } from '../results/outcome.ts';
import type { Cell, CellLine, ContextLine, ProofLine, RunRecord, Target } from '../results/record.ts';
import type { RunWriter } from '../results/store.ts';
import { shrink } from '../suites/shrink.ts';
import type { Timing } from '../suites/suite.ts';
import { type Executor, Interrupted } from './cell.ts';
import type { Beside, Meeting } from './measure/meeting.ts';
import { overrun, Speeds } from './overrun.ts';
import { groups } from './plan.ts';
import type { Job, Result } from './runners/job.ts';
import { attemptOf, disturbanceText, type Instruments, timeCell, wrongResult } from './timed-cell.ts';

/** The clock as it is passed in: wall time for the record, and milliseconds of the clock that sensors' looks are on too. */
export type Clock = { readonly now: () => Date; readonly monotonicMs: () => number };

export type RunOptions = {
  readonly context: Omit<ContextLine, 'previousSha256'>;
  readonly writer: RunWriter;
  readonly executor: Executor;
  readonly readSensors: Instruments['readSensors'];
  readonly lookAtHost: Instruments['lookAtHost'];
  /** Where the cells of a group wait for each other. */
  readonly meet: (size: number) => Meeting;
  readonly clock: Clock;
  readonly interrupt: AbortSignal;
  /** Lines of an interrupted run: their cells are not run again. */
  readonly before?: Pick<RunRecord, 'proofs' | 'cells' | 'attempts'>;
  /** Told when a cell starts, and when it has ended and is on disk. */
  readonly onProgress: (progress: Progress) => void;
};

export type Progress = {
  readonly cell: Cell;
  readonly status: 'started' | 'measured' | 'proven' | 'skipped' | 'fault';
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

/** A proof follows a train-step for so many steps: enough for an optimizer that is wrong to show. */
const CURVE_STEPS = 20;

/** Why a cell whose group has no other is left out. */
const ALONE = 'no other target runs it, and with all targets at once nothing is timed alone';

/** Of a cell's timeout. */
const WAIT_SHARE = 0.9;

/** Faults that would only happen again: the case's later rounds on that target are skipped. */
const LASTING: readonly Fault['code'][] = ['timeout', 'out-of-memory', 'provider-missing', 'unsupported'];

/** Runs what the plan has left, and seals the record when all of it is done; an interrupted record stays open. */
export async function runPlan(options: RunOptions): Promise<RunSummary> {
  const { context, writer, before, clock, interrupt } = options;
  const state = new RunState(context);
  for (const { cell } of before?.attempts ?? []) state.noteAttempt(cell);
  for (const line of [...(before?.proofs ?? []), ...(before?.cells ?? [])]) {
    const cell = context.plan.find(({ id }) => id === line.cell);
    if (cell !== undefined) state.add(cell, line);
  }
  for (const group of groups(context)) {
    if (group.every(cell => state.isDone(cell))) continue;
    if (interrupt.aborted) return { status: 'interrupted', ...state.tally };
    const ended = await runGroup(group, state, options);
    const thrown = ended.flatMap(end => (end.status === 'rejected' ? [end.reason] : []));
    const bug = thrown.find(error => !(error instanceof Interrupted));
    if (bug !== undefined) throw bug;
    if (thrown.length > 0) return { status: 'interrupted', ...state.tally };
  }
  writer.seal(clock.now().toISOString());
  return { status: 'finished', ...state.tally };
}

type OutcomeLine = Omit<ProofLine, 'previousSha256'> | Omit<CellLine, 'previousSha256'>;

/**
 * Cells that run at once, each on disk as soon as it has ended; settles when all have. What an interruption left of a group is
 * run beside the others again, whose measurement it is that was not alone.
 */
async function runGroup(group: readonly Cell[], state: RunState, options: RunOptions) {
  const { context, writer, onProgress, meet } = options;
  const total = context.plan.length;
  const cells = group.filter(cell => !state.isDone(cell) || state.isMeasured(cell));
  const meeting = cells.length > 1 ? meet(cells.length) : null;
  const timed = cells.filter(cell => cell.kind !== 'proof' && state.reasonToSkip(cell) === undefined);
  const alone = context.concurrent === true && timed.length === 1;
  const ended = await Promise.allSettled(
    cells.map(async (cell, member) => {
      const again = state.isDone(cell);
      onProgress({ cell, status: 'started', done: state.done, total, wallMs: null });
      const together = { atOnce: timed.length, alone, ...(meeting === null ? {} : { meeting, member }) };
      const line = await runCell(cell, together, state, options).finally(() => meeting?.gone(member));
      if (again) return keepAttempt(line, 'run again beside what an interruption had left of its group', writer);
      writer.append(line);
      state.add(cell, line);
      onProgress({ cell, status: line.outcome.status, done: state.done, total, wallMs: line.wallMs });
    }),
  );
  meeting?.end();
  return ended;
}

/** `atOnce`: how many are timed beside each other; `alone`: one where there should be several; `member`: which it is. */
type Together = {
  readonly atOnce: number;
  readonly alone: boolean;
  readonly meeting?: Meeting;
  readonly member?: number;
};

function keepAttempt(line: OutcomeLine, reason: string, writer: RunWriter): void {
  const attempt = line.kind === 'cell' ? attemptOf(line, reason) : null;
  if (attempt !== null) writer.append(attempt);
}

/** What the cells so far mean for those to come. */
class RunState {
  readonly tally = { measured: 0, failed: 0, unsupported: 0 };
  readonly #done = new Set<string>();
  readonly #measured = new Set<string>();
  /** Cells that were measured and are to be taken once more. */
  readonly #attempted = new Set<string>();
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
        this.#measured.add(cell.id);
        this.#begun.add(key);
        this.#speeds.note(cell, outcome);
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

  get done(): number {
    return this.#done.size;
  }

  isDone(cell: Cell): boolean {
    return this.#done.has(cell.id);
  }

  isMeasured(cell: Cell): boolean {
    return this.#measured.has(cell.id);
  }

  noteAttempt(id: string): void {
    this.#attempted.add(id);
  }

  wasAttempted({ id }: Cell): boolean {
    return this.#attempted.has(id);
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

async function runCell(cell: Cell, together: Together, state: RunState, options: RunOptions): Promise<OutcomeLine> {
  const { stamp } = startOf(cell, options.clock);
  if (cell.kind === 'proof') {
    const outcome = proofOutcome(await execute(cell, null, options));
    return { kind: 'proof', ...stamp(), outcome };
  }
  const reason = state.reasonToSkip(cell) ?? (together.alone ? ALONE : undefined);
  if (reason !== undefined) return { kind: 'cell', ...stamp(), outcome: { status: 'skipped', reason } };
  const { context, writer, clock, readSensors, lookAtHost } = options;
  const target = targetOf(cell, context);
  const take = async () => {
    const { sinceMs, stamp } = startOf(cell, clock);
    const timed = { cell, target, sinceMs, atOnce: together.atOnce };
    const outcome = await timeCell(timed, () => execute(cell, besideOf(cell, together, context), options), {
      writer,
      readSensors,
      lookAtHost,
    });
    return { kind: 'cell' as const, ...stamp(), outcome };
  };
  const line = await take();
  const disturbed = disturbanceText(line.outcome);
  if (disturbed === null) return line;
  switch (context.disturbed ?? 'warn') {
    case 'warn':
      return line;
    case 'retry':
      if (state.wasAttempted(cell)) return line;
      keepAttempt(line, `disturbed, and taken again: ${disturbed}`, writer);
      state.noteAttempt(cell.id);
      return take();
    case 'fail': {
      keepAttempt(line, `disturbed, which fails the cell: ${disturbed}`, writer);
      const fault: Fault = { code: 'disturbed', message: disturbed, detail: '' };
      return { ...line, outcome: { status: 'fault', fault } };
    }
  }
}

/** When a cell began, and the function that stamps its line. */
function startOf({ id }: Cell, clock: Clock) {
  const startedAt = clock.now().toISOString();
  const sinceMs = clock.monotonicMs();
  return { sinceMs, stamp: () => ({ cell: id, startedAt, wallMs: clock.monotonicMs() - sinceMs }) };
}

function execute(cell: Cell, beside: Beside | null, { context, executor, interrupt }: RunOptions): Promise<Result> {
  const target = targetOf(cell, context);
  const workload = context.cases.find(({ id }) => id === cell.case)?.workload;
  if (workload === undefined) throw new Error(`${cell.id}: not among the cases`);
  const timing = timingOf(cell, context);
  const job: Job =
    cell.kind === 'proof'
      ? { kind: 'prove', workload: shrink(workload), target, steps: CURVE_STEPS }
      : {
          kind: 'time',
          workload,
          target,
          timing,
          trace: cell.kind === 'time' && cell.round === 0,
          ...(beside === null ? {} : { beside }),
        };
  return executor(job, timing.timeoutMs, interrupt);
}

/** The others are waited for while a worker that does not find them can still say so. */
function besideOf(cell: Cell, { meeting, member }: Together, context: RunOptions['context']): Beside | null {
  if (meeting === undefined || member === undefined) return null;
  return meeting.beside(member, WAIT_SHARE * timingOf(cell, context).timeoutMs);
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
