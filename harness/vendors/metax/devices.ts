/** MetaX: mx-smi, in the form of nvidia-smi's table. Newer tables put the board into a column of its own, and tell sGPU slices. */
import { parser, type Row } from '../device.ts';
import { cellsOf, readTable } from '../forms/table.ts';
import { lines } from '../words/lines.ts';

/** Devices in the output of mx-smi. */
export const parseMxSmi = parser('mx-smi', () => 'metax', [readBoards]);

/** The table of mx-smi. `0%  Native`: whether a board is cut stands behind its utilisation, where the version tells it. */
export function readBoards(text: string): readonly Row[] | null {
  const rows = readTable(text);
  if (rows === null) return null;
  const modes = lines(text).flatMap(line => /^\d+%\s+([A-Z]\w+)$/.exec(cellsOf(line).at(-1) ?? '')?.[1] ?? []);
  if (modes.length !== rows.length) return rows;
  return rows.map((row, position) => ({ ...row, partitioned: modes[position] === 'Enabled' }));
}
