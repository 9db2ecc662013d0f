/** The lines of cells that a run has no time for. */
import type { Cell } from '../../results/record.ts';
import { codedFault } from '../../results/schema/coded-fault.ts';
import { note } from '../../results/schema/note.ts';
import type { Clock } from '../timing/clock.ts';
import { skippedLine } from './cell-line.ts';
import { formatSpan } from './overrun.ts';
import type { RunLimit } from './run-limit.ts';
import type { OutcomeLine } from './run-state.ts';

/** What a cell leaves that there was no time for. A proof has no skipped line: without a proof nothing is measured. */
export function timeOverLine(cell: Cell, clock: Clock, { maxMs }: RunLimit): OutcomeLine {
  const reason = note('time-over', { allowed: formatSpan(maxMs) });
  if (cell.kind !== 'proof') return skippedLine(cell, reason, clock);
  const startedAt = clock.now().toISOString();
  const outcome = { status: 'fault', fault: codedFault('timeout', reason), proof: null } as const;
  return { kind: 'proof', cell: cell.id, startedAt, wallMs: 0, outcome };
}
