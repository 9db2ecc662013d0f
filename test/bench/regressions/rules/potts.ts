/**
 * Piecewise constant fits of a growing series under the weighted L1 distance: for each number of pieces the best one, exactly, by the
 * Bellman recursion of Friedrich et al. 2008 ("Complexity penalized M-estimation", J. Comput. Graph. Stat. 17). A value more costs one
 * row of the recursion.
 */
export type Fit = {
  /** Where each piece ends, exclusive. */
  readonly ends: readonly number[];
  readonly cost: number;
};

export type GrowingFit = {
  readonly add: (value: number, weight: number) => void;
  /** The best fit with 1, 2, … pieces of all values so far. */
  readonly fits: () => readonly Fit[];
};

export function growingFit(mostPieces: number): GrowingFit {
  const values: number[] = [];
  const weights: number[] = [];
  /** Of each number of pieces k + 1: the least cost of the first r + 1 values, and where its last piece begins. */
  const costs: number[][] = Array.from({ length: mostPieces }, () => []);
  const begins: number[][] = Array.from({ length: mostPieces }, () => []);
  const sorted: number[] = [];
  return {
    add: (value, weight) => {
      const r = values.push(value) - 1;
      weights.push(weight);
      insert(sorted, values, r);
      const tails = tailCosts(values, weights, sorted);
      for (let k = 0; k < mostPieces; k += 1) {
        const before = costs[k - 1];
        let [best, from] = k === 0 ? [tails[0] ?? 0, 0] : [Number.POSITIVE_INFINITY, 0];
        if (before !== undefined)
          for (let l = k; l <= r; l += 1) {
            const cost = (before[l - 1] ?? 0) + (tails[l] ?? 0);
            if (cost < best) [best, from] = [cost, l];
          }
        costs[k]?.push(best);
        begins[k]?.push(from);
      }
    },
    fits: () =>
      Array.from({ length: Math.min(mostPieces, values.length) }, (_, k) => ({
        ends: endsOf(begins, k, values.length),
        cost: costs[k]?.[values.length - 1] ?? 0,
      })),
  };
}

function endsOf(begins: readonly (readonly number[])[], k: number, length: number): readonly number[] {
  const ends = [length];
  let end = length;
  for (let piece = k; piece > 0; piece -= 1) {
    end = begins[piece]?.[end - 1] ?? 0;
    ends.unshift(end);
  }
  return ends;
}

/** Puts index r among indices sorted by value. */
function insert(sorted: number[], values: readonly number[], r: number): void {
  const value = values[r] ?? 0;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[sorted[middle] ?? 0] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, r);
}

/**
 * Σ w·|y − weighted median| of the values from l to the last, for every l. Values leave from the left; those that are left are a linked
 * list in the order of their size, in which the median moves by few places.
 */
export function tailCosts(
  values: readonly number[],
  weights: readonly number[],
  sorted: readonly number[],
): Float64Array {
  const n = values.length;
  const [next, previous, rank] = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1), new Int32Array(n)];
  let [totalWeight, totalSum] = [0, 0];
  for (const [place, index] of sorted.entries()) {
    rank[index] = place;
    next[index] = sorted[place + 1] ?? -1;
    previous[index] = sorted[place - 1] ?? -1;
    totalWeight += weights[index] ?? 0;
    totalSum += (weights[index] ?? 0) * (values[index] ?? 0);
  }
  const result = new Float64Array(n);
  /** The median, and weight and weighted sum of what lies before it. */
  let [median, below, belowSum] = [sorted[0] ?? 0, 0, 0];
  for (let l = 0; l < n; l += 1) {
    for (;;) {
      const weight = weights[median] ?? 0;
      const [after, before] = [next[median] ?? -1, previous[median] ?? -1];
      if (below + weight < totalWeight / 2 && after !== -1) {
        below += weight;
        belowSum += weight * (values[median] ?? 0);
        median = after;
      } else if (below >= totalWeight / 2 && before !== -1) {
        below -= weights[before] ?? 0;
        belowSum -= (weights[before] ?? 0) * (values[before] ?? 0);
        median = before;
      } else break;
    }
    const middle = values[median] ?? 0;
    result[l] = Math.max(0, middle * (2 * below - totalWeight) + totalSum - 2 * belowSum);
    const [after, before] = [next[l] ?? -1, previous[l] ?? -1];
    if (after !== -1) previous[after] = before;
    if (before !== -1) next[before] = after;
    const [weight, sum] = [weights[l] ?? 0, (weights[l] ?? 0) * (values[l] ?? 0)];
    totalWeight -= weight;
    totalSum -= sum;
    if (l === median) {
      median = after === -1 ? before : after;
      if (after === -1 && before !== -1) {
        below -= weights[before] ?? 0;
        belowSum -= (weights[before] ?? 0) * (values[before] ?? 0);
      }
    } else if ((rank[l] ?? 0) < (rank[median] ?? 0)) {
      below -= weight;
      belowSum -= sum;
    }
  }
  return result;
}
