/** Intel Gaudi: hl-smi, asked for columns in an order of ours and without a header, whose spelling differs by version. */
import type { Row } from '../device.ts';
import { readTable } from '../forms/table.ts';
import { listingSource } from '../sensing/listing.ts';
import { lines } from '../words/lines.ts';

const COLUMNS = [
  'index',
  'uuid',
  'name',
  'driver_version',
  'memory.total',
  'memory.used',
  'memory.free',
  'power.draw',
  'power.max',
  'temperature.aip',
  'utilization.aip',
];

export const hlSmi = listingSource({
  id: 'hl-smi',
  vendor: 'intel',
  asks: [['-Q', COLUMNS.join(','), '-f', 'csv,noheader'], []],
  read: text => readColumns(text) ?? readTable(text),
  boundary: 'chip',
});

function readColumns(text: string): readonly Row[] | null {
  const rows: Row[] = [];
  for (const line of lines(text).filter(part => part.trim() !== '')) {
    const cells = line.split(',').map(cell => cell.trim());
    const [index = '', uuid, name] = cells;
    if (cells.length !== COLUMNS.length || !/^\d+$/.test(index) || !name) return null;
    const cell = (column: string) => cells[COLUMNS.indexOf(column)];
    const power = { power: cell('power.draw'), powerLimit: cell('power.max'), temperature: cell('temperature.aip') };
    rows.push({ index: Number(index), name, uuid, ...power });
  }
  return rows;
}
