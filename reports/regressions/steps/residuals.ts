/**
 * A series with its levels taken out, over the nights that noise is learned from and steps are sought in. Levels are those between
 * confirmed steps: a step that is known is no noise. Pure. Arrays are of the window's nights; NaN stands for a night without a figure.
 */
import { clip, medianOf, robust } from './robust.ts';

/** The nights of the table that are looked at: `from` ≤ night < `to`. Noise is learned from those before `settled`. */
export type Window = { readonly from: number; readonly to: number; readonly settled: number };

/** The first night of each level within a window, the oldest first; the first is the window's first night. */
export function levelStarts({ from, to }: Window, onsets: readonly number[]): readonly number[] {
  return [0, ...onsets.filter(onset => onset > from && onset < to).map(onset => onset - from)];
}

/** What is left of the values when the level of each stretch is taken out, and how many levels that were. */
export function withoutLevels(
  values: Float64Array,
  starts: readonly number[],
  settled: number,
): { readonly residuals: Float64Array; readonly levels: readonly number[] } {
  const residuals = new Float64Array(values.length);
  const levels = starts.map((start, i) => {
    const end = starts[i + 1] ?? values.length;
    const level = levelOf(values, start, end, settled);
    for (let night = start; night < end; night += 1) residuals[night] = (values[night] ?? Number.NaN) - level;
    return level;
  });
  return { residuals, levels };
}

const FEWEST_FOR_LEVEL = 3;

/** Of the settled nights where there are enough of them: the newest may belong to a step that nobody knows yet. */
function levelOf(values: Float64Array, start: number, end: number, settled: number): number {
  const known = robust(values.subarray(start, Math.max(start, Math.min(end, settled))));
  return known.count >= FEWEST_FOR_LEVEL ? known.location : robust(values.subarray(start, end)).location;
}

/** What moved the sentinels alike in each night: the median of their residuals; NaN in a night that none of them has. */
export function sharedMovement(sentinels: readonly Float64Array[], nights: number): Float64Array {
  const shared = new Float64Array(nights).fill(Number.NaN);
  const column = new Float64Array(sentinels.length);
  for (let night = 0; night < nights; night += 1) {
    for (const [i, residuals] of sentinels.entries()) column[i] = residuals[night] ?? Number.NaN;
    shared[night] = medianOf(column);
  }
  return shared;
}

/** Residuals are clipped at so many deviations wherever they are multiplied: a wild night decides no slope. */
const CLIP = 3;

/** The share of `shared` that a series follows, 0 … 1: the least-squares slope over the settled nights. 0 where too few are known. */
export function shareFollowed(residuals: Float64Array, shared: Float64Array, settled: number): number {
  const [own, other] = [robust(residuals.subarray(0, settled)), robust(shared.subarray(0, settled))];
  if (other.count < FEWEST_FOR_SHARE || !(other.scale > 0)) return 0;
  let [products, squares, pairs] = [0, 0, 0];
  for (let night = 0; night < settled; night += 1) {
    const x = clip((shared[night] ?? Number.NaN) - other.location, CLIP * other.scale);
    const y = clip((residuals[night] ?? Number.NaN) - own.location, CLIP * own.scale);
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    products += x * y;
    squares += x * x;
    pairs += 1;
  }
  if (pairs < FEWEST_FOR_SHARE || squares === 0) return 0;
  // A slope that chance alone would give is drawn towards 0, by its own F statistic (positive-part James–Stein).
  const slope = products / squares;
  const left = Math.max(own.scale ** 2 * pairs - slope * products, 0) / Math.max(pairs - 2, 1);
  const kept = left === 0 ? 1 : Math.max(0, 1 - left / (slope * products));
  return clip(Math.max(0, slope * kept), 1);
}

const FEWEST_FOR_SHARE = 8;

/** The residuals without what follows the sentinels. A night in which no sentinel ran keeps its residual. */
export function withoutShared(residuals: Float64Array, shared: Float64Array, share: number): Float64Array {
  if (share === 0) return residuals;
  return residuals.map((value, night) => {
    const moved = shared[night] ?? Number.NaN;
    return Number.isNaN(moved) ? value : value - share * moved;
  });
}
