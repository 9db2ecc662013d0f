/** Enflame GCU: efsmi. Two lines a device: index and name, then memory in the second cell. */
import { parser, type Row } from '../device.ts';
import { cellsOf, driverOf } from '../forms/table.ts';
import { isCut, lines } from '../words/lines.ts';

/** Devices in the output of efsmi. */
export const parseEfsmi = parser('efsmi', () => 'enflame', [readRows]);

/** The boxed table of efsmi: `39 C   Sleep    105W  300W` in the second line's first cell. */
export function readRows(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const [head = '', middle = '', bus = ''] = cellsOf(line);
    const [, index, name] = /^(\d+)\s{2,}(\S.*)$/.exec(head) ?? [];
    if (name !== undefined && /^[0-9a-f:]+\.[0-9a-f]\b/i.test(bus)) rows.push({ index: Number(index), name, driver });
    const memory = /^\d+MiB/.exec(middle)?.[0];
    const last = rows.at(-1);
    if (last && memory && last.memory === undefined) {
      const [, temperature, power, powerLimit] = /^(\S+ ?C?)\s+\S+\s+(\S+)\s+(\S+)$/.exec(head) ?? [];
      rows[rows.length - 1] = { ...last, memory, temperature, power, powerLimit };
    }
  }
  return rows;
}
