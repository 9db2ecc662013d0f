/** What the catalog's prices of one kind and currency say of a chip together. Sources that contradict each other all stay. */
import { groupedBy } from '../../results/grouped.ts';
import { isOverlaid, newestFirst } from './newest.ts';
import type { Price, PriceKind } from './price.ts';
import { ageOf, STALE_AFTER_DAYS } from './staleness.ts';

/** `low` to `high`: the least and the greatest of the rows. `point`: the median of their middles; null where one row is all. */
export type Market<Row extends Price = Price> = {
  readonly kind: PriceKind;
  readonly currency: string;
  readonly low: number;
  readonly high: number;
  readonly point: number | null;
  /** Newest first. */
  readonly rows: readonly [Row, ...Row[]];
};

/**
 * Of prices of one chip, kind and currency: the user's newest alone, else all that are at most 180 days older than the newest. Null
 * where there is none.
 */
export function marketOf<Row extends Price>(prices: readonly Row[]): Market<Row> | null {
  const [newest, ...older] = newestFirst(prices);
  if (newest === undefined) return null;
  const { kind, currency } = newest;
  const rows: Market<Row>['rows'] = isOverlaid(newest)
    ? [newest]
    : [newest, ...older.filter(row => ageOf(row, newest.date).days <= STALE_AFTER_DAYS)];
  return {
    kind,
    currency,
    low: Math.min(...rows.map(({ low }) => low)),
    high: Math.max(...rows.map(({ high }) => high)),
    point: rows.length === 1 ? null : median(rows.map(({ low, high }) => (low + high) / 2)),
    rows,
  };
}

/** A market of each kind and currency, in the order of their newest rows. */
export function marketsOf<Row extends Price>(prices: readonly Row[]): readonly Market<Row>[] {
  const groups = groupedBy(newestFirst(prices), ({ kind, currency }) => `${kind} ${currency}`);
  return [...groups.values()].flatMap(rows => marketOf(rows) ?? []);
}

export const sourcesOf = ({ rows }: Market): readonly string[] => [...new Set(rows.map(({ source }) => source))];

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [below = 0, above = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (below + above) / 2;
}
