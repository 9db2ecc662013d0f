/** Cards with several chips, whose tool tells one power for the whole card: it is counted once. */
import { type Row, said } from '../../detect/device.ts';
import type { Meter } from './listing.ts';

/** Rows of one board, by a key, as one figure: that of the first chip that tells any. A row without a key is a chip by itself. */
export function perBoard(rows: readonly Row[], boardOf: (row: Row) => number | null): readonly Meter[] {
  const boards = new Map<number, Row[]>();
  const alone: Meter[] = [];
  for (const row of rows) {
    const board = boardOf(row);
    if (board === null) alone.push({ row, boundary: 'chip' });
    else boards.set(board, [...(boards.get(board) ?? []), row]);
  }
  const meters = [...boards.values()].flatMap(chips => {
    const row = chips.find(chip => said(chip.power) !== null) ?? chips[0];
    return row === undefined ? [] : [{ row, boundary: 'board' } as const];
  });
  return [...meters, ...alone].toSorted((a, b) => a.row.index - b.row.index);
}

/** Two chips a card, numbered one after the other: 0 and 1, 2 and 3. */
export const pairsOf =
  (name: RegExp) =>
  (row: Row): number | null =>
    name.test(row.name) ? Math.floor(row.index / 2) : null;
