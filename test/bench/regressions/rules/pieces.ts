/**
 * How many pieces asv takes: the fit with the least β·k + ln(σ₀ + min over ρ of |E₀| + Σ |E(j) − ρ·E(j − 1)|), β = 4·ln(n) ÷ n: a
 * Schwarz criterion for errors that correlate (asv's documentation, "Step detection"). Of all fits only those can be had by a penalty on
 * each piece, which is what asv searches, that lie on the lower convex hull of cost over pieces.
 */
import type { Fit } from './potts.ts';

export type Piece = {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly level: number;
  /** Mean distance from the level. */
  readonly error: number;
};

export function chosenPieces(
  fits: readonly Fit[],
  values: readonly number[],
  weights: readonly number[],
  levelOf = levelsOf(values, weights),
): readonly Piece[] {
  const penalty = (4 * Math.log(values.length)) / values.length;
  let best: { readonly pieces: readonly Piece[]; readonly measure: number } = {
    pieces: [],
    measure: Number.POSITIVE_INFINITY,
  };
  for (const { ends } of onHull(fits)) {
    const pieces = piecesOf(ends, values, weights, levelOf);
    const measure = penalty * pieces.length + Math.log(floorOf(pieces) + scatter(pieces, values, weights));
    if (measure < best.measure) best = { pieces, measure };
  }
  return best.pieces;
}

export function onHull(fits: readonly Fit[]): readonly Fit[] {
  const hull: Fit[] = [];
  for (const fit of fits) {
    for (;;) {
      const [last, other] = [hull.at(-1), hull.at(-2)];
      if (last === undefined || other === undefined) break;
      const slope = (a: Fit, b: Fit) => (b.cost - a.cost) / (b.ends.length - a.ends.length);
      if (slope(other, last) < slope(last, fit)) break;
      hull.pop();
    }
    hull.push(fit);
  }
  return hull;
}

function piecesOf(
  ends: readonly number[],
  values: readonly number[],
  weights: readonly number[],
  levelOf: LevelOf,
): readonly Piece[] {
  return ends.map((to, i) => {
    const from = ends[i - 1] ?? 0;
    const level = levelOf(from, to);
    let distance = 0;
    for (let j = from; j < to; j += 1) distance += (weights[j] ?? 0) * Math.abs((values[j] ?? 0) - level);
    return { from, to, level, error: distance / (to - from) };
  });
}

export type LevelOf = (from: number, to: number) => number;

/** Most pieces of a night are those of the night before. Values may be added to the arrays afterwards, not changed. */
export function levelsOf(values: readonly number[], weights: readonly number[]): LevelOf {
  const known = new Map<number, number>();
  return (from, to) => {
    const key = from * 100_000 + to;
    const level = known.get(key) ?? weightedMedian(values.slice(from, to), weights.slice(from, to));
    known.set(key, level);
    return level;
  };
}

/** The least value at which half of the weight is reached; between two where it is reached exactly. */
export function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((value, i) => ({ value, weight: weights[i] ?? 0 })).sort((a, b) => a.value - b.value);
  const half = order.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let reached = 0;
  for (const [i, { value, weight }] of order.entries()) {
    reached += weight;
    if (reached > half) return value;
    if (reached === half) return (value + (order[i + 1]?.value ?? value)) / 2;
  }
  return order.at(-1)?.value ?? 0;
}

/** What measuring resolves at best: a tenth of the smallest step, or a thousandth of the level. */
function floorOf(pieces: readonly Piece[]): number {
  const levels = pieces.map(({ level }) => level);
  const steps = levels.slice(1).map((level, i) => Math.abs(level - (levels[i] ?? 0)));
  return Math.max(
    1e-300,
    pieces.length > 2 ? 0.1 * Math.min(...steps) : 0.001 * Math.min(...levels.map(level => Math.abs(level))),
  );
}

/** Least over ρ in [−1, 1] of the weighted scatter of what errors add to ρ times the error before; convex in ρ. */
function scatter(pieces: readonly Piece[], values: readonly number[], weights: readonly number[]): number {
  const errors = new Float64Array(values.length);
  for (const { from, to, level } of pieces) for (let j = from; j < to; j += 1) errors[j] = (values[j] ?? 0) - level;
  const sumAt = (rho: number) => {
    let [sum, before] = [0, 0];
    for (let j = 0; j < errors.length; j += 1) {
      const error = errors[j] ?? 0;
      sum += (weights[j] ?? 0) * Math.abs(error - rho * before);
      before = error;
    }
    return sum;
  };
  let [low, high] = [-1, 1];
  while (high - low > 0.05) {
    const [a, b] = [low + 0.382 * (high - low), low + 0.618 * (high - low)];
    if (sumAt(a) < sumAt(b)) high = b;
    else low = a;
  }
  return sumAt((low + high) / 2);
}
