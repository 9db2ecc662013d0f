/** What is said of a damaged record wherever its lines are used. */
import type { RunRecord } from '../record.ts';

/** `line 4: does not follow from the line before it; 2 lines are left out`, so that it can be looked up and copied again. */
export function damageText({ line, message, lostLines }: NonNullable<RunRecord['damaged']>): string {
  return `line ${line}: ${message}; ${lostLines === 1 ? '1 line is' : `${lostLines} lines are`} left out`;
}
