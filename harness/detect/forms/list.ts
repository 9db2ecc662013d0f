/** `-L` of nvidia-smi and ppu-smi: `GPU 0: NAME (UUID: …)`, with MIG slices indented below the card they are cut from. */
import { lines, type Row } from '../device.ts';

/** The cards of a `-L` list; MIG slices are parts of a card, not devices of their own. */
export function readList(text: string): readonly Row[] | null {
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const card = rows.at(-1);
    if (card && /^\s+MIG /.test(line)) rows[rows.length - 1] = { ...card, partitioned: true };
    if (line.trim() === '' || /^\s+MIG /.test(line)) continue;
    const [, index, name, uuid] = /^(?:GPU|PPU) (\d+): (.+) \(UUID: (\S+)\)\s*$/.exec(line) ?? [];
    // "Unable to determine the device handle for GPU 3" hides a card: the list is not whole.
    if (name === undefined) return null;
    rows.push({ index: Number(index), name, uuid });
  }
  return rows;
}
