/** Moore Threads: mthreads-gmi. Bars between cells but none at the edges: `0  MTT S4000 |<bus> |88%  9MiB(49152MiB)`. */
import { parser, type Row } from '../device.ts';
import { driverOf } from '../forms/table.ts';
import { isCut, lines } from '../words/lines.ts';

/** Devices in the output of mthreads-gmi. */
export const parseMthreadsGmi = parser('mthreads-gmi', () => 'moore-threads', [readRows]);

function readRows(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const [, index, name, rest] =
      /^(\d+)\s+(\S.*?)\s*\|[0-9a-f]+:[0-9a-f]{2}:[0-9a-f]{2}\.\d\s*\|(.*)$/i.exec(line) ?? [];
    if (name === undefined) continue;
    rows.push({ index: Number(index), name, driver, memory: /\((\d+MiB)\)/.exec(rest ?? '')?.[1] });
  }
  return rows;
}
