/** The values that would stand at some places if all were sorted, without sorting them: quickselect (Hoare 1961). */

/** `ranks` ascending, from 0. Reorders `values`. */
export function atRanks(values: Float64Array, ranks: readonly number[]): number[] {
  let settled = 0;
  return ranks.map(rank => {
    if (rank >= values.length) throw new RangeError(`rank ${rank} of ${values.length} values`);
    const value = select(values, Math.min(settled, rank), rank);
    settled = rank;
    return value;
  });
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
