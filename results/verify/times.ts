/** Are the times of a record in order: of each clock by itself, and of both together? Pure. */
import { isAhead } from '../ahead.ts';
import type { ContextLine, RecordLine, SealLine } from '../record.ts';
import { broken, type Finding, holds } from './promise.ts';

/** What clocks that are set while they run, and rounding, may be off by from one line to the next. */
const CLOCK_MS = 1000;

type Timed = Exclude<RecordLine, ContextLine | SealLine>;

/** `now`: by the clock of whoever verifies. */
export function checkTimes(context: ContextLine, lines: readonly RecordLine[], now: Date): Finding {
  const timed = lines.filter((line): line is Timed => line.kind !== 'context' && line.kind !== 'seal');
  const problems = [
    ...aheadProblems(lines, now),
    ...boundProblems(context, timed, lines.at(-1)),
    // Cells that run at once are told as they end.
    ...(context.concurrent === true ? [] : [...neighbourProblems(timed), ...windowProblems(timed)]),
  ];
  return problems.length === 0 ? holds('times', 'times-in-order') : broken('times', 'times-disordered', {}, problems);
}

const startMs = ({ startedAt }: { readonly startedAt: string }): number => Date.parse(startedAt);
const endMs = (line: Timed): number => startMs(line) + line.wallMs;

/** The latest alone: a clock that is wrong is wrong for every line. */
function aheadProblems(lines: readonly RecordLine[], now: Date): string[] {
  const times = lines.map(line => (line.kind === 'seal' ? line.finishedAt : line.startedAt));
  const latest = times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (latest === undefined || !isAhead(latest, now)) return [];
  return [`${latest} is ahead of the clock here, ${now.toISOString()}`];
}

/** Nothing before the run began, nothing after it was sealed. */
function boundProblems(context: ContextLine, timed: readonly Timed[], last: RecordLine | undefined): string[] {
  const early = timed.find(line => startMs(line) < startMs(context) - CLOCK_MS);
  const finished = last?.kind === 'seal' ? last.finishedAt : null;
  const late = finished === null ? undefined : timed.find(line => endMs(line) > Date.parse(finished) + CLOCK_MS);
  const finishedEarly = finished !== null && Date.parse(finished) < startMs(context) - CLOCK_MS;
  return [
    ...(early === undefined
      ? []
      : [`${early.cell}: it began ${early.startedAt}, before its run, ${context.startedAt}`]),
    ...(late === undefined
      ? []
      : [`${late.cell}: it began ${late.startedAt} and took ${late.wallMs} ms, which is after the seal, ${finished}`]),
    ...(finishedEarly ? [`the seal is of ${finished}, before the run began, ${context.startedAt}`] : []),
  ];
}

/** Each line begins when the one before has ended. A cell that failed for its disturbance is told twice: as attempt and as fault. */
function neighbourProblems(timed: readonly Timed[]): string[] {
  return timed.flatMap((line, i) => {
    const before = timed[i - 1];
    if (before === undefined || isToldAgain(before, line)) return [];
    if (startMs(line) >= endMs(before) - CLOCK_MS) return [];
    return [
      `${line.cell}: it began ${line.startedAt}; ${before.cell} before it began ${before.startedAt} and took ${before.wallMs} ms`,
    ];
  });
}

const isToldAgain = (before: Timed, line: Timed): boolean =>
  before.kind === 'attempt' && before.cell === line.cell && before.startedAt === line.startedAt;

type Windowed = { readonly line: Timed; readonly window: { readonly startMs: number; readonly endMs: number } };

/**
 * Windows are on the monotonic clock, which begins anew only when the machine does. So of two windows the later line has the later
 * one, or the machine was started between the two lines: then its clock must have begun after the first had ended.
 */
function windowProblems(timed: readonly Timed[]): string[] {
  const windows = timed.flatMap((line): Windowed[] =>
    line.outcome.status === 'measured' ? [{ line, window: line.outcome.measurement.window }] : [],
  );
  return windows.flatMap(({ line, window }, i) => {
    const before = windows[i - 1];
    if (before === undefined || window.startMs >= before.window.endMs - CLOCK_MS / 1000) return [];
    // The window may begin as late in its cell as it fits.
    const startedMs = endMs(line) - window.endMs;
    if (startedMs >= endMs(before.line) - CLOCK_MS) return [];
    return [`${line.cell}: its window begins before that of ${before.line.cell} ends, which was measured first`];
  });
}
