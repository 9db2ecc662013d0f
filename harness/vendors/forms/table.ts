/**
 * The boxed table of nvidia-smi and of the tools that copy it (ppu-smi, ixsmi, hl-smi, xpu-smi, cnmon, mx-smi): two or
 * three lines a device; index, name and bus address in the first, power and memory in the second. Column widths differ, so
 * cells are split at the bars and words inside a cell at runs of blanks.
 */
import { isPartitioned, type Row } from '../device.ts';
import { isBrokenName } from '../words/broken.ts';
import { isCut, lines } from '../words/lines.ts';

const BUS = /\b[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]\b/i;

/** The devices of a boxed table, up to the boxes that number processes or MIG slices. */
export function readTable(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  const rows: Row[] = [];
  for (const line of lines(text)) {
    if (/\b(Process(es)?|MIG devices):/.test(line)) break;
    const cells = cellsOf(line);
    const [head = '', second = ''] = cells;
    // mx-smi has a column more: board, then chip.
    const rest = cells.slice(1).join('  ');
    if (/^\d+\s/.test(head)) {
      // A numbered line without a bus address is a device this form does not fit: do not count the others without it.
      const [, index, name] = /^(\d+)\s+(?:\/\s+)?(.+?)(?:\s{2,}.*|\s(?:On|Off))?$/.exec(head) ?? [];
      if (name === undefined || !(BUS.test(rest) || isBrokenName(name))) return null;
      rows.push({ index: Number(index), name, driver, ...clocksOf(cells[2] ?? '') });
      continue;
    }
    // A second chip of one board, without a number of its own: its board's figures are not told apart here.
    if (BUS.test(rest)) return null;
    const last = rows.at(-1);
    if (last === undefined) continue;
    const memory = memoryOf(rest);
    if (last.memory === undefined && memory !== undefined) {
      rows[rows.length - 1] = { ...last, memory, ...drawOf(`${head}  ${second}`) };
    }
    const mode = head === '' && second === '' ? cells[2] : undefined;
    if (mode !== undefined) rows[rows.length - 1] = { ...last, partitioned: isPartitioned(mode, last.name) };
  }
  return rows;
}

/** `used / total`; a board without a memory of its own says `Not Supported`, one that does not answer an error. */
function memoryOf(text: string): string | undefined {
  return (
    /[\w/[\]]+\s*\/\s*(\d+ ?MiB|\[?N\/A\]?)/.exec(text)?.[1] ??
    /(?:^|\s)(Not Supported|Unknown Error|GPU is lost|GPU requires reset|ERR!)(?=\s|$)/.exec(text)?.[1]
  );
}

/** Fan, temperature, state, `usage / cap`, in whatever order: `N/A  35C  P0   80W /  400W`, `31C  44W` where no cap is told. */
function drawOf(cell: string): Partial<Row> {
  const [, power, powerLimit] =
    /(?<=^|\s)(-?\d[\d.]* ?W|ERR!|\[?N\/A\]?)\s*\/\s*(\d[\d.]* ?W|ERR!|\[?N\/A\]?)(?=\s|$)/.exec(cell) ?? [];
  const temperature = /(?<=^|\s)(\d+ ?C)(?=\s|$)/.exec(cell)?.[1];
  return { power: power ?? /(?<=^|\s)(-?\d[\d.]* ?W)(?=\s|$)/.exec(cell)?.[1], powerLimit, temperature };
}

/** ixsmi has its clocks where others count memory errors: `1500MHz   1600MHz`. */
function clocksOf(cell: string): Partial<Row> {
  const [, clock, memoryClock] = /^(\d+ ?MHz)\s+(\d+ ?MHz)$/.exec(cell) ?? [];
  return clock === undefined ? {} : { clock, memoryClock };
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
