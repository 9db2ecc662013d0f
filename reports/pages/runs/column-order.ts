/** The columns of a CSV in the order in which people read them: what was measured, on what, how fast, at what cost; ids last. Pure. */
import type { CsvRow } from '../../../results/export/csv.ts';

const FIRST: readonly string[] = [
  'work',
  'device',
  'chip',
  'kind',
  'status',
  'strategy',
  'tokens_per_second',
  'step_ms',
  'relative',
  'cost_per_trillion_tokens',
  'cost_currency',
  'saving',
  'saving_verdict',
  'basis',
];

const LAST: readonly string[] = [
  'machine',
  'run',
  'target',
  'board',
  'workload',
  'workload_sha256',
  'comparison_sha256',
  'command',
];

/** The ends of an interval stand behind their figure. */
const OF_FIGURE = /_(low|high|interval|rounds|reason)$/;

/** Every row with every column: null where it has none. */
export function inReadingOrder(rows: readonly CsvRow[]): readonly CsvRow[] {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const place = (column: string): number => {
    const figure = column.replace(OF_FIGURE, '');
    const first = FIRST.indexOf(FIRST.includes(column) ? column : figure);
    const last = LAST.indexOf(column);
    return first >= 0 ? first : last >= 0 ? FIRST.length + 1 + last : FIRST.length;
  };
  const ordered = columns.toSorted((a, b) => place(a) - place(b));
  return rows.map(row => Object.fromEntries(ordered.map(column => [column, row[column] ?? null])));
}
