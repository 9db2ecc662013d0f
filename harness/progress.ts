/** The line that says how far a run is. Pure: events in, text out. */
import type { Cell } from '../results/record.ts';
import type { Progress } from './cells/run-options.ts';

/** Of the cells that have run, by kind of cell: how long each was expected to take, and took. */
export type Durations = Map<
  string,
  { readonly expectedMs: number; readonly wallMs: readonly number[]; readonly kind: Cell['kind'] }
>;

/** Milliseconds that a cell is expected to take before it has run (estimate.ts). */
export type ExpectedMs = (cell: Cell) => number;

export function noteDuration(durations: Durations, { cell, wallMs }: Progress, expectedMs: ExpectedMs): void {
  if (wallMs === null) return;
  const before = durations.get(kindOf(cell))?.wallMs ?? [];
  durations.set(kindOf(cell), { expectedMs: expectedMs(cell), wallMs: [...before, wallMs], kind: cell.kind });
}

/**
 * Milliseconds left. A remaining cell is taken to last as the median of its kind of cell; a cell of which none has run yet, as expected,
 * times the ratio of measured to expected time of proofs, timed or race cells so far. undefined until a cell has run.
 */
export function remainingMs(
  remaining: readonly Cell[],
  durations: Durations,
  expectedMs: ExpectedMs,
): number | undefined {
  if (durations.size === 0) return undefined;
  return remaining.reduce((total, cell) => {
    const known = durations.get(kindOf(cell));
    return total + (known === undefined ? expectedMs(cell) * paceOf(durations, cell.kind) : middleOf(known.wallMs));
  }, 0);
}

/** Two cells as expected go into the ratio, so that the first short cell does not decide it. */
const EXPECTED_MS_OF_TWO = 3000;

/** Measured ÷ expected time; 1 where none of the kind has run. A sustained cell is as long as its window. */
function paceOf(durations: Durations, kind: Cell['kind']): number {
  if (kind === 'sustained') return 1;
  const alike = [...durations.values()].filter(entry => entry.kind === kind);
  const measured = alike.reduce((total, { wallMs }) => total + middleOf(wallMs), 0);
  const expected = alike.reduce((total, { expectedMs }) => total + expectedMs, 0);
  return (measured + EXPECTED_MS_OF_TWO) / (expected + EXPECTED_MS_OF_TWO);
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** `[#####---------------] 12/63  1:40 left  cpu ling-lite.forward… round 2`, cut to `columns`. */
export type ProgressWords = { readonly estimating: string; readonly left: (time: string) => string };

const ENGLISH: ProgressWords = { estimating: 'estimating', left: time => `${time} left` };

export function progressLine(
  { cell, done, total }: Progress,
  leftMs: number | undefined,
  columns: number,
  words: ProgressWords = ENGLISH,
): string {
  const width = 20;
  const filled = Math.round((done / total) * width);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}]`;
  const left = leftMs === undefined ? words.estimating : words.left(formatDuration(leftMs));
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
