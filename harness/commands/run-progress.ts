/** Progress of a run on standard error: a line that rewrites itself on a terminal, a line a round in a log. */
import type { Cell } from '../../results/record.ts';
import { type Durations, formatDuration, noteDuration, progressLine, remainingMs } from '../progress.ts';
import type { Progress } from '../run.ts';
import { statusLine } from './terminal.ts';

export type ProgressReport = { readonly note: (progress: Progress) => void; readonly end: () => void };

export function reportProgress(plan: readonly Cell[], stream: NodeJS.WriteStream): ProgressReport {
  const line = statusLine(stream);
  const durations: Durations = new Map();
  const left = (done: number) => remainingMs(plan.slice(done), durations);
  return {
    note(progress) {
      noteDuration(durations, progress);
      line.show(progressLine(progress, left(progress.done), stream.columns ?? 80));
      if (!stream.isTTY && endsRound(plan, progress)) {
        const what = progress.cell.kind === 'proof' ? 'proofs' : `round ${progress.cell.round + 1}`;
        const rest = left(progress.done);
        stream.write(`${what} done, ${progress.done}/${progress.total} cells, ${formatDuration(rest ?? 0)} left\n`);
      }
    },
    end: line.clear,
  };
}

function endsRound(plan: readonly Cell[], { cell, status, done }: Progress): boolean {
  const next = plan[done];
  return status !== 'started' && (next === undefined || next.kind !== cell.kind || next.round !== cell.round);
}
