/** The cells of a run that gave no measurement, each with the sentence of why. Pure. */
import type { OutputCell } from '../../../reports/outputs/document.ts';
import { CUT_OFF } from '../../../reports/words/outputs/cell-text.ts';
import { faultText, noteText } from '../../../results/note-text.ts';
import type { Cell, CellLine, ProofLine, RunRecord } from '../../../results/record.ts';

/** In the order of the plan; behind them what was found and not run. */
export function troubledCells({ context, proofs, cells }: RunRecord): readonly OutputCell[] {
  const lines = new Map([...proofs, ...cells].map(line => [line.cell, line]));
  return [
    ...context.plan.flatMap(cell => troubleOf(cell, lines.get(cell.id)) ?? []),
    ...context.skipped.map(
      ({ what, code, values }): OutputCell => ({
        id: what,
        target: null,
        outcome: 'skipped',
        code,
        text: noteText({ code, values }),
      }),
    ),
  ];
}

function troubleOf({ id, target }: Cell, line: ProofLine | CellLine | undefined): OutputCell | null {
  if (line === undefined) return { id, target, outcome: 'skipped', code: 'cut-off', text: CUT_OFF };
  const { outcome } = line;
  if (outcome.status === 'fault') {
    const { code } = outcome.fault;
    return { id, target, outcome: 'failed', code, text: faultText(outcome.fault) || code };
  }
  if (outcome.status === 'skipped') {
    return { id, target, outcome: 'skipped', code: outcome.reason.code, text: noteText(outcome.reason) };
  }
  return null;
}
