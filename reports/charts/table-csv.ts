/** The table behind a chart as CSV (RFC 4180), as results/export/csv.ts writes it, which no browser can load. */
import type { PlotCell, PlotTable } from './kind.ts';

/** What makes a spreadsheet read a cell as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20]/;
/** As results/printable.ts: control characters but line ends and tabs, and what turns the direction of a line. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|\p{Bidi_Control}|\uFFFD/gu;
const NEEDS_QUOTES = /[",\r\n]/;

/** A line a row, the columns first. Text that looks like a formula is made text by an apostrophe. */
export function tableCsv({ columns, rows }: PlotTable): string {
  return [columns, ...rows].map(row => `${row.map(cellText).join(',')}\n`).join('');
}

function cellText(cell: PlotCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replace(UNPRINTABLE, '');
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
