/** Have step times settled? By their own trend: what a start that still falls would have left. Pure. */
import { mean, median } from '../../results/statistics.ts';

/** Fewer steps tell nothing: with a spread of 1 % a start 20 % slow passes for settled. */
const FEWEST = 20;
/** What is looked at: the last two thirds of all steps, so that a slow start is seen over longer and longer stretches … */
const LOOKED_AT = 2 / 3;
/** … as the means of so many stretches, where there are more steps. */
const MOST_POINTS = 64;
/** A start that comes down by 1 ÷ e in so many steps has 50 × its fall a step left; longer ones, as what is looked at grows. */
const SLOWEST = 50;
/** So much of a step may be left … */
const LEFT = 0.03;
/** … at one standard error above what the trend says. A rise is unsettled where it is certain by as much. */
const ERRORS = 1;
/** Step times follow one another: the least autocorrelation that is reckoned with, as short stretches show too little of theirs. */
const [LEAST_RHO, MOST_RHO] = [0.5, 0.8];

/** `node test/bench/settling.mjs` prints what this rule leaves of a slow start, and how many steps it takes. */
export function isSettled(times: readonly number[]): boolean {
  if (times.length < FEWEST) return false;
  const last = times.slice(-Math.max(FEWEST, Math.ceil(times.length * LOOKED_AT)));
  const width = Math.ceil(last.length / MOST_POINTS);
  const points = smoothed(pointsOf(last, width));
  const { slope, error } = lineThrough(points);
  const reach = Math.max(SLOWEST, last.length / 2) / width;
  const allowed = LEFT * median(points);
  return reach * (ERRORS * error - slope) <= allowed && reach * (slope - ERRORS * error) <= allowed;
}

/** Means of stretches of `width`, the last of which ends with the last value; what is left over in front is looked at no more. */
function pointsOf(values: readonly number[], width: number): readonly number[] {
  const count = Math.floor(values.length / width);
  const from = values.length - count * width;
  return Array.from({ length: count }, (_, i) => mean(values.slice(from + i * width, from + (i + 1) * width)));
}

/** Each value as the median of itself and its neighbours: one interruption is no trend, a change of level stays one. */
function smoothed(values: readonly number[]): readonly number[] {
  return values.map((_, i) => median(values.slice(Math.max(0, i - 1), i + 2)));
}

/** Least squares over the order of values, and the standard error of the slope: × √((1 + ρ) ÷ (1 − ρ)) for values that follow. */
function lineThrough(values: readonly number[]): { readonly slope: number; readonly error: number } {
  const centre = mean(values);
  const places = values.map((_, i) => i - (values.length - 1) / 2);
  const spread = sumOf(places.map(place => place ** 2));
  const slope = sumOf(values.map((value, i) => (value - centre) * (places[i] ?? 0))) / spread;
  const rest = values.map((value, i) => value - centre - slope * (places[i] ?? 0));
  const squares = sumOf(rest.map(value => value ** 2));
  const follow = sumOf(rest.slice(1).map((value, i) => value * (rest[i] ?? 0)));
  const rho = Math.min(MOST_RHO, Math.max(LEAST_RHO, squares === 0 ? 0 : follow / squares));
  const deviation = Math.sqrt(squares / (values.length - 2));
  return { slope, error: (deviation / Math.sqrt(spread)) * Math.sqrt((1 + rho) / (1 - rho)) };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
