/** The least step that two nights would confirm. Pure. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { SeriesNoise } from './steps/nights.ts';

/** As find-steps.ts has them: a night's chance of a false step, onsets tried, and what the weaker of two nights has to reach. */
const CONFIRMED_PER_NIGHT = 1 / 500;
const LOOKS = 4;
const AGREEING_Z = 2.7;
/** Nights of the level before. */
const LEVEL_NIGHTS = 42;
const POWER = 0.95;

/**
 * As a share of the level, in 95 of 100 cases: both nights have to agree, and together to stand out among all series. Of independent
 * normal nights δ ÷ σ is the larger of (z(α) + z(95 %)) ÷ √2 and z(agree) + z(√95 %), each with what the level before does not know.
 */
export function smallestStep({ sigma, phi, nights }: SeriesNoise, searched: number): number {
  const level = Math.min(LEVEL_NIGHTS, Math.max(1, nights));
  const alpha = CONFIRMED_PER_NIGHT / Math.max(1, searched) / (2 * LOOKS);
  const together = ((quantile(1 - alpha) + quantile(POWER)) * Math.sqrt(1 + 2 / level)) / Math.SQRT2;
  const each = (AGREEING_Z + quantile(Math.sqrt(POWER))) * Math.sqrt(1 + 1 / level);
  const deviation = sigma / Math.sqrt(1 - phi ** 2);
  return Math.expm1(Math.max(together, each) * deviation);
}

const quantile = (probability: number): number => normalQuantile(probability, 0, 1);
