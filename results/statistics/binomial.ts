/** How often would so many of so many come by chance? */

/** P(X ≥ `successes`) of `trials` independent ones, each with the chance `probability`: the one-sided exact binomial test. */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  // By logarithms: 0.95 to the power of 20,000 is 0 in a double.
  let [logTerm, below] = [trials * Math.log1p(-probability), 0];
  for (let k = 0; k < successes; k += 1) {
    below += Math.exp(logTerm);
    logTerm += Math.log(((trials - k) / (k + 1)) * (probability / (1 - probability)));
  }
  return Math.min(1, Math.max(0, 1 - below));
}
