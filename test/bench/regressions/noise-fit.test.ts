import { expect, test } from 'vitest';
import { autoregression, drawsFrom } from './draws.ts';
import { fittedNoise } from './noise-fit.ts';

const RUNS = 4000;

/** Runs of four series by the formula of noise-fit.ts, with another variance and level each. */
function runsOf(shares: { shared: number; own: number; rounds: number }, freedom: number | null) {
  const draws = drawsFrom(77);
  const machine = autoregression(draws, RUNS, 0.6, freedom);
  const series = Array.from({ length: 4 }, (_, s) => {
    const own = autoregression(draws, RUNS, 0.3, freedom);
    const noise = (t: number) =>
      Math.sqrt(shares.shared) * (machine[t] ?? 0) +
      Math.sqrt(shares.own) * (own[t] ?? 0) +
      Math.sqrt(shares.rounds) * draws.normal();
    return Array.from({ length: RUNS }, (_, t) => s + 0.01 * (s + 1) * noise(t));
  });
  const se = series.map((_, s) => 0.01 * (s + 1) * Math.sqrt(shares.rounds));
  return { runs: series[0]?.map((_, t) => ({ log: series.map(values => values[t] ?? 0), se })) ?? [] };
}

test('shares, autocorrelation and tails are found again in runs made of them', () => {
  const shares = { shared: 0.6, own: 0.3, rounds: 0.1 };
  const fit = fittedNoise(runsOf(shares, 5));
  expect(fit.shares.shared).toBeCloseTo(0.6, 1);
  expect(fit.shares.own).toBeCloseTo(0.3, 1);
  expect(fit.shares.rounds).toBeCloseTo(0.1, 1);
  expect(fit.sharedPhi).toBeCloseTo(0.6, 1);
  expect(Math.abs(fit.ownPhi - 0.3)).toBeLessThan(0.1);
  expect(fit.freedom).toBeGreaterThanOrEqual(4);
  expect(fit.freedom).toBeLessThanOrEqual(12);
});

test('normal noise has no tails to speak of', () => {
  const { freedom } = fittedNoise(runsOf({ shared: 0.6, own: 0.3, rounds: 0.1 }, null));
  expect(freedom ?? Number.POSITIVE_INFINITY).toBeGreaterThan(20);
});
