/** How far two levels lie apart, and whether a step that was confirmed still stands. Pure. */
import type { LearnedSeries } from './learn.ts';
import { robust } from './robust.ts';
import { LEVEL_NIGHTS } from './scan.ts';

export type LevelChange = {
  readonly logRatio: number;
  readonly se: number;
  readonly freedom: number;
  /** Nights with a figure since. */
  readonly nights: number;
};

/**
 * The level from `onset` on, less that of the nights before it since `start`, by the window's nights; null where no night of the
 * earlier level is in the window.
 */
export function levelChange({ adjusted, noise }: LearnedSeries, start: number, onset: number): LevelChange | null {
  const before = robust(adjusted.subarray(Math.max(start, onset - LEVEL_NIGHTS), onset));
  if (before.count === 0) return null;
  const since = robust(adjusted.subarray(onset));
  const variance = levelVariance(before.count, noise) + levelVariance(since.count, noise);
  return {
    logRatio: since.location - before.location,
    se: Math.sqrt(variance),
    freedom: noise.freedom,
    nights: since.count,
  };
}

/** Of the mean of n nights that are correlated from night to night: never more than that of one night. */
function levelVariance(nights: number, { sigma, phi }: LearnedSeries['noise']): number {
  const oneNight = sigma ** 2 / (1 - phi ** 2);
  return Math.min(oneNight, sigma ** 2 / ((1 - phi) ** 2 * Math.max(nights, 1)));
}
