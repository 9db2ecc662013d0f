/** Mann–Whitney U of tonight's rounds against the rounds of the last night, exact, two-sided (Mann & Whitney 1947, recurrence 6). */
import { alarmsBy, type Rule } from '../alarm.ts';

export const mannWhitney = (p: number): Rule => ({
  name: `Mann-Whitney against the last night, p < ${p}`,
  repeats: true,
  alarms: year =>
    alarmsBy(year, (series, night) => {
      const nights = year.rounds[series] ?? [];
      const last = nights.slice(0, night).findLast(rounds => rounds !== null) ?? null;
      const tonight = nights[night] ?? null;
      if (last === null || tonight === null) return false;
      const u = largerPairs(tonight, last);
      return u > (tonight.length * last.length) / 2 && twoSidedP(u, tonight.length, last.length) < p;
    }),
});

/** In how many pairs the first is the larger: U. Equal values count half. */
export function largerPairs(first: readonly number[], second: readonly number[]): number {
  let pairs = 0;
  for (const a of first) for (const b of second) pairs += a > b ? 1 : a === b ? 0.5 : 0;
  return pairs;
}

/** Twice the chance of a U as far from n·m ÷ 2 or farther, on one side; at most 1. */
export function twoSidedP(u: number, n: number, m: number): number {
  const extreme = Math.ceil(Math.max(u, n * m - u));
  const counts = orderings(n, m);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const tail = counts.slice(extreme).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * tail) / total);
}

const known = new Map<string, readonly number[]>();

/** Of all orders of n and m values, how many have U = 0, 1, … n·m. The largest value is of the first group (adds m), or of the second. */
function orderings(n: number, m: number): readonly number[] {
  if (n === 0 || m === 0) return [1];
  const key = `${n}/${m}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [first, second] = [orderings(n - 1, m), orderings(n, m - 1)];
  const counts = Array.from({ length: n * m + 1 }, (_, u) => (first[u - m] ?? 0) + (second[u] ?? 0));
  known.set(key, counts);
  return counts;
}
