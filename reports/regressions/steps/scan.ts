/**
 * Where a level may have changed: a generalised likelihood ratio over the onsets of the last nights (Hinkley 1970; window-limited as by
 * Lai 1995), on autocorrelated nights, each clipped so that no single night makes a step. Pure.
 */
import { clip } from './robust.ts';
import { normalScore } from './tails.ts';

/** An onset that lies further back is no longer looked for: a step that 14 nights did not show is told by a longer history. */
export const NEWEST_ONSETS = 14;
/** Nights before an onset that its level is held against: whole weeks, and few enough to follow a slow drift. */
export const LEVEL_NIGHTS = 42;
export const FEWEST_BEFORE = 3;

/** A night counts for so many deviations at most: one alone, however wild, stays below what confirms. */
const CLIP = 4;

export type Scan = {
  /** Of the window's nights, about the level; NaN: no figure. */
  readonly residuals: Float64Array;
  /** How many times the usual variance each night has, from its own rounds. */
  readonly excess: Float64Array;
  /** One error of the share that was taken out with the machine's movement, in deviations of each night: alike in all of them. */
  readonly doubt: Float64Array;
  readonly sigma: number;
  readonly phi: number;
  /** Of the tails of all series (tails.ts). */
  readonly tail: number;
  /** The first night of the level that the last night is held against. */
  readonly levelStart: number;
};

export type Onset = {
  readonly onset: number;
  /** Nights with a figure since. */
  readonly nights: number;
  /** In deviations; positive: the figure grew. */
  readonly z: number;
  /** The same of its first night alone, not clipped: what one night is suspected by. */
  readonly first: number;
  /** The same without the night that speaks most for it, in the direction of z; 0 of a single night. */
  readonly zOfOthers: number;
};

/** Every onset from `first` on that has a figure and a level before it. */
export function onsetsSince(scan: Scan, first: number): readonly Onset[] {
  const onsets: Onset[] = [];
  for (let onset = Math.max(first, scan.levelStart + 1); onset < scan.residuals.length; onset += 1) {
    const found = onsetAt(scan, onset);
    if (found !== null) onsets.push(found);
  }
  return onsets;
}

/** The one that stands out most, of those with at least `fewest` nights since. */
export function strongest(onsets: readonly Onset[], fewest: number): Onset | null {
  let best: Onset | null = null;
  for (const onset of onsets) {
    if (onset.nights >= fewest && (best === null || Math.abs(onset.z) > Math.abs(best.z))) best = onset;
  }
  return best;
}

/**
 * z = Σ h·ψ(u) ÷ √(Σ h² + (Σ h)²·(1 ÷ n + w²) + d²): u are innovations about the mean of the n nights before, in deviations and clipped; h is what a
 * step of one deviation adds to each (1 on the first night, then 1 − φ); the second term is what that mean does not
 * know, and d what `doubt` comes to.
 */
function onsetAt(scan: Scan, onset: number): Onset | null {
  const { residuals, excess, doubt, sigma, phi, tail } = scan;
  if (Number.isNaN(residuals[onset] ?? Number.NaN)) return null;
  const deviation = sigma / Math.sqrt(1 - phi * phi);
  const { mean: level, nights: before } = meanBefore(scan, onset, WILD * deviation);
  if (before < FEWEST_BEFORE) return null;
  const alone = Math.sqrt(1 - phi * phi);
  let previous = (residuals[onset - 1] ?? Number.NaN) - level;
  let [sum, squares, weights, nights, carried] = [0, 0, 0, 0, 0];
  let [most, least, mostH, leastH] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (let night = onset; night < residuals.length; night += 1) {
    const value = (residuals[night] ?? Number.NaN) - level;
    if (!Number.isNaN(value)) {
      const follows = !Number.isNaN(previous);
      const expected = night === onset ? 1 : 1 - phi;
      const width = Math.sqrt(excess[night] ?? 1);
      const h = (follows ? expected : alone) / width;
      const u = (follows ? value - phi * previous : alone * value) / (sigma * width);
      const said = h * clip(normalScore(u, tail), CLIP);
      if (said > most) [most, mostH] = [said, h];
      if (said < least) [least, leastH] = [said, h];
      sum += said;
      squares += h * h;
      weights += h;
      carried += h * ((doubt[night] ?? 0) - (follows ? phi * (doubt[night - 1] ?? 0) : 0));
      nights += 1;
    }
    previous = value;
  }
  const spread = (without: number) =>
    Math.sqrt(squares - without ** 2 + (weights - without) ** 2 * (1 / before + WANDER ** 2) + carried ** 2);
  const [strong, h] = sum < 0 ? [least, leastH] : [most, mostH];
  const zOfOthers = nights < 2 ? 0 : (sum - strong) / spread(h);
  return {
    onset,
    nights,
    z: sum / spread(0),
    first: (Math.sqrt(squares) * firstNight(scan, onset, level)) / spread(0),
    zOfOthers,
  };
}

/**
 * How far the first night is off, in deviations: from the level, or from what the night before makes likely, whichever is nearer. So a usual
 * night after a wild one is none of its own.
 */
function firstNight({ residuals, excess, sigma, phi, tail }: Scan, onset: number, level: number): number {
  const width = sigma * Math.sqrt(excess[onset] ?? 1);
  const value = (residuals[onset] ?? Number.NaN) - level;
  const previous = (residuals[onset - 1] ?? Number.NaN) - level;
  const fromLevel = (value * Math.sqrt(1 - phi * phi)) / width;
  const fromPrevious = Number.isNaN(previous) ? fromLevel : (value - phi * previous) / width;
  if (Math.sign(fromLevel) !== Math.sign(fromPrevious)) return 0;
  return normalScore(Math.abs(fromLevel) < Math.abs(fromPrevious) ? fromLevel : fromPrevious, tail);
}

/**
 * A level wanders by so many deviations where nothing changed: what is shared is not known exactly, nor is the week. Without it many
 * nights would make a step of next to nothing.
 */
const WANDER = 0.2;

/** Of the nights before an onset: further out a night says no more of its level. In deviations. */
const WILD = 3;

/** The mean of the level's nights before an onset, each clipped at `limit` about 0. */
function meanBefore({ residuals, levelStart }: Scan, onset: number, limit: number) {
  let [sum, nights] = [0, 0];
  for (let night = Math.max(levelStart, onset - LEVEL_NIGHTS); night < onset; night += 1) {
    const value = residuals[night] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += clip(value, limit);
    nights += 1;
  }
  return { mean: nights === 0 ? Number.NaN : sum / nights, nights };
}
