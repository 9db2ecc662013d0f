/** What the nights up to one tell of each series: its levels, what it follows of the machine, and how it scatters. Pure. */
import type { NightsTable, SeriesNoise } from './nights.ts';
import { correlation, innovations, weeklyPattern, withoutWeekly } from './noise.ts';
import { drawnTogether } from './pooled.ts';
import { levelStarts, sharedMovement, shareFollowed, type Window, withoutLevels, withoutShared } from './residuals.ts';
import { medianOf, robust } from './robust.ts';
import { tailFreedom } from './tails.ts';

/** All arrays are of the window's nights, the last one tonight. */
export type LearnedSeries = {
  /** Without what is shared and what is weekly; levels are in it. */
  readonly adjusted: Float64Array;
  /** Without levels too. */
  readonly residuals: Float64Array;
  /** How many times the usual variance each night has, by its own rounds. */
  readonly excess: Float64Array;
  readonly noise: SeriesNoise;
  /** Degrees of freedom of the tails of all series of its machine. */
  readonly tail: number;
  /** Where each level begins. */
  readonly starts: readonly number[];
};

export type NightsSoFar = {
  readonly table: NightsTable;
  readonly values: readonly Float64Array[];
  readonly errors: readonly Float64Array[];
  /** The table's nights `from` … `night` are looked at. */
  readonly from: number;
  readonly night: number;
  /** Where the levels of a series begin, by the table's nights. */
  readonly onsetsOf: (series: number) => readonly number[];
};

/** Nights of a series before anything is said of it. */
export const FEWEST_NIGHTS = 8;
/** The newest nights teach no noise: a step among them would hide itself. */
const MOST_UNSETTLED = 14;
/** A figure is never taken to be steadier than so: the resolution of what is compared. */
const LEAST_SIGMA = 0.001;

/** Null for a series with too few nights. Sentinels keep what they share: as a whole they are the machine. */
export function learnNights(nights: NightsSoFar): readonly (LearnedSeries | null)[] {
  const { table, values, from, night } = nights;
  const window = windowOf(from, night);
  const days = table.days.slice(from, night + 1);
  const levelled = table.series.map((_, i) => levelledSeries(nights, i, window));
  const sentinels = levelled.flatMap((series, i) =>
    series !== null && table.series[i]?.sentinel === true ? [series.residuals] : [],
  );
  const shared = sharedMovement(sentinels, night + 1 - from);
  const alone = levelled.map((series, i) => {
    if (series === null) return null;
    const share = table.series[i]?.sentinel === true ? 0 : shareFollowed(series.residuals, shared, window.settled);
    const unshared = withoutShared(series.residuals, shared, share);
    const weekly = weeklyPattern(unshared, days, window.settled);
    const residuals = withoutWeekly(unshared, days, weekly);
    return { ...series, share, weekly, residuals, correlation: correlation(residuals, window.settled) };
  });
  const known = alone.filter(series => series !== null);
  const phis = drawnTogether(
    known.map(({ correlation: { phi, pairs } }) => ({ value: phi, variance: 1 / Math.max(pairs, 1) })),
  );
  const added = known.map(({ residuals }, i) =>
    innovations(residuals, Math.max(0, phis[i]?.value ?? 0)).subarray(0, window.settled),
  );
  const scatter = added.map(robust);
  const sigmas = drawnTogether(
    scatter.map(({ scale, count }, i) => {
      const freedom = freedomOf(count, known[i]?.starts.length ?? 1);
      return { value: Math.log(Math.max(scale, LEAST_SIGMA)), variance: 1 / (2 * freedom) };
    }),
  );
  const tail = tailFreedom(
    added.map((values, i) => values.map(value => value / Math.exp(sigmas[i]?.value ?? Number.NaN))),
  );
  let next = 0;
  return alone.map((series, i) => {
    if (series === null) return null;
    const place = next++;
    const { share, weekly, residuals, starts, levels } = series;
    const { value, own } = sigmas[place] ?? { value: Number.NaN, own: 1 };
    const { count } = scatter[place] ?? { count: 0 };
    const sigma = Math.exp(value);
    return {
      adjusted: withLevels(residuals, starts, levels),
      residuals,
      excess: excessOf(nights.errors[i]?.subarray(from, night + 1) ?? new Float64Array(), sigma),
      starts,
      tail,
      noise: {
        sigma,
        freedom: Math.min(freedomOf(count, starts.length) / own, MOST_FREEDOM),
        phi: Math.max(0, phis[place]?.value ?? 0),
        shared: share,
        weekly,
        nights: values[i]?.subarray(from, night + 1).filter(value => !Number.isNaN(value)).length ?? 0,
      },
    };
  });
}

const MOST_FREEDOM = 500;

/** Clipping costs some of what a deviation is known by. */
function freedomOf(nights: number, levels: number): number {
  return Math.max(2, 0.9 * nights - levels - 1);
}

function windowOf(from: number, night: number): Window {
  const nights = night + 1 - from;
  return { from, to: night + 1, settled: nights - Math.min(MOST_UNSETTLED, Math.floor(nights / 4)) };
}

function levelledSeries({ values, from, night, onsetsOf }: NightsSoFar, series: number, window: Window) {
  const here = values[series]?.subarray(from, night + 1) ?? new Float64Array();
  let known = 0;
  for (const value of here) if (!Number.isNaN(value)) known += 1;
  if (known < FEWEST_NIGHTS) return null;
  const starts = levelStarts(window, onsetsOf(series));
  return { starts, ...withoutLevels(here, starts, window.settled) };
}

function withLevels(residuals: Float64Array, starts: readonly number[], levels: readonly number[]): Float64Array {
  let place = 0;
  return residuals.map((value, night) => {
    if (night >= (starts[place + 1] ?? Number.POSITIVE_INFINITY)) place += 1;
    return value + (levels[place] ?? Number.NaN);
  });
}

/** A night whose own rounds scatter more than those of most nights tells less. */
function excessOf(errors: Float64Array, sigma: number): Float64Array {
  const usual = medianOf(errors);
  return errors.map(error => {
    const more = (error * error - usual * usual) / (sigma * sigma);
    return more > 0 ? 1 + more : 1;
  });
}
