/**
 * Accelerators whose driver left files but whose tool is missing: Linux only, one row a place to look. They tell that a
 * card is there and little more.
 */
import { read, unavailable } from '../../results/schema/reading.ts';
import { partsIn } from '../vendors/amd/partitions.ts';
import type { Device } from '../vendors/device.ts';
import { PCI_VENDORS } from '../vendors/pci.ts';
import type { World } from './world.ts';

type Files = Pick<World, 'readText' | 'list'>;

const PLACES: readonly ((files: Files) => Promise<readonly Device[]>)[] = [
  nvidiaProc,
  files => deviceNodes(files, '/dev', /^davinci(\d+)$/, 'huawei', 'Ascend NPU'),
  files => deviceNodes(files, '/dev', /^alixpu_ppu(\d+)$/, 'alibaba-thead', 'T-Head PPU'),
  files => sysfsClass(files, '/sys/class/drm', /^card\d+$/),
  files => sysfsClass(files, '/sys/class/accel', /^accel\d+$/),
];

/** Devices by their driver's files. The first place that knows a vendor's devices speaks for that vendor. */
export async function devicesByDriverFile(files: Files): Promise<readonly Device[]> {
  const found: Device[] = [];
  for (const place of PLACES) {
    const known = new Set(found.map(device => device.vendor));
    found.push(...(await place(files)).filter(device => !known.has(device.vendor)));
  }
  return found;
}

async function nvidiaProc(files: Files): Promise<readonly Device[]> {
  const version = await files.readText('/proc/driver/nvidia/version');
  const driver = /Kernel Module\D.*?\s(\d{3}\.\d[\d.]*)\s/.exec(version ?? '')?.[1] ?? null;
  const buses = [...(await files.list('/proc/driver/nvidia/gpus'))].sort();
  return Promise.all(
    buses.map(async (bus, index) => {
      const text = (await files.readText(`/proc/driver/nvidia/gpus/${bus}/information`)) ?? '';
      const name = /^Model:\s+(.+?)\s*$/m.exec(text)?.[1] ?? 'NVIDIA GPU';
      const uuid = /^GPU UUID:\s+(GPU-\S+)/m.exec(text)?.[1] ?? null;
      return { ...bare('nvidia', name, index), uuid, driver };
    }),
  );
}

async function deviceNodes(files: Files, folder: string, node: RegExp, vendor: string, name: string) {
  const numbers = (await files.list(folder)).flatMap(entry => node.exec(entry)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b).map(index => bare(vendor, name, index));
}

/** PCI vendor and device ids; amdgpu also says how much memory a card has, in bytes. */
async function sysfsClass(files: Files, folder: string, node: RegExp): Promise<readonly Device[]> {
  const devices: Device[] = [];
  const entries = (await files.list(folder)).filter(entry => node.test(entry));
  for (const entry of entries.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const fact = async (file: string) => (await files.readText(`${folder}/${entry}/device/${file}`))?.trim() ?? '';
    const maker = PCI_VENDORS[await fact('vendor')];
    if (maker === undefined) continue;
    const index = devices.filter(device => device.vendor === maker.vendor).length;
    const name = (await fact('product_name')) || `${maker.label} ${await fact('device')}`.trim();
    const bytes = Number(await fact('mem_info_vram_total'));
    // amdgpu: the mode a card is cut by. Its parts have no PCI vendor of their own, so that the card is there once.
    const parts = partsIn((await fact('current_compute_partition')) || null, name);
    const partitioned = parts === null ? null : parts > 1;
    const device = { ...bare(maker.vendor, name, index), partitioned };
    devices.push(bytes > 0 ? { ...device, memoryBytes: read(bytes, 'amdgpu sysfs', 'device') } : device);
  }
  return devices;
}

function bare(vendor: string, name: string, index: number): Device {
  const memoryBytes = unavailable('driver-files-silent');
  return { vendor, name, index, card: null, uuid: null, driver: null, memoryBytes, partitioned: null };
}
