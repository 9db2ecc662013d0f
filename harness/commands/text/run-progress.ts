/** Progress of a run on standard error: a line that rewrites itself on a terminal, a line a round in a log. */
import type { Cell, ContextLine } from '../../../results/record.ts';
import { type Durations, formatDuration, noteDuration, progressLine, remainingMs, stageOf } from '../../progress.ts';
import type { Progress } from '../../run.ts';
import { statusLine } from './terminal.ts';

export type ProgressReport = { readonly note: (progress: Progress) => void; readonly end: () => void };

/** Whether a log has a line of it, where there is no terminal. */
export type Milestone = (plan: readonly Cell[], progress: Progress) => boolean;

export function reportProgress(
  { plan, suite, targets, concurrent }: Pick<ContextLine, 'plan' | 'suite' | 'targets' | 'concurrent'>,
  stream: NodeJS.WriteStream,
  isMilestone: Milestone,
): ProgressReport {
  const line = statusLine(stream);
  const durations: Durations = new Map();
  const left = (done: number) => {
    const ms = remainingMs(plan.slice(done), durations, suite.sustained);
    // As many cells as there are targets go by at once.
    return ms === undefined || concurrent !== true ? ms : ms / targets.length;
  };
  return {
    note(progress) {
      noteDuration(durations, progress);
      line.show(progressLine(progress, left(progress.done), stream.columns ?? 80));
      if (!stream.isTTY && isMilestone(plan, progress)) {
        const what = progress.cell.kind === 'proof' ? 'proofs' : stageOf(progress.cell);
        const rest = left(progress.done);
        stream.write(`${what} done, ${progress.done}/${progress.total} cells, ${formatDuration(rest ?? 0)} left\n`);
      }
    },
    end: line.clear,
  };
}

/** The last cell of a round, or of the proofs. */
export function endsRound(plan: readonly Cell[], { cell, status, done }: Progress): boolean {
  const next = plan[done];
  return status !== 'started' && (next === undefined || next.kind !== cell.kind || next.round !== cell.round);
}
