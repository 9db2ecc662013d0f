/** The run of a night. What is refused once the machine is held is a fault of the night: the same command ran the night before. */
import type { Language } from '../../../reports/words/language.ts';
import { Interrupted } from '../../interrupt.ts';
import { NothingLeft } from '../../nothing-left.ts';
import type { SessionEvent } from '../../session/events.ts';
import type { FinishedRun } from '../../session/finished-run.ts';
import type { RunRequest } from '../../session/request.ts';
import { runSession } from '../../session.ts';
import { reported } from '../session-report.ts';
import { nothingLeftText } from '../text/nothing-left-text.ts';
import { endsRound } from '../text/run-progress.ts';
import type { Stages } from './stages.ts';

export type Tonight = {
  /** null: it broke off, which is noted as a failure. */
  readonly finished: FinishedRun | null;
  /** Cells that are measured and on disk. */
  readonly measured: number;
};

/** Throws what is refused before the machine is held: a suite that does not exist, a lock that another process holds. */
export async function runTonight(request: RunRequest, stages: Stages, language: Language = 'en'): Promise<Tonight> {
  const seen = { isHeld: false, measured: 0 };
  const watch = (event: SessionEvent): void => {
    if (event.kind === 'machine-held') seen.isHeld = true;
    if (event.kind === 'progress' && event.progress.status === 'measured') seen.measured += 1;
  };
  const run = () =>
    reported(
      ({ report, ...parts }) => {
        const both: typeof report = event => {
          watch(event);
          report(event);
        };
        return runSession(request, { ...parts, report: both });
      },
      endsRound,
      language,
    );
  try {
    const finished = await run();
    return { finished, measured: finished.measured };
  } catch (error) {
    if (!seen.isHeld || error instanceof Interrupted) throw error;
    await stages.stage('run', () => Promise.reject(inWords(error)));
    return { finished: null, measured: seen.measured };
  }
}

/** NothingLeft has a code; its sentence is made at the door. */
function inWords(error: unknown): unknown {
  if (error instanceof NothingLeft) error.message = nothingLeftText(error);
  return error;
}
