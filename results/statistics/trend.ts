/** Does a series rise or fall, and by how much? Of ranks and medians, so that one wild value decides nothing. */
import { median, sum } from './quantiles.ts';

export type Trend = {
  /** Theil–Sen's slope times the length of the series: the last value less the first, on the trend. */
  readonly change: number;
  /** How often values in no order would agree on a direction as well or better (Mann–Kendall, two-sided, exact). */
  readonly p: number;
};

/** Theil 1950 and Sen 1968 for the change, Mann 1945 and Kendall 1938 for p; null below 3 values. */
export function trendOf(values: readonly number[]): Trend | null {
  if (values.length < 3) return null;
  return { change: changeAlong(values), p: chanceOfOrder(values) };
}

/** The median of the slopes of all pairs, times the steps from first to last. At least 2 values; O(n²). */
export function changeAlong(values: readonly number[]): number {
  const slopes = pairs(values).map(([earlier, later, apart]) => (later - earlier) / apart);
  return median(slopes) * (values.length - 1);
}

/** Kendall's score of a series, pairs that rise less pairs that fall, in units of its deviation where there is no order. */
export function standardScore(values: readonly number[]): number {
  const n = values.length;
  return scoreOf(values) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}

function scoreOf(values: readonly number[]): number {
  return sum(pairs(values).map(([earlier, later]) => Math.sign(later - earlier)));
}

/** Ties count for neither direction, which makes p too great, never too small. */
function chanceOfOrder(values: readonly number[]): number {
  const score = Math.abs(scoreOf(values));
  const all = (values.length * (values.length - 1)) / 2;
  const inversions = Math.floor((all - score) / 2);
  const tail = sum(inversionChances(values.length).slice(0, inversions + 1));
  return Math.min(1, 2 * tail);
}

/** The chance of 0, 1, 2, … inversions in a random order of n: value i adds 0 … i−1 of them, each equally often. */
function inversionChances(n: number): number[] {
  let chances = [1];
  for (let size = 2; size <= n; size += 1) {
    const before = chances;
    chances = Array.from(
      { length: before.length + size - 1 },
      (_, k) => sum(before.slice(Math.max(0, k - size + 1), k + 1)) / size,
    );
  }
  return chances;
}

function pairs(values: readonly number[]): (readonly [earlier: number, later: number, apart: number])[] {
  return values.flatMap((earlier, i) =>
    values.slice(i + 1).map((later, distance) => [earlier, later, distance + 1] as const),
  );
}
