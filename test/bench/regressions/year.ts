/**
 * A synthetic year of known truth: ln(figure) = shared AR(1) · loading + weeks + own AR(1) + steps, in rounds that scatter about
 * it. The figure of a night is made from its rounds as a history makes it (level.mjs).
 */
import type { NightsTable } from '../../../reports/regressions/steps/nights.ts';
import { autoregression, between, type Draws, drawsFrom, week } from './draws.ts';
import { levelOf } from './level.mjs';
import { type PlannedStep, plannedSteps } from './steps.ts';
import { DAYS, LOADINGS, OUTLIERS, ROUNDS, SERIES, WEEKLY_SERIES, type World } from './world.ts';

/** A step as a reader of the table can know it: `onset` is the first night with a figure at the new level. */
export type TrueStep = Pick<PlannedStep, 'series' | 'change' | 'cause'> & { readonly onset: number };

export type Year = {
  readonly table: NightsTable;
  /** Of each series, each night's rounds in ms; null: no figure. */
  readonly rounds: readonly (readonly (readonly number[] | null)[])[];
  readonly truth: readonly TrueStep[];
};

export function syntheticYear(world: World, seed: number, steps = plannedSteps): Year {
  const draws = drawsFrom(seed);
  const planned = steps(draws, SERIES, world.sentinels, DAYS);
  const days = Array.from({ length: DAYS }, (_, day) => day).filter(() => draws.uniform() >= world.chances.noRun);
  const machine = machineDays(draws, world);
  const rounds = Array.from({ length: SERIES }, (_, series) => {
    const level = seriesDays(draws, world, machine);
    for (const { day, change } of planned.filter(step => step.series === series))
      for (let t = day; t < DAYS; t += 1) level[t] = (level[t] ?? 0) + Math.log1p(change);
    return days.map(day => nightRounds(draws, world, level[day] ?? 0));
  });
  const figures = rounds.map(nights => nights.map(values => levelOf(values ?? [])));
  const table = {
    days,
    series: figures.map((nights, series) => ({
      id: `series-${series}`,
      sentinel: series < world.sentinels,
      log: nights.map(({ log }) => log),
      se: nights.map(({ se }) => se),
    })),
  };
  const truth = planned.flatMap(({ series, day, change, cause }) => {
    const onset = days.findIndex((other, night) => other >= day && (rounds[series]?.[night] ?? null) !== null);
    return onset === -1 ? [] : [{ series, onset, change, cause }];
  });
  return { table, rounds, truth };
}

type MachineDays = { readonly wave: Float64Array; readonly off: Float64Array };

/** What all series follow: its variance is that of `shared` and `weekly`; nights that are off come on top. */
function machineDays(draws: Draws, { cv, shares, sharedPhi, freedom, chances }: World): MachineDays {
  const [process, pattern] = [autoregression(draws, DAYS, sharedPhi, freedom), week(draws)];
  const wave = process.map(
    (value, day) => cv * (Math.sqrt(shares.shared) * value + Math.sqrt(shares.weekly) * (pattern[day % 7] ?? 0)),
  );
  const { least, most } = OUTLIERS.night;
  const off = wave.map(() => (draws.uniform() < chances.nightOff ? between(draws, least, most) : 0));
  return { wave, off };
}

function seriesDays(draws: Draws, { cv, shares, ownPhi, freedom, chances }: World, machine: MachineDays): Float64Array {
  const loading = loadingOf(draws);
  const weekly = draws.uniform() < WEEKLY_SERIES;
  const pattern = week(draws);
  const ownSize = cv * Math.sqrt(weekly ? shares.own : shares.own + shares.ownWeekly);
  const weekSize = weekly ? cv * Math.sqrt(shares.ownWeekly) : 0;
  const { least, most } = OUTLIERS.figure;
  return autoregression(draws, DAYS, ownPhi, freedom).map((value, day) => {
    const outlier = draws.uniform() < chances.outlier ? between(draws, least, most) : 0;
    const shared = loading * ((machine.wave[day] ?? 0) + (machine.off[day] ?? 0));
    return shared + ownSize * value + weekSize * (pattern[day % 7] ?? 0) + outlier;
  });
}

/** Uniform, divided by the root of its mean square (a² + ab + b²) ÷ 3: the machine's share of the variance stays as it was asked for. */
function loadingOf(draws: Draws): number {
  const { least: a, most: b } = LOADINGS;
  return between(draws, a, b) / Math.sqrt((a * a + a * b + b * b) / 3);
}

/** Around a level whose step takes 10 ms: the mean over rounds has `shares.rounds` of the variance. */
function nightRounds(draws: Draws, { cv, shares, chances }: World, level: number): readonly number[] | null {
  if (draws.uniform() < chances.noFigure) return null;
  const scatter = cv * Math.sqrt(shares.rounds * ROUNDS);
  return Array.from({ length: ROUNDS }, () => 10 * Math.exp(level + scatter * draws.normal()));
}
