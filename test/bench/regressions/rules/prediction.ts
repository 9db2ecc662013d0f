/**
 * Bencher's threshold `t_test` in the form of its documented example: of the last 64 values at most, two at least, the limit is
 * mean + t(0.99; n − 1) · s, with the deviation of the sample (bencher.dev/docs/explanation/thresholds).
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { alarmsBy, type Rule } from '../alarm.ts';

export const SAMPLE = { least: 2, most: 64 } as const;

export const prediction = (boundary: number): Rule => ({
  name: `Bencher's t-test, boundary ${boundary}`,
  repeats: true,
  alarms: year =>
    alarmsBy(year, (series, night) => {
      const log = year.table.series[series]?.log ?? [];
      const values = log.slice(0, night).flatMap(value => (value === null ? [] : [Math.exp(value)]));
      const limit = upperLimit(values.slice(-SAMPLE.most), boundary);
      const tonight = log[night] ?? null;
      return limit !== null && tonight !== null && Math.exp(tonight) > limit;
    }),
});

/** null: fewer values than it takes. */
export function upperLimit(values: readonly number[], boundary: number): number | null {
  const n = values.length;
  if (n < SAMPLE.least) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return mean + quantile(boundary, n - 1) * Math.sqrt(variance);
}

const quantiles = new Map<string, number>();

function quantile(p: number, freedom: number): number {
  const key = `${p}/${freedom}`;
  const found = quantiles.get(key) ?? tQuantile(p, freedom);
  quantiles.set(key, found);
  return found;
}
