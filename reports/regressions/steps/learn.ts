/** What the nights up to one tell of each series: its levels, what it follows of the machine, and how it scatters. Pure. */
import { medianOf } from './median.ts';
import { movementOf } from './movement.ts';
import type { NightsTable, SeriesNoise } from './nights.ts';
import { type Correlation, correlation, innovations, weeklyPattern, withoutWeekly } from './noise.ts';
import { drawnTogether } from './pooled.ts';
import {
  knownNights,
  type Levelled,
  levelledMovement,
  levelledSeries,
  levelStarts,
  NO_SHARE,
  type Share,
  shareFollowed,
  type Window,
  withoutShared,
} from './residuals.ts';
import { robust } from './robust.ts';
import { tailFreedom } from './tails.ts';

/** All arrays are of the window's nights, the last one tonight. */
export type LearnedSeries = {
  /** Without what is shared and what is weekly; levels are in it. */
  readonly adjusted: Float64Array;
  /** Without levels too. */
  readonly residuals: Float64Array;
  /** How many times the usual variance each night has, by its own rounds. */
  readonly excess: Float64Array;
  /** As scan.ts has it. */
  readonly doubt: Float64Array;
  readonly noise: SeriesNoise;
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
  /** Where the levels of a series begin, by the table's nights; of the machine behind the last. */
  readonly onsetsOf: (series: number) => readonly number[];
};

/** The newest nights teach no noise: a step among them would hide itself. */
const MOST_UNSETTLED = 14;
/** A figure is never taken to be steadier than so: the resolution of what is compared. */
const LEAST_SIGMA = 0.001;

/**
 * What the nights tell of each series, and behind them of the machine as a whole, where there are enough sentinels: their common movement
 * is judged as a series of its own, and its steps are levels of every series. Null for one with too few nights.
 */
export function learnNights(nights: NightsSoFar): readonly (LearnedSeries | null)[] {
  const { table, values, errors, from, night, onsetsOf } = nights;
  const window = windowOf(from, night);
  const { settled } = window;
  const days = table.days.slice(from, night + 1);
  const inWindow = (all: Float64Array | undefined) => all?.subarray(from, night + 1) ?? new Float64Array();
  const machineOnsets = onsetsOf(table.series.length);
  const levelledBy = (onsets: readonly number[]) =>
    table.series.map((_, i) =>
      levelledSeries(inWindow(values[i]), levelStarts(window, [...onsetsOf(i), ...onsets]), settled),
    );
  const levelled = levelledBy(machineOnsets);
  const movement = movementOf(levelled, table, days.length);
  const separate = levelled.map((series, i) =>
    series === null ? null : separated(series, movement.around(i), days, settled),
  );
  const learned = learnTogether(separate, i => inWindow(errors[i]), settled);
  const own = machineOnsets.length === 0 ? movement : movementOf(levelledBy([]), table, days.length);
  const machine = own.all === null ? null : levelledSeries(own.all, levelStarts(window, machineOnsets), settled);
  const whole = machine === null ? null : separated(machine, null, days, settled);
  return [...learned, ...learnTogether([whole], () => new Float64Array(days.length).fill(Number.NaN), settled)];
}

type Separated = Levelled & {
  readonly share: Share;
  readonly movement: Float64Array | null;
  readonly weekly: readonly number[] | null;
  readonly correlation: Correlation;
};

/**
 * Without what follows the machine, and without the series' own week. The movement is levelled by the series' own levels: over a short one
 * it has a mean of its own, which is in that level.
 */
function separated(
  { starts, levels, residuals }: Levelled,
  movement: Float64Array | null,
  days: readonly number[],
  settled: number,
): Separated {
  const moved = movement === null ? null : levelledMovement(movement, starts, settled);
  const share = moved === null ? NO_SHARE : shareFollowed(residuals, moved.residuals, settled);
  const unshared = moved === null ? residuals : withoutShared(residuals, moved.residuals, share);
  const weekly = weeklyPattern(unshared, days, settled);
  const left = withoutWeekly(unshared, days, weekly);
  return {
    starts,
    levels: levels.map((level, i) => level - share.slope * (moved?.levels[i] ?? 0)),
    residuals: left,
    share,
    movement: moved?.residuals ?? null,
    weekly,
    correlation: correlation(left, settled),
  };
}

/** Noise of series that are much alike: what one has too few nights to tell is learned from all. */
function learnTogether(
  all: readonly (Separated | null)[],
  errorsOf: (series: number) => Float64Array,
  settled: number,
): readonly (LearnedSeries | null)[] {
  const known = all.flatMap((series, i) => (series === null ? [] : [{ i, series, errors: errorsOf(i) }]));
  const phis = drawnTogether(
    known.map(({ series: { correlation: found } }) => ({
      value: found.phi,
      variance: 1 / Math.max(found.pairs, 1),
    })),
  ).map(({ value }) => Math.max(0, value));
  const added = known.map(({ series }, place) => innovations(series.residuals, phis[place] ?? 0).subarray(0, settled));
  const scatter = added.map(robust);
  const sigmas = drawnTogether(
    scatter.map(({ scale, count }, place) => {
      const freedom = freedomOf(count, known[place]?.series.starts.length ?? 1);
      return { value: Math.log(Math.max(scale, LEAST_SIGMA)), variance: 1 / (2 * freedom) };
    }),
  );
  const measured = known.map(({ i, series, errors }, place) => {
    const { value, own } = sigmas[place] ?? { value: Number.NaN, own: 1 };
    const sigma = Math.exp(value);
    const { count } = scatter[place] ?? { count: 0 };
    const freedom = Math.min(freedomOf(count, series.starts.length) / own, MOST_FREEDOM);
    return { i, series, sigma, freedom, phi: phis[place] ?? 0, excess: excessOf(errors, series, sigma) };
  });
  const tail = tailFreedom(
    measured.map(({ sigma, excess }, place) => ({
      values: added[place] ?? new Float64Array(),
      scale: night => sigma * Math.sqrt(excess[night] ?? 1),
    })),
  );
  const learned: (LearnedSeries | null)[] = all.map(() => null);
  for (const { i, series, sigma, freedom, phi, excess } of measured) {
    const { residuals, starts, levels, share, weekly } = series;
    const noise = { sigma, freedom, phi, tail, shared: share.slope, weekly, nights: knownNights(residuals) };
    const doubt = residuals.map((_, night) => ((series.movement?.[night] ?? 0) * share.error) / sigma || 0);
    learned[i] = { adjusted: withLevels(residuals, starts, levels), residuals, excess, doubt, starts, noise };
  }
  return learned;
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

function withLevels(residuals: Float64Array, starts: readonly number[], levels: readonly number[]): Float64Array {
  let place = 0;
  return residuals.map((value, night) => {
    if (night >= (starts[place + 1] ?? Number.POSITIVE_INFINITY)) place += 1;
    return value + (levels[place] ?? Number.NaN);
  });
}

/**
 * A night whose own rounds scatter more than those of most nights tells less; and so does one in which the machine moved far, since
 * nobody knows exactly how much of that a series follows.
 */
function excessOf(errors: Float64Array, { share, movement }: Separated, sigma: number): Float64Array {
  const usual = medianOf(errors);
  return errors.map((error, night) => {
    const scattered = (error * error - usual * usual) / (sigma * sigma);
    const followed = (((movement?.[night] ?? 0) * share.error) / sigma) ** 2;
    return 1 + (scattered > 0 ? scattered : 0) + (followed > 0 ? followed : 0);
  });
}
