/** Kunlunxin XPU: xpu_smi (with an underscore: xpu-smi is Intel's). One line a device, in the box under DEVICES. */
import { isCut, lines, parser, type Row } from '../device.ts';
import { cellsOf, driverOf } from '../forms/table.ts';

/** Devices in the output of xpu_smi. */
export const parseKunlunxinXpuSmi = parser('xpu_smi', () => 'kunlunxin', [readRows]);

function readRows(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  let columns: readonly string[] = [];
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const cells = cellsOf(line);
    if (cells[0] === 'DevID') columns = cells;
    // The boxes of video units and processes number the same devices again; only this one has their PCI address.
    if (!columns.includes('PCI Addr') || !/^\d+$/.test(cells[0] ?? '')) continue;
    const name = cells[columns.indexOf('Model')];
    if (!name) return null;
    const memory = /\/ *(.+)$/.exec(cells[columns.indexOf('Memory')] ?? '')?.[1];
    rows.push({ index: Number(cells[0]), name, driver, memory });
  }
  return rows;
}
