/** What a rule says of a year, in one form for all rules. */
import type { Year } from './year.ts';

export type Alarm = {
  readonly series: number;
  /** The night on which it is told. */
  readonly on: number;
  /** The night since which it is said to hold. */
  readonly onset: number;
  readonly direction: 'worse' | 'better';
};

/** `repeats`: it speaks again every night as long as its condition holds; else once a step. */
export type Rule = {
  readonly name: string;
  readonly repeats: boolean;
  readonly alarms: (year: Year) => readonly Alarm[];
};

/** Night by night, an alarm for the worse on the night where `isOff` says so: what rules do that look at one series alone. */
export function alarmsBy(year: Year, isOff: (series: number, night: number) => boolean): readonly Alarm[] {
  return year.table.series.flatMap(({ log }, series) =>
    log.flatMap((value, night): Alarm[] =>
      value !== null && isOff(series, night) ? [{ series, on: night, onset: night, direction: 'worse' }] : [],
    ),
  );
}
