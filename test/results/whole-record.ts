/** A made-up run on disk that keeps every promise a record makes, and changes by which it does not. No number here was measured. */

import type { Cell, ContextLine } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Unchained } from '../../results/seal.ts';
import { createRun, type RunWriter } from '../../results/store.ts';
import { proofOf } from './made-proof.ts';
import { contextOf, measurementOf, type RunParts, STARTED } from './small-record.ts';

export type Line = Extract<Unchained, { readonly kind: 'proof' | 'cell' | 'attempt' }>;

export type Changes = {
  readonly parts?: RunParts;
  readonly context?: Partial<Omit<ContextLine, 'previousSha256'>>;
  /** What is written in place of a cell's line; its samples are written before. */
  readonly lines?: (line: Line, cell: Cell) => readonly Line[];
  /** A round's step times, in the order in which they were taken; null: it was skipped. */
  readonly stepsMs?: (cell: Cell) => readonly number[] | null;
  /** When it was sealed; null: it was not. */
  readonly finishedAt?: string | null;
};

const CELL_MS = 1000;

/** The instant at which the n-th cell began. */
export const startOf = (n: number): string => new Date(Date.parse(STARTED) + (n + 1) * CELL_MS).toISOString();

/** Writes a whole run and returns the path of its record. */
export function wholeRecord(folder: string, changes: Changes = {}): string {
  const writer = openRecord(folder, changes);
  const { finishedAt = startOf(1000) } = changes;
  if (finishedAt !== null) writer.seal(finishedAt);
  writer.close();
  return writer.path;
}

/** As `wholeRecord`, before its seal, with the writer still open. */
export function openRecord(
  folder: string,
  { parts, context = {}, lines = line => [line], stepsMs }: Changes,
): RunWriter {
  const planned = { ...contextOf(parts), ...context };
  const writer = createRun(folder, planned);
  for (const [n, cell] of planned.plan.entries()) {
    const taken = stepsMs === undefined ? stepsOf(n) : stepsMs(cell);
    for (const line of lines(lineOf(cell, n, planned, writer, taken), cell)) writer.append(line);
  }
  return writer;
}

/** Appends the n-th cell of the plan to a record that has all before it. */
export function appendCell(writer: RunWriter, planned: Pick<ContextLine, 'cases' | 'plan'>, n: number): void {
  const cell = planned.plan[n];
  if (cell === undefined) throw new Error(`the plan has no cell ${n}`);
  writer.append(lineOf(cell, n, planned, writer, stepsOf(n)));
}

/** Others for every cell, exact in binary. */
const stepsOf = (n: number): readonly number[] => [4, 6, 5 + n / 64];

function lineOf(
  cell: Cell,
  n: number,
  { cases }: Pick<ContextLine, 'cases'>,
  writer: RunWriter,
  stepsMs: readonly number[] | null,
): Line {
  const begun = { cell: cell.id, startedAt: startOf(n), wallMs: CELL_MS };
  const workload = cases.find(({ id }) => id === cell.case)?.workload;
  if (workload === undefined) throw new Error(`no case ${cell.case}`);
  if (cell.kind === 'proof')
    return { kind: 'proof', ...begun, outcome: { status: 'proven', proof: proofOf(workload) } };
  if (stepsMs === null) {
    return { kind: 'cell', ...begun, wallMs: 0, outcome: { status: 'skipped', reason: note('proof-failed') } };
  }
  const samplesSha256 = writer.appendSamples(cell.id, stepsMs);
  const measurement = { ...measurementOf(stepsMs), window: windowOf(n, stepsMs), samplesSha256 };
  return { kind: 'cell', ...begun, outcome: { status: 'measured', measurement } };
}

/** On the monotonic clock of a machine that was started a quarter of an hour before the run. */
export function windowOf(n: number, stepsMs: readonly number[]): Measurement['window'] {
  const startMs = 900_000 + (n + 1) * CELL_MS + 200;
  return { startMs, endMs: startMs + stepsMs.reduce((sum, ms) => sum + ms, 0) };
}

/** The line of a measured cell with another measurement. */
export function remeasured(line: Line, change: (measurement: Measurement) => Measurement): Line {
  if (line.kind === 'proof' || line.outcome.status !== 'measured') return line;
  const outcome = { ...line.outcome, measurement: change(line.outcome.measurement) };
  return line.kind === 'cell' ? { ...line, outcome } : { ...line, outcome };
}
