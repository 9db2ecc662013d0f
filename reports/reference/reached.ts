/**
 * What share of a chip's peak training reaches, learned from published training speeds: what the projection of a chip that
 * nobody measured rests on (docs/method/reference.md, The share). Pure.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sum } from '../../results/statistics/quantiles.ts';
import { type Catalog, shippedChips } from '../catalog/catalog.ts';
import { observe } from '../projection/observations.ts';

/** Shares of the dense peak of the dtype. `low` to `high`: where the share of one more training run lies, 95 in 100. */
export type Reached = {
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** Published speeds that it is learned from, and how many of them the interval covers when each is left out. */
  readonly anchors: number;
  readonly publications: number;
  readonly covered: number;
};

const FEWEST = 3;

/** null: the catalog has too few published speeds to learn from. */
export function reachedShare(catalog: Pick<Catalog, 'anchors' | 'chips' | 'replaced'>): Reached | null {
  const seen = observe(catalog.anchors, shippedChips(catalog)).observations.map(({ logShare, requested, anchor }) => ({
    // An observation is a share of the 16-bit peak; here each dtype is held against its peak.
    logShare: logShare - Math.log(requested.dtypePeakRatio),
    publication: anchor.publication,
  }));
  if (seen.length < FEWEST) return null;
  const logs = seen.map(({ logShare }) => logShare);
  const covered = logs.filter((log, i) => {
    const { low, high } = predicted(logs.filter((_, other) => other !== i));
    return low <= Math.exp(log) && Math.exp(log) <= high;
  });
  return {
    ...predicted(logs),
    anchors: logs.length,
    publications: new Set(seen.map(({ publication }) => publication)).size,
    covered: covered.length,
  };
}

/**
 * Where one more value lies: mean ± t(0.975, n−1)·s·√(1 + 1/n) of the logarithms, its upper end no higher than the peak. At
 * least 2 values.
 */
export function predicted(logs: readonly number[]): {
  readonly point: number;
  readonly low: number;
  readonly high: number;
} {
  const n = logs.length;
  const centre = mean(logs);
  const variance = sum(logs.map(log => (log - centre) ** 2)) / (n - 1);
  const reach = tQuantile(0.975, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  const point = Math.min(1, Math.exp(centre));
  return { point, low: Math.exp(centre - reach), high: Math.max(point, Math.min(1, Math.exp(centre + reach))) };
}
