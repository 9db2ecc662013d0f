/** Hygon DCU: hy-smi. Its JSON has the fields of rocm-smi's, with names and memory; its table numbers the devices and names none. */

import { readRocmSmiJson } from '../amd/devices.ts';
import { parser, type Row } from '../device.ts';
import { isCut, lines } from '../words/lines.ts';

/** Devices in the output of hy-smi. */
export const parseHySmi = parser('hy-smi', () => 'hygon', [readHySmiJson, readRows]);

/** The cards of `hy-smi --json`. */
export function readHySmiJson(text: string): readonly Row[] | null {
  return readRocmSmiJson(text)?.map(row => ({ ...row, vendor: 'hygon' })) ?? null;
}

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
