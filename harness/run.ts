/** Runs a plan: cell after cell, each on disk before the next starts. What fails is recorded and the run goes on. */

import type { Cell, ContextLine, RunRecord, Target } from '../results/record.ts';
import { type Note, note } from '../results/schema/note.ts';
import type { Fault } from '../results/schema/outcome.ts';
import type { Reading } from '../results/schema/reading.ts';
import type { RunWriter } from '../results/store.ts';
import { type Executor, Interrupted } from './cells/cell.ts';
import { jobOf, targetOf, timeoutMsOf, timingOf } from './cells/cell-job.ts';
import { type OutcomeLine, RunState } from './cells/run-state.ts';
import { attemptOf, disturbanceText, type Instruments, timeCell } from './cells/timed-cell.ts';
import { overheadOutcome, proofOutcome } from './cells/untimed-outcome.ts';
import { groups } from './plan.ts';
import type { Result } from './runners/job.ts';
import type { Beside, Meeting } from './timing/meeting.ts';

/** The clock as it is passed in: wall time for the record, and milliseconds of the clock that sensors' looks are on too. */
export type Clock = { readonly now: () => Date; readonly monotonicMs: () => number };

export type RunOptions = {
  readonly context: Omit<ContextLine, 'previousSha256'>;
  readonly writer: RunWriter;
  readonly executor: Executor;
  readonly readSensors: Instruments['readSensors'];
  readonly lookAtHost: Instruments['lookAtHost'];
  /** Of a self-test: what the sampler costs. */
  readonly samplerShare?: () => Reading;
  /** Where the cells of a group wait for each other. */
  readonly meet: (size: number) => Meeting;
  /** Of targets whose runner serves for the whole run: the socket. */
  readonly serveOf?: (target: Target) => string | undefined;
  readonly clock: Clock;
  readonly interrupt: AbortSignal;
  /** Lines of an interrupted run: their cells are not run again. */
  readonly before?: Pick<RunRecord, 'proofs' | 'cells' | 'attempts'>;
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

/** Why a cell whose group has no other is left out. */
const ALONE = note('group-gone');

/** Of a cell's timeout. */
const WAIT_SHARE = 0.9;

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
      await options.beforeCell?.(cell);
      const together = { atOnce: timed.length, alone, ...(meeting === null ? {} : { meeting, member }) };
      const line = await runCell(cell, together, state, options).finally(() => meeting?.gone(member));
      if (again) return keepAttempt(line, note('group-again'), writer);
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

function keepAttempt(line: OutcomeLine, reason: Note, writer: RunWriter): void {
  const attempt = line.kind === 'cell' ? attemptOf(line, reason) : null;
  if (attempt !== null) writer.append(attempt);
}

async function runCell(cell: Cell, together: Together, state: RunState, options: RunOptions): Promise<OutcomeLine> {
  const { stamp } = startOf(cell, options.clock);
  if (cell.kind === 'proof') {
    const outcome = proofOutcome(await execute(cell, null, options));
    return { kind: 'proof', ...stamp(), outcome };
  }
  const reason = state.reasonToSkip(cell) ?? (together.alone ? ALONE : undefined);
  if (reason !== undefined) return { kind: 'cell', ...stamp(), outcome: { status: 'skipped', reason } };
  if (cell.kind === 'overhead') {
    const outcome = overheadOutcome(await execute(cell, null, options), options.samplerShare);
    return { kind: 'cell', ...stamp(), outcome };
  }
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
      keepAttempt(line, note('disturbed-again', { causes: disturbed }), writer);
      state.noteAttempt(cell.id);
      return take();
    case 'fail': {
      keepAttempt(line, note('disturbed-fails', { causes: disturbed }), writer);
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

function execute(cell: Cell, beside: Beside | null, options: RunOptions): Promise<Result> {
  const { context, executor, interrupt, serveOf } = options;
  return executor(
    jobOf(cell, context, { beside, serve: serveOf?.(targetOf(cell, context)) }),
    timeoutMsOf(cell, context),
    interrupt,
  );
}

/** The others are waited for while a worker that does not find them can still say so. */
function besideOf(cell: Cell, { meeting, member }: Together, context: RunOptions['context']): Beside | null {
  if (meeting === undefined || member === undefined) return null;
  return meeting.beside(member, WAIT_SHARE * timingOf(cell, context).timeoutMs);
}
