/** `-q` of nvidia-smi and ppu-smi: one indented `key : value` block a device, its number stated at the top. */
import { isPartitioned, lines, type Row } from '../device.ts';

type Block = { name?: string; uuid?: string; memory?: string; mode?: string };

/** The devices of a full `-q` log. A log of one topic (`-q -d CLOCK`) names no product and lists nothing. */
export function readLog(text: string): readonly Row[] | null {
  const attached = /^Attached (?:GPUs|PPUs)\s*:\s*(\d+)/m.exec(text)?.[1];
  // Drivers from 600 on print `Driver Version : 610.1 [Deprecated; …]`.
  const driver = /^Driver Version\s*:\s*(\S+)/m.exec(text)?.[1];
  const blocks: Block[] = [];
  let section = '';
  for (const line of lines(text)) {
    if (/^(GPU|PPU) [0-9A-F]{4,8}:[0-9A-F:.]+\s*$/i.test(line)) blocks.push({});
    const block = blocks.at(-1);
    const [, indent = '', key = '', value] = /^( *)([^:]+?)\s*(?::\s*(.*?))?\s*$/.exec(line) ?? [];
    if (block === undefined) continue;
    if (indent.length === 4) section = key;
    if (indent.length === 4 && key === 'Product Name' && value) block.name = value;
    if (indent.length === 4 && /^(GPU|PPU) UUID$/.test(key) && value) block.uuid = value;
    if (indent.length === 8 && key === 'Total' && /^(FB )?Memory Usage$/.test(section) && value) block.memory = value;
    if (indent.length === 8 && key === 'Current' && section === 'MIG Mode' && value) block.mode = value;
  }
  if (attached === undefined || Number(attached) !== blocks.length) return null;
  const rows: Row[] = [];
  for (const [index, { name, uuid, memory, mode }] of blocks.entries()) {
    if (name === undefined) return null;
    rows.push({ index, name, uuid, driver, memory, partitioned: isPartitioned(mode) });
  }
  return rows;
}
