/** Rows as CSV (RFC 4180): one header row, an empty cell for what is not there. */
import { stringify } from 'csv-stringify/sync';
import { printable } from '../printable.ts';

export type CsvCell = string | number | boolean | null;
export type CsvRow = Readonly<Record<string, CsvCell>>;

/** The columns are those of all rows, in the order in which they first occur. A cell that looks like a formula is text. */
export function toCsv(rows: readonly CsvRow[]): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return stringify(
    rows.map(row => columns.map(column => cellOf(row[column] ?? null))),
    { header: true, columns, escape_formulas: true, cast: { boolean: value => (value ? 'true' : 'false') } },
  );
}

const cellOf = (cell: CsvCell): CsvCell => (typeof cell === 'string' ? printable(cell) : cell);
