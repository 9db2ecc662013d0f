/** The table behind a chart as CSV (RFC 4180), as results/export/csv.ts writes it, which no browser can load. */
import type { PlotCell, PlotTable } from './kind.ts';

/** What makes a spreadsheet read a cell as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A line a row, the columns first. Text that looks like a formula is made text by an apostrophe. */
export function tableCsv({ columns, rows }: PlotTable): string {
  return [columns, ...rows].map(row => `${row.map(cellText).join(',')}\n`).join('');
}

function cellText(cell: PlotCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const inert = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
