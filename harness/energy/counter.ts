/** An energy counter's difference over a window: wraparound, resets, and what it read at the window's two edges. */
import { changesOf, GAP_PERIODS, type Point, type Refused, refused, type Window } from './series.ts';

/** After a longer time without a look a counter may have wrapped around unseen. */
const LONGEST_GAP_MS = 60_000;

/** A counter that changes at this share of the looks or more is faster than the looks. */
const FAST = 0.9;

/**
 * A counter's joules with every wraparound added. A counter that goes back without having been near its end was reset, and the joules
 * in between are lost.
 */
export function unwrapped(points: readonly Point[], wrapsAtJ: number | null): readonly Point[] | Refused {
  const continuous: Point[] = [];
  let addJ = 0;
  for (const [i, { atMs, value }] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined && value < before.value) {
      if (wrapsAtJ === null || before.value < wrapsAtJ / 2 || value > wrapsAtJ / 2) {
        return refused('reset', `the counter went from ${before.value} J back to ${value} J`);
      }
      addJ += wrapsAtJ;
    }
    continuous.push({ atMs, value: value + addJ });
  }
  return continuous;
}

/** Joules of a window by a counter without wraparounds. */
export function counterEnergy(points: readonly Point[], periodMs: number, window: Window): number | Refused {
  const gap = points.find(({ atMs }, i) => i > 0 && atMs - (points[i - 1]?.atMs ?? atMs) > LONGEST_GAP_MS);
  if (gap !== undefined) return refused('gap', `more than ${LONGEST_GAP_MS / 1000} s without a look`);
  const updates = updatesOf(points);
  const start = valueAt(updates, window.startMs, GAP_PERIODS * periodMs);
  const end = valueAt(updates, window.endMs, GAP_PERIODS * periodMs);
  if (start === null) return refused('gap', 'the counter was not seen to move around the start of the window');
  if (end === null) return refused('gap', 'the counter was not seen to move around the end of the window');
  return end - start;
}

/**
 * The times at which a counter was updated, with its values. A counter faster than the looks was updated at each look. A slower one was
 * updated between the last look at its old value and the first at its new value: the middle is taken, which errs by at most half a
 * look at either edge of a window, without bias.
 */
function updatesOf(points: readonly Point[]): readonly Point[] {
  const changes = changesOf(points);
  if (changes.length >= FAST * (points.length - 1)) return changes;
  return points.flatMap(({ atMs, value }, i) => {
    const before = points[i - 1];
    return before === undefined || before.value === value ? [] : [{ atMs: (before.atMs + atMs) / 2, value }];
  });
}

/** The counter's value at a time, interpolated between updates; null where the updates are too far away. */
function valueAt(updates: readonly Point[], atMs: number, farthestMs: number): number | null {
  const next = updates.findIndex(update => update.atMs >= atMs);
  const [before, after] = [updates[next - 1], updates[next]];
  if (after?.atMs === atMs) return after.value;
  if (before === undefined || after === undefined) return null;
  if (atMs - before.atMs > farthestMs || after.atMs - atMs > farthestMs) return null;
  return before.value + ((after.value - before.value) * (atMs - before.atMs)) / (after.atMs - before.atMs);
}
