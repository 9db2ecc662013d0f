/** When a run has to end, and whether there is time for what comes next. */
import type { Cell, ContextLine } from '../../results/record.ts';
import type { Clock } from '../timing/clock.ts';

/** `untilMs`: by the monotonic clock of the run. `maxMs`: how long the run may take, for the record. */
export type RunLimit = { readonly untilMs: number; readonly maxMs: number };

/** The limit of a run that starts now; undefined: it has none. */
export function limitFrom(clock: Clock, maxMinutes: number | undefined): { readonly limit?: RunLimit } {
  if (maxMinutes === undefined) return {};
  const maxMs = maxMinutes * 60_000;
  return { limit: { untilMs: clock.monotonicMs() + maxMs, maxMs } };
}

/**
 * Says before each cell whether it may start. A new round does not start if it would end too late by the length of the round before,
 * so that all cases have the same rounds; nor does a long cell whose window is longer than what is left. Once something may not start,
 * nothing may. A cell under way is not ended: the run overruns by one cell at most, which has a time of its own to end.
 */
export class TimeLeft {
  readonly #clock: Clock;
  readonly #limit: RunLimit | undefined;
  readonly #sustainedMs: number;
  #round: { readonly number: number; readonly sinceMs: number } | null = null;
  #over = false;

  constructor(clock: Clock, limit: RunLimit | undefined, { sustained }: Pick<ContextLine['suite'], 'sustained'>) {
    this.#clock = clock;
    this.#limit = limit;
    this.#sustainedMs = sustained?.minWindowMs ?? 0;
  }

  mayStart(cell: Cell): boolean {
    if (this.#limit === undefined) return true;
    const nowMs = this.#clock.monotonicMs();
    this.#over ||= nowMs >= this.#limit.untilMs || nowMs + this.#neededMs(cell, nowMs) > this.#limit.untilMs;
    return !this.#over;
  }

  #neededMs({ kind, round }: Cell, nowMs: number): number {
    if (kind === 'sustained') return this.#sustainedMs;
    if (kind !== 'time' || this.#round?.number === round) return 0;
    const lastRoundMs = this.#round === null ? 0 : nowMs - this.#round.sinceMs;
    this.#round = { number: round, sinceMs: nowMs };
    return lastRoundMs;
  }
}
