/** The line that says how far a run is. Pure: events in, text out. */
import type { Cell } from '../results/record.ts';
import type { Progress } from './run.ts';

/** Durations of what has run, by what it was: the same case in the next round takes about as long. */
export type Durations = Map<string, number>;

export function noteDuration(durations: Durations, { cell, wallMs }: Progress): void {
  if (wallMs !== null) durations.set(kindOf(cell), wallMs);
}

/**
 * Milliseconds left: each remaining cell as long as the last of its kind, kinds never seen as long as the mean of the
 * rest. undefined until something has run.
 */
export function remainingMs(remaining: readonly Cell[], durations: Durations): number | undefined {
  if (durations.size === 0) return undefined;
  const known = [...durations.values()];
  const typical = known.reduce((total, ms) => total + ms, 0) / known.length;
  return remaining.reduce((total, cell) => total + (durations.get(kindOf(cell)) ?? typical), 0);
}

/** `[#####---------------] 12/63  1:40 left  cpu ling-lite.forward… round 2`, cut to `columns`. */
export function progressLine({ cell, done, total }: Progress, leftMs: number | undefined, columns: number): string {
  const width = 20;
  const filled = Math.round((done / total) * width);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}]`;
  const left = leftMs === undefined ? 'estimating' : `${formatDuration(leftMs)} left`;
  const what = cell.kind === 'proof' ? 'proof' : `round ${cell.round + 1}`;
  return `${bar} ${done}/${total}  ${left}  ${cell.target} ${cell.case} ${what}`.slice(0, Math.max(0, columns - 1));
}

/** `1:05` */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function kindOf(cell: Cell): string {
  return `${cell.kind} ${cell.target} ${cell.case}`;
}
