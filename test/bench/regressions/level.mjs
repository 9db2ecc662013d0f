// A night's figure from its rounds, as a history has it: the logarithm of their mean, and its standard error.

/** se of ln(mean) = se(mean) ÷ mean, the first order of the delta method; null with fewer than two rounds. */
export function levelOf(roundStepMs) {
  const n = roundStepMs.length;
  if (n === 0) return { log: null, se: null };
  const mean = roundStepMs.reduce((sum, ms) => sum + ms, 0) / n;
  if (n === 1) return { log: Math.log(mean), se: null };
  const variance = roundStepMs.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / (n - 1);
  return { log: Math.log(mean), se: Math.sqrt(variance / n) / mean };
}
