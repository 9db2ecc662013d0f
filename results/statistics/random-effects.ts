/** The mean of several boards that each have a true level of their own: random effects. Pure: numbers in, numbers out. */
import { sum } from './quantiles.ts';

/** What one board says: its value, and the variance of what its rounds leave open of it. */
export type Estimate = { readonly value: number; readonly variance: number };

export type Pooled = { readonly value: number; readonly betweenVariance: number; readonly standardError: number };

/** Halvings after which the variance between boards is known to a float64. */
const HALVINGS = 100;

/**
 * The weighted mean with weights 1 ÷ (variance + variance between); the latter no less than `leastBetween`. Its standard error
 * is 1 ÷ √Σ weights: for Paule and Mandel's variance that is Hartung and Knapp's, and where the values differ by less than
 * their variances allow it is theirs as modified, never below the common-effect error (Röver, Knapp & Friede 2015,
 * BMC Med Res Methodol 15:99).
 */
export function pooled(estimates: readonly Estimate[], leastBetween: number): Pooled {
  const betweenVariance = Math.max(leastBetween, pauleMandel(estimates));
  const weights = weightsOf(estimates, betweenVariance);
  return {
    value: weightedMean(estimates, weights),
    betweenVariance,
    standardError: 1 / Math.sqrt(sum(weights)),
  };
}

/**
 * The variance between boards at which the weighted squared deviations come to their expectation, k − 1 (Paule & Mandel 1982,
 * J Res Natl Bur Stand 87:377). 0 where they are less without any.
 */
export function pauleMandel(estimates: readonly Estimate[]): number {
  const freedom = estimates.length - 1;
  if (freedom < 1) return 0;
  const values = estimates.map(({ value }) => value);
  const reach = Math.max(...values) - Math.min(...values);
  if (reach === 0) return 0;
  let [below, above] = [0, (estimates.length * reach ** 2) / freedom];
  if (excess(estimates, above * Number.EPSILON) <= freedom) return 0;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (below + above) / 2;
    if (excess(estimates, middle) > freedom) below = middle;
    else above = middle;
  }
  return above;
}

/** Σ weights · (value − weighted mean)²; falls as the variance between boards grows. */
function excess(estimates: readonly Estimate[], betweenVariance: number): number {
  const weights = weightsOf(estimates, betweenVariance);
  const centre = weightedMean(estimates, weights);
  return sum(estimates.map(({ value }, i) => (weights[i] ?? 0) * (value - centre) ** 2));
}

/** Values that nothing is known to differ by weigh alike, however small their variances. */
function weightsOf(estimates: readonly Estimate[], betweenVariance: number): number[] {
  return estimates.map(({ variance }) => 1 / Math.max(Number.MIN_VALUE / Number.EPSILON, variance + betweenVariance));
}

function weightedMean(estimates: readonly Estimate[], weights: readonly number[]): number {
  return sum(estimates.map(({ value }, i) => (weights[i] ?? 0) * value)) / sum(weights);
}
