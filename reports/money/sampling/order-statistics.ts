/** The values that would stand at some ranks if all were sorted, without sorting them: quickselect (Hoare 1961). */

/** Values at neighbouring ranks. */
export type Neighbours = readonly [below: number, above: number];

/**
 * What stands at `low` and the rank above it, and at `high` and the rank above it, with ranks from 0 and `low` < `high`. Reorders
 * `values`. A neighbour is the greatest or the least of the few that a selection has put to one side.
 */
export function aroundRanks(values: Float64Array, low: number, high: number): readonly [Neighbours, Neighbours] {
  const last = values.length - 1;
  const above = select(values, 0, Math.min(low + 1, last));
  const below = low + 1 > last ? above : values.subarray(0, low + 1).reduce((most, value) => Math.max(most, value));
  const upper = select(values, Math.min(low + 1, high), high);
  const beyond = high >= last ? upper : values.subarray(high + 1).reduce((least, value) => Math.min(least, value));
  return [
    [below, above],
    [upper, beyond],
  ];
}

/** Puts the value of that rank at its place, lower ones before it, higher ones behind it; what lies before `first` is lower already. */
function select(values: Float64Array, first: number, rank: number): number {
  const at = (index: number): number => values[index] ?? Number.NaN;
  let [from, to] = [first, values.length - 1];
  while (from < to) {
    const pivot = at((from + to) >> 1);
    let [left, right] = [from, to];
    while (left <= right) {
      while (at(left) < pivot) left += 1;
      while (at(right) > pivot) right -= 1;
      if (left <= right) {
        const low = at(right);
        values[right] = at(left);
        values[left] = low;
        left += 1;
        right -= 1;
      }
    }
    if (rank <= right) to = right;
    else if (rank >= left) from = left;
    else break;
  }
  return at(rank);
}
