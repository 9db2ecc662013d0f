/** Intervals over fresh-process rounds. Pure. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { RoundStatistics } from './record.ts';

/**
 * `confidence-95`: Student-t over rounds. `range`: fewer than 5 rounds, where no interval keeps its promise
 * (docs/METHOD.md); then low and high are just the least and the greatest round. `bounds`: not sampled at all: the
 * stated bounds of a projection.
 */
export type IntervalKind = 'confidence-95' | 'range' | 'bounds';
export type Interval = {
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly kind: IntervalKind;
  readonly rounds: number;
};
