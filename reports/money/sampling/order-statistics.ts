/**
 * The values that would stand at some ranks if all were sorted, without sorting them: quickselect (Hoare 1961), with a pivot near the rank
 * (Floyd & Rivest 1975): a rank far from the middle is then found in little more than one pass.
 */

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
    const pivot = pivotOf(values, from, to, rank);
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

const FEW = 512;
const LOOKED_AT = 64;

/** Of many values, what stands at the rank's place among some of them. */
function pivotOf(values: Float64Array, from: number, to: number, rank: number): number {
  const span = to - from;
  if (span < FEW) return values[(from + to) >> 1] ?? Number.NaN;
  const some = new Float64Array(LOOKED_AT);
  for (let index = 0; index < LOOKED_AT; index += 1) {
    some[index] = values[from + Math.floor((index * span) / LOOKED_AT)] ?? Number.NaN;
  }
  // One further than the rank's share, so that the few lie on the rank's side.
  const share = (rank - from) / span;
  const place = share < 0.5 ? Math.ceil(share * LOOKED_AT) + 1 : Math.floor(share * LOOKED_AT) - 2;
  return some.sort()[Math.min(LOOKED_AT - 1, Math.max(0, place))] ?? Number.NaN;
}
