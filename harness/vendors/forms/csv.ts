/** `--query-gpu=… --format=csv` of nvidia-smi and its likes: a header names the columns, in whatever order was asked. */
import { isPartitioned, type Row, said } from '../device.ts';
import { isBrokenName } from '../words/broken.ts';
import { isWarning, lines } from '../words/lines.ts';

/** The devices of a CSV query. Needs a `name` column beside `index` or `uuid`; process and clock queries have none. What stands before is no row. */
export function readCsv(text: string): readonly Row[] | null {
  const printed = lines(text).filter(line => line.trim() !== '' && !isWarning(line));
  const first = printed.findIndex(line => isHeader(columnsOf(line)));
  if (first < 0) return null;
  const columns = columnsOf(printed[first] ?? '');
  const body = printed.slice(first + 1);
  const rows = new Map<number, Row>();
  for (const [position, line] of body.entries()) {
    const cells = cellsOf(line);
    const cell = (column: string) => cells[columns.indexOf(column)];
    const name = cell('name');
    // A lost board may tell not even its number: it is where it stands.
    const number = cell('index');
    const index = number === undefined || isBrokenName(number) ? position : Number(number);
    if (cells.length !== columns.length || !name || !Number.isInteger(index)) return null;
    // A query that loops prints every device again and again: it is there once.
    if (rows.has(index)) continue;
    rows.set(index, {
      index,
      name,
      uuid: cell('uuid'),
      driver: cell('kmd_version') ?? cell('driver_version'),
      memory: cell('memory.total'),
      partitioned: isPartitioned(cell('mig.mode.current'), name),
      power: toldOf(cell('power.draw.instant'), cell('power.draw')),
      powerLimit: cell('enforced.power.limit') ?? cell('power.limit'),
      temperature: cell('temperature.gpu'),
      clock: cell('clocks.current.sm') ?? cell('clocks.sm'),
      memoryClock: cell('clocks.current.memory') ?? cell('clocks.mem'),
    });
  }
  return [...rows.values()];
}

/** The first that says something; else the first that is there. */
function toldOf(...cells: readonly (string | undefined)[]): string | undefined {
  return cells.find(cell => said(cell) !== null) ?? cells.find(cell => cell !== undefined);
}

const columnsOf = (line: string) => cellsOf(line).map(column => column.replace(/ \[.*\]$/, '').toLowerCase());

const isHeader = (columns: readonly string[]) =>
  columns.includes('name') && (columns.includes('index') || columns.includes('uuid'));

function cellsOf(line: string): string[] {
  return line.split(',').map(cell => cell.trim());
}
