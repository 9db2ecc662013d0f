/** Hygon DCU: hy-smi. Its table numbers the devices and names none; rocm-smi's JSON and rocminfo know more (amd.ts). */
import { isCut, lines, parser, type Row } from '../device.ts';

/** Devices in the output of hy-smi. */
export const parseHySmi = parser('hy-smi', () => 'hygon', [readRows]);

function readRows(text: string): readonly Row[] | null {
  if (isCut(text) || !/^(DCU|HCU)\s+Temp\s/m.test(text)) return null;
  return lines(text).flatMap(line => {
    const index = /^(\d+)\s+\S+C\s/.exec(line)?.[1] ?? /^(\d+)\s+N\/A\s/.exec(line)?.[1];
    return index === undefined ? [] : [{ index: Number(index), name: 'Hygon DCU' }];
  });
}
