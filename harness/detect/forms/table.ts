/**
 * The boxed table of nvidia-smi and of the tools that copy it (ppu-smi, ixsmi, hl-smi, xpu-smi, cnmon): two or three
 * lines a device; index, name and bus address in the first, memory in the second. Column widths differ, so cells are
 * split at the bars and words inside a cell at runs of blanks.
 */
import { isCut, isPartitioned, lines, type Row } from '../device.ts';

const BUS = /\b[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]\b/i;

/** The devices of a boxed table, up to the boxes that number processes or MIG slices. */
export function readTable(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  const rows: Row[] = [];
  for (const line of lines(text)) {
    if (/\b(Processes|MIG devices):/.test(line)) break;
    const cells = cellsOf(line);
    const [head = '', bus = ''] = cells;
    if (/^\d+\s/.test(head)) {
      // A numbered line without a bus address is a device this form does not fit: do not count the others without it.
      const [, index, name] = /^(\d+)\s+(?:\/\s+)?(.+?)(?:\s{2,}.*|\s(?:On|Off))?$/.exec(head) ?? [];
      if (!BUS.test(bus) || name === undefined) return null;
      rows.push({ index: Number(index), name, driver });
      continue;
    }
    const last = rows.at(-1);
    if (last === undefined) continue;
    const [, memory] = /[\w/[\]]+\s*\/\s*(\d+ ?MiB|\[?N\/A\]?)/.exec(bus) ?? [];
    if (last.memory === undefined && memory !== undefined) rows[rows.length - 1] = { ...last, memory };
    const mode = head === '' && bus === '' ? cells[2] : undefined;
    if (mode !== undefined) rows[rows.length - 1] = { ...last, partitioned: isPartitioned(mode) };
  }
  return rows;
}

/** The cells of a line between bars: `| a | b |` is `['a', 'b']`. */
export function cellsOf(line: string): string[] {
  const parts = line.split('|');
  return parts.length < 3 ? [] : parts.slice(1, -1).map(cell => cell.trim());
}

/** The driver version in a table's head: `Driver Version: 1.2`, `KMD Version: 1.2`, `Driver v1.2`. */
export function driverOf(text: string): string | undefined {
  return /\b(?:Driver Version|KMD Version|Driver Ver|Driver):?\s*v?(\d[\w.-]*|[0-9A-F]{8,})/.exec(text)?.[1];
}
