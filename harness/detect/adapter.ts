/** The device behind a provider's board or adapter. Pure. */
import type { Target } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import type { Device } from '../vendors/device.ts';
import { vendorOfName } from '../vendors/pci.ts';
import { isSliceName } from '../vendors/words/slices.ts';
import type { VisibleBoard } from './visible.ts';

/** Vulkan and Direct3D drivers that compute on the CPU. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render driver|\bwarp\b/i;

const ADAPTER_VENDORS: readonly { readonly vendor: string; readonly name: RegExp }[] = [
  { vendor: 'nvidia', name: /nvidia|geforce|tesla/i },
  { vendor: 'amd', name: /amd|radeon|radv/i },
  { vendor: 'intel', name: /intel/i },
  { vendor: 'apple', name: /apple/i },
];

/**
 * The device behind an adapter's name. Metal and Direct3D give no name: the machine's single accelerator is taken, and without any
 * accelerator the adapter computes on the CPU. Which of several boards of one name the adapter is cannot be known.
 */
export function adapterDevice(
  adapter: string | null,
  accelerators: readonly Device[],
): Pick<Target, 'device' | 'software'> {
  if (adapter === null) {
    if (accelerators.length === 0)
      return { device: { vendor: null, name: 'unnamed software adapter', index: 0 }, software: true };
    return { device: deviceAmong(accelerators, null, null), software: false };
  }
  if (SOFTWARE.test(adapter)) return { device: { vendor: null, name: adapter, index: 0 }, software: true };
  const guessed = ADAPTER_VENDORS.find(row => row.name.test(adapter))?.vendor ?? '';
  const named = devicesNamed(adapter, accelerators);
  const vendor = named[0]?.vendor ?? (vendorOfName(guessed)(adapter) || null);
  const candidates = named.length > 0 ? named : accelerators.filter(device => device.vendor === vendor);
  return { device: deviceAmong(candidates, vendor, adapter), software: false };
}

/** Where a candidate is a part of a card, the adapter may be it: it must not pass for a whole chip. */
function isAnyPartitioned(devices: readonly Device[]): boolean | null {
  if (devices.some(({ partitioned }) => partitioned === true)) return true;
  return devices.every(({ partitioned }) => partitioned === false) ? false : null;
}

function devicesNamed(adapter: string, accelerators: readonly Device[]): readonly Device[] {
  const sameName = accelerators.filter(({ name }) => name === adapter);
  if (sameName.length > 0) return sameName;
  return accelerators.filter(({ name }) => adapter.includes(name) || name.includes(adapter));
}

/** The candidate that the adapter is; of several candidates, the adapter's name with the reason why its board is unknown. */
function deviceAmong(candidates: readonly Device[], vendor: string | null, adapter: string | null): Target['device'] {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    const device = acceleratorDevice({ device: only, boardUnknown: null });
    return adapter === null ? device : { ...device, name: asPart(adapter, device.partitioned) };
  }
  const name = adapter ?? 'unnamed adapter';
  if (only === undefined) return { vendor, name, index: 0, partitioned: isSliceName(name) ? true : null };
  const boardUnknown = note('boards-alike', { boards: candidates.length, adapter: name });
  return { vendor, name, index: 0, partitioned: isAnyPartitioned(candidates), boardUnknown };
}

/** A board as a target's device. A card cut into slices runs a slice: it must not pass for the whole card. */
export function acceleratorDevice({ device, boardUnknown }: VisibleBoard): Target['device'] {
  const { vendor, index, uuid, partitioned } = device;
  const name = asPart(device.name, partitioned);
  if (boardUnknown !== null) return { vendor, name, index, partitioned, boardUnknown };
  return { vendor, name, index, partitioned, ...(uuid === null ? {} : { uuid }) };
}

/** The name that people read; programs read `partitioned`. */
const asPart = (name: string, partitioned: boolean | null | undefined) => (partitioned ? `${name} (slice)` : name);
