/** Runs a cell by itself: its line is on disk before the function ends. */
import type { Cell } from '../../results/record.ts';
import { ALONE, lineOf } from './cell-line.ts';
import type { RunOptions } from './run-options.ts';
import type { OutcomeLine, RunState } from './run-state.ts';

/** Interrupted where the run is; what was measured before stays on disk. */
export async function runAlone(cell: Cell, state: RunState, options: RunOptions): Promise<void> {
  await begin(cell, state, options);
  finish(cell, await lineOf(cell, ALONE, state, options), state, options);
}

/** Reports that a cell starts, and waits for what has to be ready before it. */
export async function begin(cell: Cell, state: RunState, options: RunOptions): Promise<void> {
  const { context, onProgress, beforeCell } = options;
  onProgress({ cell, status: 'started', done: state.done, total: context.plan.length, wallMs: null });
  await beforeCell?.(cell);
}

/** Writes a cell's line, counts it, and only then reports that the cell has ended. */
export function finish(cell: Cell, line: OutcomeLine, state: RunState, options: RunOptions): void {
  const { context, writer, onProgress } = options;
  writer.append(line);
  state.add(cell, line);
  const { outcome, wallMs } = line;
  onProgress({ cell, status: outcome.status, done: state.done, total: context.plan.length, wallMs });
}
