/**
 * Huawei Ascend: npu-smi. Two lines a chip: `NPU Name | Health | …`, then `Chip [Device or Phy-ID] | Bus-Id | …`. A board
 * with several chips (310, 310P, 910C) repeats the first line for each; software addresses the chips, so they are counted.
 */
import { parser, type Row } from '../device.ts';
import { cellsOf } from '../forms/table.ts';
import { isCut, lines } from '../words/lines.ts';

/** Chips in the output of `npu-smi info` or `npu-smi info -m`. */
export const parseNpuSmi = parser('npu-smi', () => 'huawei', [readInfo, readMapping]);

const BUS = /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/i;

/** `npu-smi info`. A chip whose power its board tells for it has `-` or repeats the board's. */
export function readInfo(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = /\bVersion:\s*(\S+)/.exec(text)?.[1];
  const rows: Row[] = [];
  let board: (Partial<Row> & { readonly card: number; readonly name: string }) | null = null;
  for (const line of lines(text)) {
    if (/Process id|No running processes/.test(line)) break;
    const cells = cellsOf(line);
    const busCell = cells.findIndex(cell => BUS.test(cell));
    if (busCell < 0) {
      // 950PR gives NPU and Name a column each; older layouts put both in one.
      const [head = '', second = ''] = cells;
      const [, npu, name] = /^(\d+)\s+(\S.*)$/.exec(/^\d+$/.test(head) ? `${head} ${second}` : head) ?? [];
      if (name !== undefined) board = { card: Number(npu), name, ...drawOf(cells.at(-1) ?? ''), ...healthOf(cells) };
      continue;
    }
    if (board === null) return null;
    const [, device] = cells.slice(0, busCell).join(' ').split(/\s+/);
    const index = device !== undefined && /^\d+$/.test(device) ? Number(device) : rows.length;
    rows.push({
      ...board,
      index,
      driver,
      memory: memoryOf(cells.slice(busCell + 1).join(' ')),
    });
  }
  return rows;
}

/** `UNKNOWN`: the chip is not there or has not started (npu-smi's manual). What is `Alarm` or `Critical` answers. */
function healthOf(cells: readonly string[]): Pick<Row, 'fault'> {
  return cells.some(cell => /^unknown$/i.test(cell)) ? { fault: 'health UNKNOWN' } : {};
}

/** `Power(W)  Temp(C)  Hugepages-Usage(page)`: `101.8  43  0 / 0`. */
function drawOf(cell: string): Partial<Row> {
  const [, power, temperature] = /^(\S+)\s+(\d+)\s/.exec(cell) ?? [];
  if (power === undefined) return {};
  return { power: /^-?\d/.test(power) ? `${power} W` : power, temperature: `${temperature} C` };
}

/** `used / total` pairs: DDR, and behind it HBM where the chip has it. The last one with a total is the chip's memory. */
function memoryOf(text: string): string | undefined {
  const totals = [...text.matchAll(/\d+\s*\/\s*(\d+)/g)].map(match => Number(match[1]));
  const total = totals.findLast(megabytes => megabytes > 0);
  return total === undefined ? undefined : `${total} MB`;
}

/** `info -m`: NPU ID, Chip ID, Chip Logic ID, Chip Name. The board's controller (Mcu) has no logic id. */
function readMapping(text: string): readonly Row[] | null {
  const [header = '', ...body] = lines(text).filter(line => line.trim() !== '');
  if (!/NPU ID\s+Chip ID\s+Chip Logic ID\s+Chip Name/.test(header)) return null;
  const rows: Row[] = [];
  for (const line of body) {
    const [, npu, logic, name] = /^\s*(\d+)\s+\d+\s+(\d+|-)\s+(\S.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) return null;
    if (logic !== '-') rows.push({ index: Number(logic), card: Number(npu), name });
  }
  return rows;
}
