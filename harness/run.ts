/** Runs a plan: cell after cell, each on disk before the next starts. What fails is recorded, and the run goes on. */
import type { Cell } from '../results/record.ts';
import { finish, runAlone } from './cells/alone.ts';
import { runGroup } from './cells/group.ts';
import { type RunLimit, TimeLeft } from './cells/run-limit.ts';
import type { RunOptions, RunSummary } from './cells/run-options.ts';
import { type RunState, stateAfter } from './cells/run-state.ts';
import { timeOverLine } from './cells/time-over.ts';
import { Interrupted } from './interrupt.ts';
import { groups } from './plan.ts';

/** Runs what the plan has left, and seals the record when all of it is done; an interrupted record stays open. */
export async function runPlan(options: RunOptions): Promise<RunSummary> {
  const { context, writer, before, clock, interrupt, limit } = options;
  const state = stateAfter(context, before);
  const timeLeft = new TimeLeft(clock, limit, context.suite);
  try {
    for (const group of groups(context)) {
      if (group.every(cell => state.isDone(cell))) continue;
      if (interrupt.aborted) throw new Interrupted('interrupted');
      const [first] = group;
      if (limit === undefined || first === undefined || timeLeft.mayStart(first)) await runNext(group, state, options);
      else skipGroup(group, limit, state, options);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { status: 'interrupted', ...state.tally };
  }
  writer.seal(clock.now().toISOString());
  return { status: 'finished', ...state.tally };
}

function skipGroup(group: readonly Cell[], limit: RunLimit, state: RunState, options: RunOptions): void {
  for (const cell of group) {
    if (!state.isDone(cell)) finish(cell, timeOverLine(cell, options.clock, limit), state, options);
  }
}

/** Proofs run alone in every run: nothing is timed then. */
async function runNext(group: readonly Cell[], state: RunState, options: RunOptions): Promise<void> {
  const isTogether = options.context.concurrent === true && group.every(({ kind }) => kind !== 'proof');
  if (isTogether) await runGroup(group, state, options);
  else for (const cell of group) await runAlone(cell, state, options);
}
