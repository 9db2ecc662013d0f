/** `-L` of nvidia-smi and ppu-smi: `GPU 0: NAME (UUID: …)`, with MIG slices indented below the card they are cut from. */
import type { Row } from '../device.ts';
import { isBrokenName } from '../words/broken.ts';
import { isWarning, lines } from '../words/lines.ts';

/** The cards of a `-L` list; MIG slices are parts of a card, not devices of their own. */
export function readList(text: string): readonly Row[] | null {
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const card = rows.at(-1);
    if (card && /^\s+MIG /.test(line)) rows[rows.length - 1] = { ...card, partitioned: true };
    if (line.trim() === '' || isWarning(line) || /^\s+MIG /.test(line)) continue;
    const [, index, name, uuid] = /^(?:GPU|PPU) (\d+): (.+?)(?: \(UUID: (.+)\))?\s*$/.exec(line) ?? [];
    // A line that is no card may hide one: the list is not whole. A card that does not answer has no UUID.
    if (name === undefined || (uuid === undefined && !isBrokenName(name))) return null;
    rows.push({ index: Number(index), name, uuid });
  }
  return rows;
}
