/** The cells of a recomputed claim's tables in words, and the claim as it is written for others. */
import type { Fact } from '../fact.ts';
import { threeDigits } from '../format.ts';
import type { ClaimCell } from '../reproduce/codes.ts';
import type { Cell, Reproduction } from '../reproduce/document.ts';
import { textOf } from './fact-list.ts';
import type { Sentence } from './sentence.ts';

const CELLS: Readonly<Record<ClaimCell, Sentence>> = {
  interval: ({ low, high, kind, rounds }) =>
    `${threeDigits(Number(low))} to ${threeDigits(Number(high))} (${kind === 'confidence-95' ? '95 %' : kind}, ${rounds} rounds)`,
};

/** `512 to 530 (95 %, 5 rounds)`; of a missing number its reason. */
export const cellFactText: (cell: Fact) => string = textOf(CELLS);

/** Every fact of the tables with its sentence. */
export function writtenReproduction(claim: Reproduction): Reproduction {
  return {
    ...claim,
    tables: claim.tables.map(table => ({
      ...table,
      rows: table.rows.map(row =>
        Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, writtenCell(cell)])),
      ),
    })),
  };
}

const writtenCell = (cell: Cell | undefined): Cell =>
  typeof cell === 'object' && cell !== null ? { ...cell, text: cellFactText(cell) } : (cell ?? null);
