/** How much oftener than a normal distribution the nights of a machine are wild. Pure. */

const BIN = 0.05;
const BINS = 400;
const TAIL = 0.01;
/** Two-sided 1 % of a normal distribution. */
const NORMAL_TAIL = 2.5758;
export const NORMAL = Number.POSITIVE_INFINITY;
const LEAST_FREEDOM = 1.5;

/** Settled innovations of a series; `scale`: of each night one deviation. */
export type Scaled = { readonly values: Float64Array; readonly scale: (night: number) => number };

/**
 * Degrees of freedom of the Student's t whose 1 % tail is that of all series' settled innovations together, in their deviations; `NORMAL`
 * where their tail is no heavier. A single series has too few nights to tell its tail, all of a machine have enough.
 */
export function tailFreedom(series: readonly Scaled[]): number {
  const counts = new Uint32Array(BINS);
  let total = 0;
  for (const { values, scale } of series) {
    for (let night = 0; night < values.length; night += 1) {
      const value = Math.abs(values[night] ?? Number.NaN) / scale(night);
      if (Number.isNaN(value)) continue;
      const bin = Math.min(BINS - 1, Math.floor(value / BIN));
      counts[bin] = (counts[bin] ?? 0) + 1;
      total += 1;
    }
  }
  let bin = BINS;
  for (let above = 0; bin > 0 && above < TAIL * total; ) above += counts[--bin] ?? 0;
  return freedomFor((bin + 0.5) * BIN);
}

/** Of the t distribution by which `reached` is as rare as 2.58 is by a normal one. */
function freedomFor(reached: number): number {
  if (normalScore(reached, LEAST_FREEDOM) >= NORMAL_TAIL) return LEAST_FREEDOM;
  if (reached <= NORMAL_TAIL) return NORMAL;
  let [low, high] = [LEAST_FREEDOM, 1000];
  for (let i = 0; i < 30; i += 1) {
    const middle = Math.sqrt(low * high);
    if (normalScore(reached, middle) < NORMAL_TAIL) low = middle;
    else high = middle;
  }
  return low;
}

/** The normal deviate that is as rare as a t of so many degrees of freedom (Wallace 1959). */
export function normalScore(t: number, freedom: number): number {
  if (freedom === NORMAL) return t;
  const size = ((8 * freedom + 1) / (8 * freedom + 3)) * Math.sqrt(freedom * Math.log1p((t * t) / freedom));
  return t < 0 ? -size : size;
}

/** The t whose `normalScore` is so much. */
export function tForScore(score: number, freedom: number): number {
  if (freedom === NORMAL) return score;
  const reach = (score * (8 * freedom + 3)) / (8 * freedom + 1);
  return Math.sign(score) * Math.sqrt(freedom * Math.expm1(reach ** 2 / freedom));
}
