/**
 * asv's step detection, run every night over all nights so far: a regression is a step up after which the level never came back. It is
 * told when it is in tonight's list for the first time. Weights are 1 ÷ the width of a value's interval, in units of their median, as asv
 * has them.
 */
import type { NightSeries } from '../../../../reports/regressions/steps/nights.ts';
import type { Alarm, Rule } from '../alarm.ts';
import { chosenPieces, levelsOf, type Piece } from './pieces.ts';
import { growingFit } from './potts.ts';

/** A year has few steps: more pieces are not tried. */
const MOST_PIECES = 12;
/** Fewer values have no step. */
const LEAST_VALUES = 3;
/** An onset moves from night to night: so near to one that was told it is the same. */
const SAME_NIGHTS = 7;
/** Rounds that are equal to the last digit have a weight too. */
const LEAST_SE = 1e-9;

export const asv = (threshold: number): Rule => ({
  name: threshold === 0 ? 'asv, steps of any size' : `asv, steps over ${(100 * threshold).toFixed(0)} % (default)`,
  repeats: true,
  alarms: ({ table }) =>
    table.series.flatMap((nights, series) =>
      firstTold(nightlyPieces(nights), threshold).map(
        ({ on, onset }): Alarm => ({ series, on, onset, direction: 'worse' }),
      ),
    ),
});

type NightPieces = {
  readonly night: number;
  readonly pieces: readonly Piece[];
  /** The night of each value so far. */
  readonly nights: readonly number[];
};

/** The pieces do not depend on the threshold, and take long. */
const known = new WeakMap<NightSeries, readonly NightPieces[]>();

function nightlyPieces(series: NightSeries): readonly NightPieces[] {
  const found = known.get(series);
  if (found !== undefined) return found;
  const fit = growingFit(MOST_PIECES);
  const [nights, values, weights]: [number[], number[], number[]] = [[], [], []];
  const levelOf = levelsOf(values, weights);
  const all: NightPieces[] = [];
  for (const [night, figure] of series.log.entries()) {
    if (figure === null) continue;
    const value = Math.exp(figure);
    const weight = 1 / (Math.max(series.se[night] ?? 0, LEAST_SE) * value);
    nights.push(night);
    values.push(value);
    weights.push(weight);
    fit.add(value, weight);
    if (values.length < LEAST_VALUES) continue;
    const middle = median(weights);
    const relative = weights.map(other => other / middle);
    all.push({ night, nights, pieces: chosenPieces(fit.fits(), values, relative, levelOf) });
  }
  known.set(series, all);
  return all;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
}

function firstTold(all: readonly NightPieces[], threshold: number): readonly Pick<Alarm, 'on' | 'onset'>[] {
  const told: Pick<Alarm, 'on' | 'onset'>[] = [];
  for (const { night, pieces, nights } of all)
    for (const from of regressions(pieces, threshold)) {
      const onset = nights[from] ?? night;
      if (!told.some(other => Math.abs(other.onset - onset) <= SAME_NIGHTS)) told.push({ on: night, onset });
    }
  return told;
}

/**
 * Where the level went up for good: from the last piece back, each piece that lies below the lowest so far by more than both errors and
 * `threshold` of its own level. A dip of a single value from an equal level is none.
 */
export function regressions(pieces: readonly Piece[], threshold: number): readonly number[] {
  const found: number[] = [];
  let lowest = pieces.at(-1);
  let beforeDip: Piece | null = null;
  for (const [i, piece] of [...pieces.entries()].slice(0, -1).reverse()) {
    if (lowest === undefined) break;
    const margin = Math.max(piece.error, lowest.error, threshold * piece.level);
    if (lowest.level > piece.level + margin) {
      beforeDip = piece.to - piece.from < 2 ? lowest : beforeDip;
      found.unshift(pieces[i + 1]?.from ?? piece.to);
      lowest = piece;
    } else if (beforeDip !== null) {
      if (beforeDip.level <= piece.level + margin) {
        found.shift();
        lowest = beforeDip;
      }
      beforeDip = null;
    }
  }
  return found;
}
