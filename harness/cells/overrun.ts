/** Whether a timed cell would take longer than it may, by what this run has measured before it. Pure. */

import type { Cell, CellLine, ContextLine } from '../../results/record.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { Timing } from '../../suites/suite.ts';

/** A cell steps at least once for its fingerprint and once to warm up, and then `minSteps` times. */
const STEPS_BEFORE = 2;

/** Why a cell is not started: the least it would take is more than it may. undefined: nothing known speaks against it. */
export function overrun(flopsPerStep: number, flopsPerSecond: number | undefined, timing: Timing): Note | undefined {
  if (flopsPerSecond === undefined) return undefined;
  const leastMs = ((STEPS_BEFORE + timing.minSteps) * flopsPerStep * 1000) / flopsPerSecond;
  const allowedMs = timing.maxCellMs ?? timing.timeoutMs;
  if (leastMs <= allowedMs) return undefined;
  return note('too-slow', {
    least: formatSpan(leastMs),
    rate: formatRate(flopsPerSecond),
    allowed: formatSpan(allowedMs),
  });
}

/** The greatest useful speed that was measured on each target with each dtype: what nothing that follows will beat by far. */
export class Speeds {
  readonly #greatest = new Map<string, number>();
  readonly #cases: ReadonlyMap<string, ContextLine['cases'][number]>;

  constructor(cases: ContextLine['cases']) {
    this.#cases = new Map(cases.map(item => [item.id, item]));
  }

  /**
   * A race says nothing of what the target can do: it is run before any matrix product, and by small works first, so that a large
   * one would be taken for too slow. Strategies share what the target can do: what the best of them reached is the least time of all.
   */
  note(cell: Cell, outcome: CellLine['outcome']): void {
    if (cell.kind === 'race') return;
    const item = this.#cases.get(cell.case);
    if (outcome.status !== 'measured' || item === undefined) return;
    const speed = (item.flopsPerStep * 1000) / outcome.measurement.stepMs.medianMs;
    const key = this.#key(cell);
    this.#greatest.set(key, Math.max(speed, this.#greatest.get(key) ?? 0));
  }

  /** FLOP/s on the cell's target with its case's dtype; undefined where nothing was measured yet. */
  of(cell: Cell): number | undefined {
    return this.#greatest.get(this.#key(cell));
  }

  #key({ target, case: id }: Cell): string {
    return `${target} ${this.#cases.get(id)?.workload.dtype}`;
  }
}

/** `14 min`, `40 s`, `3 h` */
export function formatSpan(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

function formatRate(flopsPerSecond: number): string {
  const units = ['FLOP/s', 'kFLOP/s', 'MFLOP/s', 'GFLOP/s', 'TFLOP/s', 'PFLOP/s'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(flopsPerSecond) / 3)));
  return `${Number((flopsPerSecond / 1000 ** step).toPrecision(2))} ${units[step]}`;
}
