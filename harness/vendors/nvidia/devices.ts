/** NVIDIA: nvidia-smi as CSV (what this program asks for), and as `-L`, table, `-q` and `-q -x`, which people paste. */
import { isPartitioned, parser, type Row } from '../device.ts';
import { readCsv } from '../forms/csv.ts';
import { readList } from '../forms/list.ts';
import { readLog } from '../forms/log.ts';
import { readTable } from '../forms/table.ts';
import { vendorOfName } from '../pci.ts';

/** Devices in the output of nvidia-smi; a PPU that answers through an NVML look-alike is T-Head's. */
export const parseNvidiaSmi = parser('nvidia-smi', vendorOfName('nvidia'), [
  readCsv,
  readList,
  readLog,
  readXml,
  readTable,
]);

/** `-q -x`. The wanted tags are never nested in themselves; only `<total>` comes in many sections. */
function readXml(text: string): readonly Row[] | null {
  // MIG slices have memory sections of their own, ahead of the card's.
  const withoutSlices = text.replace(/<mig_devices>[\s\S]*?<\/mig_devices>/g, '');
  const blocks = [...withoutSlices.matchAll(/<gpu id="[^"]*">([\s\S]*?)<\/gpu>/g)].map(match => match[1] ?? '');
  const attached = tag(text, 'attached_gpus');
  if (attached !== undefined && Number(attached) !== blocks.length) return null;
  const rows: Row[] = [];
  for (const [index, block] of blocks.entries()) {
    const name = tag(block, 'product_name');
    if (name === undefined) return null;
    rows.push({
      index,
      name,
      uuid: tag(block, 'uuid'),
      driver: tag(text, 'driver_version'),
      partitioned: tag(block, 'virtualization_mode') === 'VGPU' ? true : isPartitioned(tag(block, 'current_mig'), name),
      memory: /<fb_memory_usage>\s*<total>([^<]*)</.exec(block)?.[1],
    });
  }
  return rows;
}

function tag(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}
