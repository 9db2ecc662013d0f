/**
 * A series with its levels taken out, over the nights that noise is learned from and steps are sought in. Levels are those between
 * confirmed steps: a step that is known is no noise. Pure. Arrays are of the window's nights; NaN stands for a night without a figure.
 */
import { medianOf } from './median.ts';
import { FEWEST_NIGHTS } from './rates.ts';
import { clip, type Robust, robust } from './robust.ts';

/** The nights of the table that are looked at: `from` ≤ night < `to`. Noise is learned from those before `settled`. */
export type Window = { readonly from: number; readonly to: number; readonly settled: number };

/** The first night of each level within a window, the oldest first; the first is the window's first night. `onsets`: in any order. */
export function levelStarts({ from, to }: Window, onsets: readonly number[]): readonly number[] {
  const within = new Set(onsets.filter(onset => onset > from && onset < to).map(onset => onset - from));
  return [0, ...[...within].sort((a, b) => a - b)];
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

/** Of fewer, one wild night moves their level. */
const FEWEST_FOR_LEVEL = 8;

/** Of the settled nights where there are enough of them: the newest may belong to a step that nobody knows yet. */
function levelOf(values: Float64Array, start: number, end: number, settled: number): number {
  const known = robust(values.subarray(start, Math.max(start, Math.min(end, settled))));
  return known.count >= FEWEST_FOR_LEVEL ? known.location : robust(values.subarray(start, end)).location;
}

/** A series with its levels taken out. `starts`: where each begins. */
export type Levelled = {
  readonly starts: readonly number[];
  readonly levels: readonly number[];
  readonly residuals: Float64Array;
};

/** null: too few nights of it are known to say anything. */
export function levelledSeries(values: Float64Array, starts: readonly number[], settled: number): Levelled | null {
  return knownNights(values) < FEWEST_NIGHTS ? null : { starts, ...withoutLevels(values, starts, settled) };
}

export function knownNights(values: Float64Array): number {
  let known = 0;
  for (let night = 0; night < values.length; night += 1) if (!Number.isNaN(values[night] ?? Number.NaN)) known += 1;
  return known;
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

/** How much of the machine's movement a series follows: 1 is all of it. `error`: one deviation. */
export type Share = { readonly slope: number; readonly error: number };

export const NO_SHARE: Share = { slope: 0, error: 0 };

/** The least-squares slope over the settled nights, 0 … 2; none where too few are known, or chance would give as much. */
export function shareFollowed(residuals: Float64Array, shared: Float64Array, settled: number): Share {
  const [own, other] = [robust(residuals.subarray(0, settled)), settledScatter(shared, settled)];
  if (other.count < FEWEST_FOR_SHARE || !(other.scale > 0)) return NO_SHARE;
  let [products, squares, ownSquares, pairs] = [0, 0, 0, 0];
  for (let night = 0; night < settled; night += 1) {
    const x = clip((shared[night] ?? Number.NaN) - other.location, CLIP * other.scale);
    const y = clip((residuals[night] ?? Number.NaN) - own.location, CLIP * own.scale);
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    products += x * y;
    squares += x * x;
    ownSquares += y * y;
    pairs += 1;
  }
  if (pairs < FEWEST_FOR_SHARE || !(products > 0)) return NO_SHARE;
  const slope = products / squares;
  const left = Math.max(ownSquares - slope * products, 0) / (pairs - 2);
  // Drawn towards 0 by its own F statistic (positive-part James–Stein).
  const kept = Math.max(0, 1 - left / (slope * products));
  return { slope: Math.min(slope * kept, MOST_SHARE), error: Math.sqrt(left / squares) };
}

const FEWEST_FOR_SHARE = 8;
const MOST_SHARE = 2;

/** One movement is asked for by every series of a night. */
const SCATTER = new WeakMap<Float64Array, Robust>();
const WHOLE = new WeakMap<Float64Array, ReturnType<typeof withoutLevels>>();

function settledScatter(shared: Float64Array, settled: number): Robust {
  const known = SCATTER.get(shared) ?? robust(shared.subarray(0, settled));
  SCATTER.set(shared, known);
  return known;
}

/** A movement without the levels of a series. Most series have one level alone. */
export function levelledMovement(movement: Float64Array, starts: readonly number[], settled: number) {
  if (starts.length > 1) return withoutLevels(movement, starts, settled);
  const known = WHOLE.get(movement) ?? withoutLevels(movement, starts, settled);
  WHOLE.set(movement, known);
  return known;
}

/** The residuals without what follows the sentinels. A night in which no sentinel ran keeps its residual. */
export function withoutShared(residuals: Float64Array, shared: Float64Array, share: Share): Float64Array {
  if (share.slope === 0) return residuals;
  return residuals.map((value, night) => {
    const moved = shared[night] ?? Number.NaN;
    return Number.isNaN(moved) ? value : value - share.slope * moved;
  });
}
