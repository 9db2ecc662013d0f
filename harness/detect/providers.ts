/** ONNX Runtime's execution providers: which to try here, and what the proven ones are as targets. */
import type { Target } from '../../results/record.ts';
import type { Device } from './device.ts';
import { cpuThreads, describeHost, type HostFacts } from './host.ts';
import type { Proof } from './prove.ts';
import { vendorOfName } from './vendors.ts';
import type { World } from './world.ts';

type ProviderRow = {
  readonly id: string;
  /** The makers whose devices it drives; null: not tied to a maker. */
  readonly vendors: readonly string[] | null;
  /** Null: not missed where it does not work, because another row serves the same devices. */
  readonly howToGet: string | null;
};

const CUDA = 'needs CUDA 12, cuDNN 9 and `npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12`';

const PROVIDERS: readonly ProviderRow[] = [
  { id: 'cpu', vendors: null, howToGet: 'part of onnxruntime-node: reinstall it with npm ci' },
  { id: 'webgpu', vendors: null, howToGet: 'needs a GPU driver with Vulkan and libvulkan1' },
  { id: 'cuda', vendors: ['nvidia', 'alibaba-thead'], howToGet: CUDA },
  { id: 'tensorrt', vendors: ['nvidia'], howToGet: null },
  { id: 'coreml', vendors: ['apple'], howToGet: 'part of onnxruntime-node on macOS' },
  { id: 'dml', vendors: null, howToGet: 'needs Windows 10 1903 or later and a DirectX 12 driver' },
];

/** One provider on one device, tried. */
export type Attempt = {
  readonly provider: string;
  readonly deviceIndex: number;
  readonly howToGet: string | null;
  readonly proof: Proof;
};

/** Tries every provider this installation has and this machine could serve, one after another. */
export async function tryProviders(
  world: Pick<World, 'providers' | 'prove'>,
  accelerators: readonly Device[],
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const built = new Set(await world.providers());
  for (const { id, vendors, howToGet } of PROVIDERS) {
    if (!built.has(id)) continue;
    const indexes = vendors === null ? [0] : devicesOf(vendors, accelerators).map(device => device.index);
    for (const deviceIndex of indexes) {
      attempts.push({ provider: id, deviceIndex, howToGet, proof: await world.prove(id, deviceIndex) });
    }
  }
  return attempts;
}

/** The proven attempts as targets: `cpu`, `webgpu`, `cuda`; `cuda:0`, `cuda:1` where there are several. */
export function targetsOf(
  attempts: readonly Attempt[],
  facts: HostFacts,
  accelerators: readonly Device[],
): readonly Target[] {
  return attempts.flatMap(({ provider, deviceIndex, proof }): Target[] => {
    if (proof.status !== 'proven') return [];
    const several = attempts.filter(other => other.provider === provider).length > 1;
    const target = {
      id: several ? `${provider}:${deviceIndex}` : provider,
      runner: 'onnx' as const,
      provider,
      software: false,
      threads: null,
    };
    if (provider === 'cpu') return [{ ...target, device: cpuDevice(facts), threads: cpuThreads(facts) }];
    const vendors = PROVIDERS.find(row => row.id === provider)?.vendors ?? null;
    if (vendors === null) return [{ ...target, ...adapterDevice(proof.adapter, accelerators) }];
    const device = devicesOf(vendors, accelerators).find(({ index }) => index === deviceIndex);
    return device ? [{ ...target, device: acceleratorDevice(device) }] : [];
  });
}

function devicesOf(vendors: readonly string[], accelerators: readonly Device[]): readonly Device[] {
  return accelerators.filter(device => vendors.includes(device.vendor));
}

/** A card cut into slices runs only a slice for us: it must not pass for the whole card. */
function acceleratorDevice({ vendor, name, index, partitioned }: Device): Target['device'] {
  return { vendor, name: partitioned ? `${name} (slice)` : name, index };
}

function cpuDevice(facts: HostFacts): Target['device'] {
  const { cpu } = describeHost(facts);
  return { vendor: CPU_VENDORS.find(row => row.name.test(cpu.vendor))?.vendor ?? null, name: cpu.name, index: 0 };
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
 * is meant; and with no accelerator at all, whatever answered computes on the CPU.
 */
function adapterDevice(adapter: string | null, accelerators: readonly Device[]): Pick<Target, 'device' | 'software'> {
  if (adapter === null) {
    const [only, ...others] = accelerators;
    if (!only) return { device: { vendor: null, name: 'unnamed software adapter', index: 0 }, software: true };
    if (others.length > 0) return { device: { vendor: null, name: 'unnamed adapter', index: 0 }, software: false };
    return { device: acceleratorDevice(only), software: false };
  }
  if (SOFTWARE.test(adapter)) return { device: { vendor: null, name: adapter, index: 0 }, software: true };
  const known = accelerators.find(device => adapter.includes(device.name) || device.name.includes(adapter));
  const guessed = ADAPTER_VENDORS.find(row => row.name.test(adapter))?.vendor ?? '';
  const vendor = known?.vendor ?? (vendorOfName(guessed)(adapter) || null);
  return { device: { vendor, name: adapter, index: known?.index ?? 0 }, software: false };
}
