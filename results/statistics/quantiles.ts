/** Where a list of numbers lies. */

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7). `sorted` ascending, not empty. */
export function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('quantile: no values');
  return betweenRanks(below, above, position);
}

/** What lies at `position` between the values at the whole ranks below and above it. */
export const betweenRanks = (below: number, above: number, position: number): number =>
  below + (above - below) * (position - Math.floor(position));

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
