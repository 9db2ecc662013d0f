// Prints how often intervals hold the truth, by simulation: the reason for the rule of five rounds (docs/METHOD.md).
// The same seed every time, so the same figures. Student-t is over round medians, as results/statistics.ts has it.
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

const RUNS = 2000;
const RESAMPLES = 80;
const STEPS = 15;

const WORLDS = {
  'smooth rounds (1 % round effect)': () => 0.01 * normal(),
  'two modes, 10 % apart, even': () => (uniform() < 0.5 ? -0.05 : 0.05) + 0.002 * normal(),
  'two modes, 10 % apart, one round in five': () => (uniform() < 0.2 ? 0.08 : -0.02) + 0.002 * normal(),
};

let state = 20250307;
for (const [world, roundEffect] of Object.entries(WORLDS)) {
  console.log(world);
  for (const rounds of [3, 5, 8]) {
    let [student, bootstrap] = [0, 0];
    for (let run = 0; run < RUNS; run += 1) {
      const steps = Array.from({ length: rounds }, () => roundOf(roundEffect()));
      if (studentHolds(steps.map(median))) student += 1;
      if (bootstrapHolds(steps)) bootstrap += 1;
    }
    const share = hits => (hits / RUNS).toFixed(2);
    console.log(`  ${String(rounds).padStart(2)} rounds  Student-t ${share(student)}  bootstrap ${share(bootstrap)}`);
  }
}

/** Step times of one round around its own level; neighbours correlate (AR(1), 0.6). The truth is 0. */
function roundOf(level) {
  let noise = 0.01 * normal();
  return Array.from({ length: STEPS }, () => {
    noise = 0.6 * noise + 0.8 * 0.01 * normal();
    return level + noise;
  });
}

function studentHolds(values) {
  const centre = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
  return Math.abs(centre) <= (tQuantile(0.975, values.length - 1) * deviation) / Math.sqrt(values.length);
}

/** Percentile bootstrap: rounds drawn again, then the steps of each. */
function bootstrapHolds(rounds) {
  const estimates = Array.from({ length: RESAMPLES }, () =>
    mean(rounds.map(() => median(draw(rounds).map((_, __, steps) => draw(steps))))),
  ).sort((a, b) => a - b);
  return estimates[Math.floor(0.025 * RESAMPLES)] <= 0 && estimates[Math.ceil(0.975 * RESAMPLES) - 1] >= 0;
}

function draw(values) {
  return values[Math.floor(uniform() * values.length)];
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** mulberry32 (Tommy Ettinger): a small generator, good enough for counting. */
function uniform() {
  state = (state + 0x6d2b79f5) | 0;
  let x = Math.imul(state ^ (state >>> 15), 1 | state);
  x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
  return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
}

function normal() {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
