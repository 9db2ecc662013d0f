/** What the series of one machine tell of each other's noise: an estimate from few nights is drawn to that of all (empirical Bayes). Pure. */

export type Estimate = { readonly value: number /** Of the estimate. */; readonly variance: number };

/**
 * Each estimate drawn to their mean by how much more they differ than their variances explain (DerSimonian & Laird 1986). `own`: the
 * share of its own value that each keeps.
 */
export function drawnTogether(
  estimates: readonly Estimate[],
): readonly { readonly value: number; readonly own: number }[] {
  if (estimates.length < FEWEST) return estimates.map(({ value }) => ({ value, own: 1 }));
  const weights = estimates.map(({ variance }) => 1 / variance);
  const total = sum(weights);
  const mean = sum(estimates.map(({ value }, i) => value * (weights[i] ?? 0))) / total;
  const q = sum(estimates.map(({ value }, i) => (weights[i] ?? 0) * (value - mean) ** 2));
  const scale = total - sum(weights.map(weight => weight * weight)) / total;
  const between = Math.max(0, (q - (estimates.length - 1)) / scale);
  return estimates.map(({ value, variance }) => {
    const own = between / (between + variance);
    return { value: own * value + (1 - own) * mean, own };
  });
}

/** Of fewer series nothing is learned about one from the others. */
const FEWEST = 8;

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
