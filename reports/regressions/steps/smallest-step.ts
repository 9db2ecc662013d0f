/** How small a step a series can show. Pure. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { SeriesNoise } from './nights.ts';
import { CONFIRMED_PER_NIGHT, LOOKS } from './rates.ts';
import { LEVEL_NIGHTS } from './scan.ts';
import { tForScore } from './tails.ts';

/** Each of two nights exceeds what is needed in 97.5 of 100 cases, so both do in 95. */
const BOTH_EXCEED = 1.96;

/**
 * The least change, as a share of the level, that the first two nights after it confirm in about 95 of 100 cases, where it is the only one
 * among `series` series. `tables`: as of `findSteps`.
 */
export function smallestStep({ sigma, phi, tail }: SeriesNoise, series: number, tables = 1): number {
  const critical = -normalQuantile(CONFIRMED_PER_NIGHT / (2 * LOOKS * series * tables), 0, 1);
  const weights = 2 - phi;
  const spread = Math.sqrt(1 + (1 - phi) ** 2 + weights ** 2 / LEVEL_NIGHTS);
  const needed = tForScore((critical * spread) / weights, tail) + BOTH_EXCEED;
  return Math.expm1((2 * sigma * needed) / weights);
}
