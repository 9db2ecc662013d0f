/** Carries out a session from the command line: its events as lines on standard error, Ctrl-C as its interrupt. */
import type { Language } from '../../reports/words/language.ts';
import { onInterrupt } from '../interrupt.ts';
import type { ReportEvent } from '../session/events.ts';
import type { FinishedRun } from '../session/finished-run.ts';
import type { SessionParts } from '../session.ts';
import { disturbedText } from './text/quiet-text.ts';
import { type Milestone, type ProgressReport, reportProgress } from './text/run-progress.ts';
import { restartedText, startText, takenOverText, tryingText, waitingText } from './text/session-text.ts';
import { statusLine } from './text/terminal.ts';

/** `isMilestone`: whether a log has a line of a cell, where there is no terminal. */
export async function reported(
  carryOut: (parts: SessionParts) => Promise<FinishedRun>,
  isMilestone: Milestone,
  language: Language = 'en',
): Promise<FinishedRun> {
  const interrupt = onInterrupt();
  const reporter = sessionReporter(process.stderr, isMilestone, language);
  try {
    const finished = await carryOut({ report: reporter.report, interrupt: interrupt.signal });
    reporter.end();
    process.stderr.write(disturbedText(finished.record, language));
    return finished;
  } finally {
    reporter.end();
    interrupt.ignoreFromNow();
  }
}

function sessionReporter(stream: NodeJS.WriteStream, isMilestone: Milestone, language: Language) {
  const status = statusLine(stream);
  let progress: ProgressReport | null = null;
  const report: ReportEvent = event => {
    switch (event.kind) {
      case 'lock-taken-over':
        stream.write(takenOverText(event, language));
        return;
      case 'waiting':
        stream.write(waitingText(event, language));
        return;
      case 'trying':
        if (event.what === null) status.clear();
        else status.show(tryingText(event.what, language));
        return;
      case 'started':
        stream.write(startText(event, language));
        progress = reportProgress(event.context, stream, isMilestone, language);
        return;
      case 'resumed':
        progress = reportProgress(event.context, stream, isMilestone, language);
        return;
      case 'restarted':
        stream.write(restartedText(event, language));
        progress = reportProgress(event.context, stream, isMilestone, language);
        return;
      case 'machine-held':
        return;
      case 'progress':
        progress?.note(event.progress);
    }
  };
  return { report, end: () => progress?.end() };
}
