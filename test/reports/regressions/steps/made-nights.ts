/** Tables of nights whose truth is known, for tests. */
import type { NightSeries, NightsTable } from '../../../../reports/regressions/steps/nights.ts';
import { randomFrom } from '../../../bench/random.mjs';

export type Made = {
  readonly seed: number;
  readonly nights: number;
  readonly series: number;
  readonly sentinels: number;
  /** Deviation of a night, of each series alone. */
  readonly sigma: number;
  /** Deviation of a night, of the machine. */
  readonly machineSigma?: number;
};

/** Normal nights, each independent of the next, about a level of 0. */
export function madeNights({ seed, nights, series, sentinels, sigma, machineSigma = 0 }: Made): NightsTable {
  const { normal } = randomFrom(seed);
  const machine = Array.from({ length: nights }, () => machineSigma * normal());
  return {
    days: Array.from({ length: nights }, (_, night) => night),
    series: Array.from({ length: series }, (_, i) => ({
      id: `series-${i}`,
      sentinel: i < sentinels,
      log: machine.map(moved => moved + sigma * normal()),
      se: machine.map(() => null),
    })),
  };
}

type Change = (value: number, night: number, series: NightSeries) => number | null;

/** The table with each figure of the chosen series changed. */
export function changed(table: NightsTable, isChosen: (index: number) => boolean, change: Change): NightsTable {
  return {
    ...table,
    series: table.series.map((series, i) =>
      isChosen(i)
        ? { ...series, log: series.log.map((value, night) => (value === null ? null : change(value, night, series))) }
        : series,
    ),
  };
}

/** ln of the figure is so much higher from a night on. */
export const from =
  (onset: number, logRatio: number): Change =>
  (value, night) =>
    night >= onset ? value + logRatio : value;

/** The first nights of a table. */
export const firstNights = (table: NightsTable, nights: number): NightsTable => ({
  days: table.days.slice(0, nights),
  series: table.series.map(series => ({
    ...series,
    log: series.log.slice(0, nights),
    se: series.se.slice(0, nights),
  })),
});
