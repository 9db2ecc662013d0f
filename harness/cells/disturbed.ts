/** What becomes of a timed cell that others disturbed, by the policy of its run. */
import type { AttemptLine, Cell, CellLine } from '../../results/record.ts';
import { codedFault } from '../../results/schema/coded-fault.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { RunWriter } from '../../results/store.ts';
import type { DisturbedPolicy } from '../../suites/suite.ts';
import type { RunOptions } from './run-options.ts';
import type { CellOutcomeLine, RunState } from './run-state.ts';

/** Times a cell by `take`; where it was disturbed, keeps it, takes it once more, or makes it a fault. */
export async function underPolicy(
  cell: Cell,
  take: () => Promise<CellOutcomeLine>,
  state: RunState,
  { context, writer }: Pick<RunOptions, 'context' | 'writer'>,
): Promise<CellOutcomeLine> {
  const line = await take();
  const why = disturbances(line.outcome);
  if (why.length === 0) return line;
  // The values are in the attempt itself.
  const causes = why.map(({ code }) => code).join(', ');
  switch (policyOf(cell, context)) {
    case 'warn':
      return line;
    case 'retry':
      if (state.wasAttempted(cell)) return line;
      keepAttempt(line, note('disturbed-again', { causes }), writer);
      state.noteAttempt(cell.id);
      return take();
    case 'fail':
      keepAttempt(line, note('disturbed-fails', { causes }), writer);
      return { ...line, outcome: { status: 'fault', fault: codedFault('disturbed', ...why) } };
  }
}

/**
 * `fail` is for cells whose speed is a result: the rounds and the long cell of a work. Products and streams only divide it, and a race
 * only chooses what is timed: these are taken once more, and say what disturbed them. With all targets at once none can be repeated alone.
 */
function policyOf(
  { case: id, kind }: Cell,
  { cases, concurrent, disturbed = 'warn' }: RunOptions['context'],
): DisturbedPolicy {
  if (disturbed !== 'fail') return disturbed;
  const isResult = kind !== 'race' && cases.some(item => item.id === id && item.role.kind === 'work');
  if (isResult) return 'fail';
  return concurrent === true ? 'warn' : 'retry';
}

/** Writes a measurement as an attempt: it is on disk, and counts for nothing. */
export function keepAttempt(line: CellOutcomeLine, reason: Note, writer: Pick<RunWriter, 'append'>): void {
  const attempt = attemptOf(line, reason);
  if (attempt !== null) writer.append(attempt);
}

function attemptOf(line: CellOutcomeLine, reason: Note): Omit<AttemptLine, 'previousSha256'> | null {
  const { outcome } = line;
  return outcome.status === 'measured' ? { ...line, kind: 'attempt', reason, outcome } : null;
}

/** What disturbed a cell; none where nothing was seen. */
const disturbances = (outcome: CellLine['outcome']): readonly Note[] =>
  outcome.status === 'measured' ? (outcome.quiet?.disturbed ?? []) : [];
