/** ONNX Runtime's execution providers: which to try here, and what the proven ones are as targets. */

import type { Target } from '../results/record.ts';
import type { Limits } from '../results/schema/limits.ts';
import { note } from '../results/schema/note.ts';
import { cpuName, cpuThreads, type HostFacts } from './detect/host.ts';
import type { Proof } from './detect/prove.ts';
import { type VisibleBoard, visibleBoards } from './detect/visible.ts';
import type { World } from './detect/world.ts';
import type { Device } from './vendors/device.ts';
import { vendorOfName } from './vendors/pci.ts';
import { isSliceName } from './vendors/words/slices.ts';

type ProviderRow = {
  readonly id: string;
  /** The makers whose devices it drives; null: not tied to a maker. */
  readonly vendors: readonly string[] | null;
  /** The variable by which a user shows it some of the devices only, and which numbers them anew. */
  readonly visibleBy?: string;
  /** Null: not missed where it does not work, because another row serves the same devices. */
  readonly howToGet: string | null;
};

/** ONNX Runtime does the work in one way. */
const ONNX_STRATEGIES = ['session'] as const;

const CUDA = 'needs CUDA 12, cuDNN 9 and `npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12`';

const PROVIDERS: readonly ProviderRow[] = [
  { id: 'cpu', vendors: null, howToGet: 'part of onnxruntime-node: reinstall it with npm ci' },
  { id: 'webgpu', vendors: null, howToGet: 'needs a GPU driver with Vulkan and libvulkan1' },
  { id: 'cuda', vendors: ['nvidia', 'alibaba-thead'], visibleBy: 'CUDA_VISIBLE_DEVICES', howToGet: CUDA },
  { id: 'tensorrt', vendors: ['nvidia'], visibleBy: 'CUDA_VISIBLE_DEVICES', howToGet: null },
  { id: 'coreml', vendors: ['apple'], howToGet: 'part of onnxruntime-node on macOS' },
  { id: 'dml', vendors: null, howToGet: 'needs Windows 10 1903 or later and a DirectX 12 driver' },
];

/** One provider on one device, tried. */
export type Attempt = {
  readonly provider: string;
  /** null: of a provider that chooses its device by itself. */
  readonly board: VisibleBoard | null;
  readonly howToGet: string | null;
  readonly proof: Proof;
};

/** Tries every provider this installation has and this machine could serve, one after another. */
export async function tryProviders(
  world: Pick<World, 'providers' | 'prove' | 'variable'>,
  accelerators: readonly Device[],
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const built = new Set(await world.providers());
  for (const { id, vendors, visibleBy, howToGet } of PROVIDERS) {
    if (!built.has(id)) continue;
    const list = visibleBy === undefined ? undefined : world.variable(visibleBy);
    const boards = vendors === null ? [null] : visibleBoards(list, devicesOf(vendors, accelerators));
    for (const [ordinal, board] of boards.entries()) {
      attempts.push({ provider: id, board, howToGet, proof: await world.prove(id, ordinal) });
    }
  }
  return attempts;
}

/** The proven attempts as targets: `cpu`, `webgpu`, `cuda`; `cuda:0`, `cuda:1` by board where the machine has several. */
export function targetsOf(
  attempts: readonly Attempt[],
  facts: Pick<HostFacts, 'cpu'>,
  limits: Limits,
  accelerators: readonly Device[],
): readonly Target[] {
  return attempts.flatMap(({ provider, board, proof }): Target[] => {
    if (proof.status !== 'proven') return [];
    const onnx = { provider };
    const target = {
      id: provider,
      runner: 'onnx',
      strategies: [...ONNX_STRATEGIES],
      onnx,
      software: false,
      threads: null,
    };
    if (provider === 'cpu') return [{ ...target, device: cpuDevice(facts), threads: cpuThreads(limits) }];
    if (board === null) return [{ ...target, ...adapterDevice(proof.adapter, accelerators) }];
    const several = devicesOf(PROVIDERS.find(row => row.id === provider)?.vendors ?? [], accelerators).length > 1;
    const id = several ? `${provider}:${board.device.index}` : provider;
    return [{ ...target, id, device: acceleratorDevice(board) }];
  });
}

function devicesOf(vendors: readonly string[], accelerators: readonly Device[]): readonly Device[] {
  return accelerators.filter(device => vendors.includes(device.vendor));
}

/** A card cut into slices runs only a slice for us: it must not pass for the whole card. */
function acceleratorDevice({ device, boardUnknown }: VisibleBoard): Target['device'] {
  const { vendor, index, uuid, partitioned } = device;
  const name = asPart(device.name, partitioned);
  if (boardUnknown !== null) return { vendor, name, index, partitioned, boardUnknown };
  return { vendor, name, index, partitioned, ...(uuid === null ? {} : { uuid }) };
}

/** As people read it: records have `partitioned`. */
const asPart = (name: string, partitioned: boolean | null | undefined) => (partitioned ? `${name} (slice)` : name);

export function cpuDevice(facts: Pick<HostFacts, 'cpu'>): Target['device'] {
  const vendor = CPU_VENDORS.find(row => row.name.test(facts.cpu.manufacturer))?.vendor ?? null;
  return { vendor, name: cpuName(facts), index: 0 };
}

const CPU_VENDORS: readonly { readonly vendor: string; readonly name: RegExp }[] = [
  { vendor: 'amd', name: /amd/i },
  { vendor: 'intel', name: /intel/i },
  { vendor: 'apple', name: /apple/i },
  { vendor: 'hygon', name: /hygon/i },
  { vendor: 'huawei', name: /hisilicon|huawei|kunpeng/i },
  { vendor: 'ampere', name: /ampere/i },
];

/** Vulkan and Direct3D drivers that compute on the CPU. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render driver|\bwarp\b/i;

const ADAPTER_VENDORS: readonly { readonly vendor: string; readonly name: RegExp }[] = [
  { vendor: 'nvidia', name: /nvidia|geforce|tesla/i },
  { vendor: 'amd', name: /amd|radeon|radv/i },
  { vendor: 'intel', name: /intel/i },
  { vendor: 'apple', name: /apple/i },
];

/**
 * The device behind an adapter's name. Where no name is to be had (Metal, Direct3D), the one accelerator of this machine
 * is meant; and with no accelerator at all, whatever answered computes on the CPU. Of several boards of one name nothing tells
 * which the adapter is.
 */
function adapterDevice(adapter: string | null, accelerators: readonly Device[]): Pick<Target, 'device' | 'software'> {
  if (adapter === null) {
    if (accelerators.length === 0)
      return { device: { vendor: null, name: 'unnamed software adapter', index: 0 }, software: true };
    return { device: oneOf(accelerators, null, null), software: false };
  }
  if (SOFTWARE.test(adapter)) return { device: { vendor: null, name: adapter, index: 0 }, software: true };
  const guessed = ADAPTER_VENDORS.find(row => row.name.test(adapter))?.vendor ?? '';
  const named = devicesNamed(adapter, accelerators);
  const vendor = named[0]?.vendor ?? (vendorOfName(guessed)(adapter) || null);
  const candidates = named.length > 0 ? named : accelerators.filter(device => device.vendor === vendor);
  return { device: oneOf(candidates, vendor, adapter), software: false };
}

/** Where one of several is a part of a card, the adapter may be that one: it must not pass for a whole chip. */
function anyPart(devices: readonly Device[]): boolean | null {
  if (devices.some(({ partitioned }) => partitioned === true)) return true;
  return devices.every(({ partitioned }) => partitioned === false) ? false : null;
}

function devicesNamed(adapter: string, accelerators: readonly Device[]): readonly Device[] {
  const exactly = accelerators.filter(({ name }) => name === adapter);
  if (exactly.length > 0) return exactly;
  return accelerators.filter(({ name }) => adapter.includes(name) || name.includes(adapter));
}

/** The board that an adapter of this name is; where there are several to choose from, the adapter alone with the reason. */
function oneOf(candidates: readonly Device[], vendor: string | null, adapter: string | null): Target['device'] {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    const device = acceleratorDevice({ device: only, boardUnknown: null });
    return adapter === null ? device : { ...device, name: asPart(adapter, device.partitioned) };
  }
  const name = adapter ?? 'unnamed adapter';
  if (only === undefined) return { vendor, name, index: 0, partitioned: isSliceName(name) ? true : null };
  const boardUnknown = note('boards-alike', { boards: candidates.length, adapter: name });
  return { vendor, name, index: 0, partitioned: anyPart(candidates), boardUnknown };
}
