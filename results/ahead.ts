/**
 * Records whose times are later than the clock of the program that reads them. They are kept and labelled; they displace nothing
 * and do not say what day it is, since a wrong clock, or a forged date, would otherwise decide which run is the newest.
 */
import type { RunRecord } from './record.ts';

/** Clocks of two machines that nobody synchronises are some minutes apart. */
export const CLOCK_ALLOWANCE_MS = 5 * 60_000;

type Timed = { readonly startedAt: string };
type Times = { readonly context: Timed } & Readonly<Record<'proofs' | 'cells' | 'attempts', readonly Timed[]>>;

/** The latest start of anything in a record. */
export function latestTime({ context, proofs, cells, attempts }: Times): string {
  return [context, ...proofs, ...cells, ...attempts]
    .map(({ startedAt }) => startedAt)
    .reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest));
}

/** Whether a time lies ahead of a clock, by more than clocks differ. */
export const isAhead = (time: string, now: Date): boolean => Date.parse(time) > now.getTime() + CLOCK_ALLOWANCE_MS;

/** The records, each that is ahead of the clock marked so. */
export function markAhead(records: readonly RunRecord[], now: Date): RunRecord[] {
  return records.map(record => (isAhead(latestTime(record), now) ? { ...record, aheadOfClock: true } : record));
}

/** The latest time of records that are not ahead of the clock; null where there is none. */
export function newestTime(records: readonly RunRecord[]): string | null {
  const times = records.filter(({ aheadOfClock }) => aheadOfClock !== true).map(latestTime);
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
