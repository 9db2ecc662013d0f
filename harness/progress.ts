/** The line that says how far a run is. Pure: events in, text out. */
import type { Cell } from '../results/record.ts';
import type { Timing } from '../suites/suite.ts';
import type { Progress } from './cells/run-options.ts';

/** Durations of cells that have run, by kind of cell: the same case in the next round takes about as long. */
export type Durations = Map<string, number>;

export function noteDuration(durations: Durations, { cell, wallMs }: Progress): void {
  if (wallMs !== null) durations.set(kindOf(cell), wallMs);
}

/**
 * Milliseconds left. Each remaining cell is estimated by the last of its kind; a sustained cell without one by its window; another
 * cell without one by the mean of all kinds. undefined until a cell has run.
 */
export function remainingMs(
  remaining: readonly Cell[],
  durations: Durations,
  sustained: Timing | null = null,
): number | undefined {
  if (durations.size === 0) return undefined;
  const known = [...durations.values()];
  const typical = known.reduce((total, ms) => total + ms, 0) / known.length;
  const unseen = (cell: Cell) => (cell.kind === 'sustained' ? (sustained?.minWindowMs ?? typical) : typical);
  return remaining.reduce((total, cell) => total + (durations.get(kindOf(cell)) ?? unseen(cell)), 0);
}

/** `[#####---------------] 12/63  1:40 left  cpu ling-lite.forward… round 2`, cut to `columns`. */
export function progressLine({ cell, done, total }: Progress, leftMs: number | undefined, columns: number): string {
  const width = 20;
  const filled = Math.round((done / total) * width);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}]`;
  const left = leftMs === undefined ? 'estimating' : `${formatDuration(leftMs)} left`;
  const what = stageOf(cell);
  return `${bar} ${done}/${total}  ${left}  ${cell.target} ${cell.case} ${what}`.slice(0, Math.max(0, columns - 1));
}

/** `proof`, `round 2`, `sustained` */
export function stageOf({ kind, round }: Cell): string {
  return kind === 'time' ? `round ${round + 1}` : kind;
}

/** `1:05`, `2:01:05` */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const tail = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

function kindOf(cell: Cell): string {
  return `${cell.kind} ${cell.target} ${cell.case} ${cell.strategy}`;
}
