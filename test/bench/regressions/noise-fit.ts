/**
 * The noise of synthetic nights by moments of real runs (noise.json, made by collect.mjs). With z = a series of ln(figure) over runs,
 * standardised: z = √f·m + √g·o + √h·e, m of the machine and o of the series AR(1), e white with the standard error within the run.
 */
import type { Shares } from './world.ts';

export type NoiseRuns = {
  /** Of each run, a figure and its standard error for each case. */
  readonly runs: readonly { readonly log: readonly number[]; readonly se: readonly number[] }[];
};

export type NoiseFit = {
  readonly shares: Pick<Shares, 'shared' | 'own' | 'rounds'>;
  readonly sharedPhi: number;
  readonly ownPhi: number;
  readonly freedom: number | null;
};

/** Nights are days apart, runs were not: what is left of one run in the next is the most that nights can be thought to keep. */
const MOST_PHI = 0.9;
/** Of innovations with more degrees of freedom the tails cannot be told from normal ones. */
const MOST_FREEDOM = 30;

/**
 * f: mean correlation of two series. h: mean se² ÷ variance. g: the rest. φ of the machine: mean of z(i)·z'(i + 1) over pairs of series
 * ÷ f. φ of a series: from its lag-1 autocovariance = f·φ(machine) + g·φ(series). ν = 4 + 6 ÷ excess kurtosis of the innovations.
 */
export function fittedNoise({ runs }: NoiseRuns): NoiseFit {
  const count = runs[0]?.log.length ?? 0;
  const raw = Array.from({ length: count }, (_, s) => runs.map(({ log }) => log[s] ?? 0));
  const z = raw.map(standardised);
  const pairs = z.flatMap((a, i) => z.flatMap((b, j) => (i === j ? [] : [{ a, b }])));
  const shared = clamp(mean(pairs.map(({ a, b }) => lagged(a, b, 0))), 0.01, 0.98);
  const within = raw.map((values, s) => mean(runs.map(({ se }) => (se[s] ?? 0) ** 2)) / variance(values));
  const rounds = clamp(mean(within), 0, 0.99 - shared);
  const own = 1 - shared - rounds;
  const sharedPhi = clamp(mean(pairs.map(({ a, b }) => lagged(a, b, 1))) / shared, 0, MOST_PHI);
  const alone = mean(z.map(a => lagged(a, a, 1))) - shared * sharedPhi;
  return {
    shares: { shared, own, rounds },
    sharedPhi,
    ownPhi: clamp(alone / own, 0, MOST_PHI),
    freedom: freedomOf(z, sharedPhi),
  };
}

/** By the innovations of the mean over series: what comes once in a while comes to all. */
function freedomOf(z: readonly (readonly number[])[], phi: number): number | null {
  const machine = (z[0] ?? []).map((_, i) => mean(z.map(values => values[i] ?? 0)));
  const innovations = standardised(machine.slice(1).map((value, i) => value - phi * (machine[i] ?? 0)));
  const excess = mean(innovations.map(value => value ** 4)) - 3;
  const freedom = Math.max(3, Math.round(4 + 6 / excess));
  return excess <= 0 || freedom > MOST_FREEDOM ? null : freedom;
}

function lagged(a: readonly number[], b: readonly number[], lag: number): number {
  return mean(a.slice(0, a.length - lag).map((value, i) => value * (b[i + lag] ?? 0)));
}

function standardised(values: readonly number[]): readonly number[] {
  const [middle, deviation] = [mean(values), Math.sqrt(variance(values))];
  return values.map(value => (value - middle) / deviation);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Divided by n, so that standardised values have a mean square of 1. */
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map(value => (value - middle) ** 2));
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
