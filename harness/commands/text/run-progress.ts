/** Progress of a run on standard error: on a terminal a line that is rewritten, in a log a line a round. */
import type { Language } from '../../../reports/words/language.ts';
import type { Cell, ContextLine } from '../../../results/record.ts';
import type { Progress } from '../../cells/run-options.ts';
import { cellEstimate } from '../../estimate.ts';
import { type Durations, formatDuration, noteDuration, progressLine, remainingMs, stageOf } from '../../progress.ts';

import { PROGRESS_WORDS, RUN_TEXT_WORDS } from '../words/run-text-words.ts';
import { statusLine } from './terminal.ts';

export type ProgressReport = { readonly note: (progress: Progress) => void; readonly end: () => void };

/** Whether a log, where there is no terminal, has a line of it. */
export type Milestone = (plan: readonly Cell[], progress: Progress) => boolean;

export function reportProgress(
  context: Pick<ContextLine, 'plan' | 'suite' | 'targets' | 'cases' | 'concurrent'>,
  stream: NodeJS.WriteStream,
  isMilestone: Milestone,
  language: Language = 'en',
): ProgressReport {
  const words = RUN_TEXT_WORDS[language];
  const { plan, targets, concurrent } = context;
  const expectedMs = cellEstimate(context);
  const line = statusLine(stream);
  const durations: Durations = new Map();
  const left = (done: number) => {
    const ms = remainingMs(plan.slice(done), durations, expectedMs);
    // With all targets at once, as many cells as there are targets run at a time.
    return ms === undefined || concurrent !== true ? ms : ms / targets.length;
  };
  return {
    note(progress) {
      noteDuration(durations, progress, expectedMs);
      line.show(progressLine(progress, left(progress.done), stream.columns ?? 80, PROGRESS_WORDS[language]));
      if (!stream.isTTY && isMilestone(plan, progress)) {
        const what = progress.cell.kind === 'proof' ? words.proofs : words.stage(stageOf(progress.cell));
        const rest = left(progress.done);
        stream.write(words.milestone(what, progress.done, progress.total, formatDuration(rest ?? 0)));
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
