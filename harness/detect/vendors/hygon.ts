/** Hygon DCU: hy-smi. Its table numbers the devices and names none; rocm-smi's JSON and rocminfo know more (amd.ts). */
import { isCut, lines, parser, type Row } from '../device.ts';

/** Devices in the output of hy-smi. */
export const parseHySmi = parser('hy-smi', () => 'hygon', [readRows]);

/** The table of hy-smi: `DCU  Temp  AvgPwr  Perf  PwrCap  …`, one line a device. */
export function readRows(text: string): readonly Row[] | null {
  const columns = /^(?:DCU|HCU)\s+Temp\s.*$/m.exec(text)?.[0].trim().split(/\s+/);
  if (isCut(text) || columns === undefined) return null;
  return lines(text).flatMap(line => {
    const cells = line.trim().split(/\s+/);
    const cell = (column: string) => cells[columns.indexOf(column)];
    const [index = ''] = cells;
    const temperature = cell('Temp');
    if (!/^\d+$/.test(index) || !/^(\S+C|N\/A)$/.test(temperature ?? '')) return [];
    return [
      { index: Number(index), name: 'Hygon DCU', power: cell('AvgPwr'), powerLimit: cell('PwrCap'), temperature },
    ];
  });
}
