/** The median of the values that are there. Pure; it is asked for hundreds of times a night, so nothing is sorted whole and nothing allocated. */

let scratch = new Float64Array(128);

/** NaN stands for what is not there; NaN where nothing is. */
export function medianOf(values: Float64Array): number {
  const count = copied(values);
  return medianOfFirst(scratch, count);
}

/** Median of |value − centre|. */
export function medianDistance(values: Float64Array, centre: number): number {
  const count = copied(values);
  for (let i = 0; i < count; i += 1) scratch[i] = Math.abs((scratch[i] ?? 0) - centre);
  return medianOfFirst(scratch, count);
}

function copied(values: Float64Array): number {
  if (scratch.length < values.length) scratch = new Float64Array(2 * values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) scratch[count++] = value;
  }
  return count;
}

function medianOfFirst(values: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const middle = count >> 1;
  const upper = nthOf(values, count, middle);
  if (count % 2 === 1) return upper;
  // What lies before the upper one is no greater.
  let lower = values[0] ?? Number.NaN;
  for (let i = 1; i < middle; i += 1) lower = Math.max(lower, values[i] ?? Number.NaN);
  return (lower + upper) / 2;
}

/** The value that would stand at `n` in rising order, put there, with no greater one before it (Hoare 1961). */
function nthOf(values: Float64Array, count: number, n: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = values[n] ?? 0;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (j < n) low = i;
    if (i > n) high = j;
  }
  return values[n] ?? Number.NaN;
}
