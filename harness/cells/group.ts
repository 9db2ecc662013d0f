/** Runs the cells of a group at once, one on each target, so that every target is timed under the same load. */
import type { Cell } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import { Interrupted } from '../interrupt.ts';
import type { GroupPlace, Meeting } from '../timing/meeting.ts';
import { begin, finish } from './alone.ts';
import { timingOf } from './cell-job.ts';
import { lineOf, skippedLine } from './cell-line.ts';
import { keepAttempt } from './disturbed.ts';
import type { RunOptions } from './run-options.ts';
import type { OutcomeLine, RunState } from './run-state.ts';

/** The others are waited for during this share of a cell's timeout: its worker then still has time to report them. */
const WAIT_SHARE = 0.9;

/**
 * Each cell is on disk as soon as it has ended; settles when all have. After an interruption the cells of the group that were measured
 * run again, so that the rest is not timed alone; the earlier measurement stays, and the repetition is kept as an attempt.
 * Throws a bug of any cell before Interrupted.
 */
export async function runGroup(group: readonly Cell[], state: RunState, options: RunOptions): Promise<void> {
  const cells = group.filter(cell => !state.isDone(cell) || state.isMeasured(cell));
  const atOnce = cells.filter(cell => state.reasonToSkip(cell) === undefined).length;
  const meeting = options.meet(cells.length);
  const ended = await Promise.allSettled(
    cells.map((cell, member) => runMember(cell, { atOnce, member, meeting }, state, options)),
  );
  meeting.end();
  throwFirst(ended.flatMap(end => (end.status === 'rejected' ? [end.reason] : [])));
}

/** A cell as the `member`-th of its group, of which `atOnce` are timed. */
type Membership = { readonly atOnce: number; readonly member: number; readonly meeting: Meeting };

async function runMember(cell: Cell, membership: Membership, state: RunState, options: RunOptions): Promise<void> {
  const { meeting, member } = membership;
  const isRepetition = state.isDone(cell);
  await begin(cell, state, options);
  const line = await memberLine(cell, membership, state, options).finally(() => meeting.gone(member));
  if (!isRepetition) finish(cell, line, state, options);
  else if (line.kind === 'cell') keepAttempt(line, note('group-again'), options.writer);
}

/** A cell whose group has no other left is skipped: nothing is timed alone in a run of all targets at once. */
async function memberLine(
  cell: Cell,
  { atOnce, member, meeting }: Membership,
  state: RunState,
  options: RunOptions,
): Promise<OutcomeLine> {
  if (atOnce < 2) return skippedLine(cell, state.reasonToSkip(cell) ?? note('group-gone'), options.clock);
  return lineOf(cell, { atOnce, place: placeOf(cell, member, meeting, options) }, state, options);
}

function placeOf(cell: Cell, member: number, meeting: Meeting, { context }: RunOptions): GroupPlace {
  return meeting.place(member, WAIT_SHARE * timingOf(cell, context).timeoutMs);
}

function throwFirst(errors: readonly unknown[]): void {
  const bug = errors.find(error => !(error instanceof Interrupted));
  if (bug !== undefined) throw bug;
  const [interrupted] = errors;
  if (interrupted !== undefined) throw interrupted;
}
