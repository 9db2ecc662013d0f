/** Intel: xpu-smi for GPUs (discovery and table; Kunlunxin has a tool of that name), hl-smi for Gaudi (CSV as asked here, and table). */
import { parser, type Row } from '../device.ts';
import { readCsv } from '../forms/csv.ts';
import { cellsOf, readTable } from '../forms/table.ts';
import { readXpuTable } from '../kunlunxin/devices.ts';
import { vendorOfName } from '../pci.ts';
import { isCut, lines } from '../words/lines.ts';

/** Devices in the output of xpu-smi. */
export const parseXpuSmi = parser('xpu-smi', vendorOfName('intel'), [readDiscovery, readXpuTable, readTable]);

/** Devices in the output of hl-smi. */
export const parseHlSmi = parser('hl-smi', () => 'intel', [readHeadlessCsv, readCsv, readTable]);

/** The columns asked of hl-smi, first in this order: it is asked without a header, whose spelling differs by version. */
export const HL_SMI_COLUMNS = 'index,uuid,name,driver_version,memory.total';

/** `xpu-smi discovery`: a number in the left cell opens a device, `Key: value` lines on the right describe it. */
function readDiscovery(text: string): readonly Row[] | null {
  if (isCut(text) || !/\|\s*Device ID\s*\|/.test(text)) return null;
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const [id = '', fact = ''] = cellsOf(line);
    if (/^\d+$/.test(id)) rows.push({ index: Number(id), name: '' });
    const last = rows.at(-1);
    const [, key, value] = /^([^:]+): (.+)$/.exec(fact) ?? [];
    if (last && value) rows[rows.length - 1] = { ...last, ...described(key, value) };
  }
  return rows.some(row => row.name === '') ? null : rows;
}

function described(key: string | undefined, value: string): Partial<Row> {
  switch (key) {
    case 'Device Name':
      return { name: value };
    case 'SOC UUID':
      return { uuid: value };
    case 'Driver Version':
      return { driver: value };
    case 'Memory Physical Size':
      return { memory: value };
    default:
      return {};
  }
}

function readHeadlessCsv(text: string): readonly Row[] | null {
  const body = lines(text).filter(line => line.trim() !== '');
  const rows: Row[] = [];
  for (const line of body) {
    const [index = '', uuid, name, driver, memory] = line.split(',').map(cell => cell.trim());
    if (!/^\d+$/.test(index) || !name || !memory) return null;
    rows.push({ index: Number(index), name, uuid, driver, memory });
  }
  return rows;
}
