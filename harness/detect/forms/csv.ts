/** `--query-gpu=… --format=csv` of nvidia-smi and its likes: a header names the columns, in whatever order was asked. */
import { isPartitioned, type Row, said } from '../device.ts';
import { isBrokenName } from '../words/broken.ts';
import { isWarning, lines } from '../words/lines.ts';

/** The devices of a CSV query. Needs a `name` column beside `index` or `uuid`; process and clock queries have none. */
export function readCsv(text: string): readonly Row[] | null {
  const [header = '', ...body] = lines(text).filter(line => line.trim() !== '' && !isWarning(line));
  const columns = cellsOf(header).map(column => column.replace(/ \[.*\]$/, ''));
  if (!columns.includes('name') || !(columns.includes('index') || columns.includes('uuid'))) return null;
  const rows = new Map<number, Row>();
  for (const [position, line] of body.entries()) {
    const cells = cellsOf(line);
    const cell = (column: string) => cells[columns.indexOf(column)];
    const name = cell('name');
    // A lost board may tell not even its number: it is where it stands.
    const printed = cell('index');
    const index = printed === undefined || isBrokenName(printed) ? position : Number(printed);
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

function cellsOf(line: string): string[] {
  return line.split(',').map(cell => cell.trim());
}
