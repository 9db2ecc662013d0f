/** A table that fits the terminal: cells are wrapped and columns left out, in the order that the table states. Pure. */
import pc from 'picocolors';
import type { Language } from '../../../../reports/words/language.ts';
import { SCREEN_WORDS } from '../../words/screen-words.ts';
import { breakable, columnsOf } from '../column-width.ts';
import type { Screen, Section } from '../screen.ts';
import { aligned, wrapped } from '../terminal.ts';

export type Column = {
  readonly head: string;
  /** Numbers are aligned at their last digit. */
  readonly number?: true;
};

/** What is done to fit a narrow terminal, by a column's head. */
export type Concession = { readonly wrap: string } | { readonly drop: string };

export type Table = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** In the order in which they are made, until the table fits. */
  readonly concessions: readonly Concession[];
  /** What the last line of a screen calls rows that were left out. */
  readonly name: string;
};

export type FittedTable = {
  readonly section: Section;
  /** Heads of the columns that were left out. */
  readonly dropped: readonly string[];
};

const INDENT = 2;
const GAP = 2;

/** The table as a section, no wider than the screen where its concessions allow it. */
export function fittedTable(table: Table, screen: Pick<Screen, 'columns'>): FittedTable {
  const conceded = concededBy(table, screen.columns);
  const places = table.columns.flatMap(({ head }, place) => (conceded.dropped.includes(head) ? [] : [place]));
  const columns = places.flatMap(place => table.columns[place] ?? []);
  const rows = [columns.map(({ head }) => head), ...table.rows.map(row => places.map(place => row[place] ?? ''))];
  const widths = fittedWidths(rows, columns, conceded.wrapped, screen.columns);
  const lines = rows.map(row => row.map((cell, place) => wrapped(cell, widths[place] ?? 0)));
  const heights = lines.map(cells => Math.max(1, ...cells.map(({ length }) => length)));
  const flat = lines.flatMap((cells, row) =>
    Array.from({ length: heights[row] ?? 1 }, (_, line) => cells.map(cell => cell[line] ?? '')),
  );
  const numbers = columns.flatMap(({ number }, place) => (number === true ? [place] : []));
  const text = aligned(flat, numbers);
  const [head = 0, ...body] = heights;
  let from = head;
  const entries = body.map(height => {
    from += height;
    return text.slice(from - height, from);
  });
  const heading = text.slice(0, head).map(line => pc.bold(line));
  return { section: { heading, entries, shown: 'room', name: table.name }, dropped: conceded.dropped };
}

/** Where the left-out columns are. */
export function droppedText(dropped: readonly string[], language: Language = 'en'): readonly string[] {
  const words = SCREEN_WORDS[language];
  return dropped.length === 0 ? [] : [words.dropped(dropped.join(words.comma))];
}

/** The fewest concessions, in their order, with which the table fits; all of them where it never does. */
function concededBy({ columns, rows, concessions }: Table, most: number) {
  const dropped: string[] = [];
  const wraps: string[] = [];
  const least = () => {
    const kept = columns.flatMap(({ head }, place) => {
      if (dropped.includes(head)) return [];
      const cells = [head, ...rows.map(row => row[place] ?? '')];
      return Math.max(...(wraps.includes(head) ? cells.flatMap(breakable) : cells).map(widthOf));
    });
    return tableWidth(kept);
  };
  for (const concession of concessions) {
    if (least() <= most) break;
    if ('drop' in concession) dropped.push(concession.drop);
    else wraps.push(concession.wrap);
  }
  return { dropped, wrapped: wraps };
}

/** Wrapped columns share the room that the others leave: the column with the most lines gets the next character. */
function fittedWidths(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  wraps: readonly string[],
  most: number,
): readonly number[] {
  const cellsOf = (place: number) => rows.map(row => row[place] ?? '');
  const natural = columns.map((_, place) => Math.max(...cellsOf(place).map(columnsOf)));
  const widths = columns.map(({ head }, place) =>
    wraps.includes(head)
      ? Math.max(...cellsOf(place).flatMap(cell => breakable(cell).map(widthOf)))
      : (natural[place] ?? 0),
  );
  for (let room = most - tableWidth(widths); room > 0; room -= 1) {
    const lines = widths.map((width, place) => (natural[place] ?? 0) / width);
    const longest = lines.indexOf(Math.max(...lines));
    if ((lines[longest] ?? 1) <= 1) break;
    widths[longest] = (widths[longest] ?? 0) + 1;
  }
  return widths;
}

/** Of a piece of a line: the blank at its end hangs over. */
const widthOf = (piece: string): number => columnsOf(piece.trimEnd());

const tableWidth = (widths: readonly number[]): number =>
  INDENT + widths.reduce((total, width) => total + width, 0) + GAP * Math.max(0, widths.length - 1);
