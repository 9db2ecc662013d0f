/** Cards with several chips, whose tool tells one power for the whole card: it is counted once. */

import { hasTwoDies } from '../amd/dies.ts';
import { type Row, said } from '../device.ts';
import type { Meter } from './listing.ts';
import type { Boundary } from './sensor.ts';

/** Rows of one board, by a key, as one figure: that of the first chip that tells any. A row without a key is a chip by itself. */
export function perBoard(
  rows: readonly Row[],
  boardOf: (row: Row) => number | string | null,
  boundaryOf: (row: Row) => Boundary = () => 'board',
): readonly Meter[] {
  const boards = new Map<number | string, Row[]>();
  const alone: Meter[] = [];
  for (const row of rows) {
    const board = boardOf(row);
    if (board === null) alone.push({ row, boundary: 'chip' });
    else boards.set(board, [...(boards.get(board) ?? []), row]);
  }
  const meters = [...boards.values()].flatMap(chips => {
    const row = chips.find(tellsFigure) ?? chips.find(({ power }) => said(power) !== null) ?? chips[0];
    return row === undefined ? [] : [{ row, boundary: boundaryOf(row) }];
  });
  return [...meters, ...alone].toSorted((a, b) => a.row.index - b.row.index);
}

/** A second chip may say 0 W in place of nothing. */
function tellsFigure({ power, energy }: Row): boolean {
  return said(energy) !== null || (said(power) !== null && Number.parseFloat(power ?? '') !== 0);
}

/** Two chips a card, numbered one after the other: 0 and 1, 2 and 3. */
export const pairsOf =
  (name: RegExp) =>
  (row: Row): number | null =>
    name.test(row.name) ? Math.floor(row.index / 2) : null;

/** AMD: the dies of an MI250 share their board's figure, the parts of an MI300 that of their chip. Cards and boards are numbered apart. */
export const amdMeters = (rows: readonly Row[]): readonly Meter[] =>
  perBoard(
    rows,
    ({ card, name }) => (card === undefined ? null : `${hasTwoDies(name) ? 'board' : 'card'} ${card}`),
    ({ name }) => (hasTwoDies(name) ? 'board' : 'chip'),
  );
