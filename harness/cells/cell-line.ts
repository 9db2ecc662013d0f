/** One cell from its start to the line it leaves in the record, whatever comes of it. */
import type { Cell, Target } from '../../results/record.ts';
import type { Note } from '../../results/schema/note.ts';
import type { Result } from '../runners/job.ts';
import type { Clock } from '../timing/clock.ts';
import type { GroupPlace } from '../timing/meeting.ts';
import { jobOf, targetOf, timeoutMsOf } from './cell-job.ts';
import { underPolicy } from './disturbed.ts';
import type { RunOptions } from './run-options.ts';
import type { CellOutcomeLine, OutcomeLine, RunState } from './run-state.ts';
import { timeCell } from './timed-cell.ts';
import { overheadOutcome, proofOutcome } from './untimed-outcome.ts';

/** The cells that are timed at the same time: how many, this one included, and where it waits for the others. */
export type Company = { readonly atOnce: number; readonly place: GroupPlace | null };

/** Of a cell that runs by itself. */
export const ALONE: Company = { atOnce: 1, place: null };

/** Runs a cell, or skips it where the run so far gives a reason. */
export async function lineOf(cell: Cell, company: Company, state: RunState, options: RunOptions): Promise<OutcomeLine> {
  const reason = cell.kind === 'proof' ? undefined : state.reasonToSkip(cell);
  if (reason !== undefined) return skippedLine(cell, reason, options.clock);
  switch (cell.kind) {
    case 'proof':
      return proofLine(cell, options);
    case 'overhead':
      return overheadLine(cell, options);
    case 'race':
    case 'time':
    case 'sustained':
      return underPolicy(cell, () => timedLine(cell, company, options), state, options);
  }
}

export function skippedLine(cell: Cell, reason: Note, clock: Clock): CellOutcomeLine {
  const { stamp } = startOf(cell, clock);
  return { kind: 'cell', ...stamp(), outcome: { status: 'skipped', reason } };
}

async function proofLine(cell: Cell, options: RunOptions): Promise<OutcomeLine> {
  const { stamp } = startOf(cell, options.clock);
  const outcome = proofOutcome(await execute(cell, null, options));
  return { kind: 'proof', ...stamp(), outcome };
}

async function overheadLine(cell: Cell, options: RunOptions): Promise<OutcomeLine> {
  const { stamp } = startOf(cell, options.clock);
  const outcome = overheadOutcome(await execute(cell, null, options), options.samplerShare);
  return { kind: 'cell', ...stamp(), outcome };
}

async function timedLine(cell: Cell, { atOnce, place }: Company, options: RunOptions): Promise<CellOutcomeLine> {
  const { sinceMs, stamp } = startOf(cell, options.clock);
  const timed = { cell, target: targetOf(cell, options.context), sinceMs, atOnce };
  const outcome = await timeCell(timed, () => execute(cell, place, options), options);
  return { kind: 'cell', ...stamp(), outcome };
}

/** When a cell began, and the function that stamps its line. */
function startOf({ id }: Cell, clock: Clock) {
  const startedAt = clock.now().toISOString();
  const sinceMs = clock.monotonicMs();
  return { sinceMs, stamp: () => ({ cell: id, startedAt, wallMs: clock.monotonicMs() - sinceMs }) };
}

function execute(cell: Cell, place: GroupPlace | null, options: RunOptions): Promise<Result> {
  const { context, executor, interrupt, serveOf } = options;
  const target: Target = targetOf(cell, context);
  return executor(jobOf(cell, context, { place, serve: serveOf?.(target) }), timeoutMsOf(cell, context), interrupt);
}
