/** Sampled power as a curve of straight lines between looks, and its integral over a window. */
import type { Point, Window } from './series.ts';

export class PowerCurve {
  readonly #points: readonly Point[];

  constructor(points: readonly Point[]) {
    this.#points = points;
  }

  /** Joules, by the trapezoidal rule; at both edges of the window power is interpolated. */
  energyJ({ startMs, endMs }: Window): number {
    let energyJ = 0;
    for (const [from, to] of this.#pieces()) {
      const [startsMs, endsMs] = [Math.max(from.atMs, startMs), Math.min(to.atMs, endMs)];
      if (endsMs <= startsMs) continue;
      const meanW = (between(from, to, startsMs) + between(from, to, endsMs)) / 2;
      energyJ += (meanW * (endsMs - startsMs)) / 1000;
    }
    return energyJ;
  }

  /** The fault where an edge of the window lacks a near look on either side. */
  unseenEdge({ startMs, endMs }: Window, farthestMs: number): string | null {
    if (!this.#isSeen(startMs, farthestMs)) return 'no look around the start of the window';
    return this.#isSeen(endMs, farthestMs) ? null : 'no look around the end of the window';
  }

  /** Milliseconds of the window that lie between looks farther apart than `longestMs`. */
  gapMs({ startMs, endMs }: Window, longestMs: number): number {
    let gapMs = 0;
    for (const [from, to] of this.#pieces()) {
      if (to.atMs - from.atMs <= longestMs) continue;
      gapMs += Math.max(0, Math.min(to.atMs, endMs) - Math.max(from.atMs, startMs));
    }
    return gapMs;
  }

  #isSeen(atMs: number, farthestMs: number): boolean {
    const next = this.#points.findIndex(point => point.atMs >= atMs);
    const [before, after] = [this.#points[next - 1], this.#points[next]];
    if (after?.atMs === atMs) return true;
    return (
      before !== undefined && after !== undefined && atMs - before.atMs <= farthestMs && after.atMs - atMs <= farthestMs
    );
  }

  #pieces(): readonly (readonly [Point, Point])[] {
    return this.#points.slice(1).flatMap((to, i) => {
      const from = this.#points[i];
      return from === undefined ? [] : [[from, to] as const];
    });
  }
}

function between(from: Point, to: Point, atMs: number): number {
  return from.value + ((to.value - from.value) * (atMs - from.atMs)) / (to.atMs - from.atMs);
}
