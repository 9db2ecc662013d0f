/** ONNX Runtime's execution providers, one row each: what a provider drives, what it can do, and how to get it. */
import { HOST_DEVICE } from '../results/on-host.ts';
import type { Target } from '../results/record.ts';

export type Provider = {
  /** As ONNX Runtime's binding names it. */
  readonly id: string;
  /** The makers whose devices it drives; null: not tied to a maker. */
  readonly vendors: readonly string[] | null;
  /** Where its kernels read and write. */
  readonly memory: 'host' | 'device';
  /** Weights, inputs and outputs stay in that memory between steps. Without it a step would time copies. */
  readonly resident: boolean;
  /** A traced kernel's time is that of its work. A device's kernel has only been queued when its time ends. */
  readonly traceable: boolean;
  /** It takes the number of a device. */
  readonly takesDevice: boolean;
  /** The variable by which a user shows it some of the devices only, which are then numbered anew. */
  readonly visibleBy?: string;
  /** Null: not listed as missing, because another row serves the same devices. */
  readonly howToGet: string | null;
};

const CUDA =
  'needs CUDA 12, cuDNN 9 and `ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js`';

const DEVICE = { vendors: null, memory: 'device', resident: false, traceable: false, takesDevice: false } as const;

export const CPU_PROVIDER: Provider = {
  id: HOST_DEVICE,
  vendors: null,
  memory: 'host',
  resident: true,
  traceable: true,
  takesDevice: false,
  howToGet:
    'part of onnxruntime-node: reinstall with `npm ci`; an installed package with `npm install -g --ignore-scripts`',
};

/** In the order in which they are tried. */
export const PROVIDERS: readonly Provider[] = [
  CPU_PROVIDER,
  { ...DEVICE, id: 'webgpu', resident: true, howToGet: 'needs a GPU driver with Vulkan and libvulkan1' },
  {
    ...DEVICE,
    id: 'cuda',
    vendors: ['nvidia', 'alibaba-thead'],
    takesDevice: true,
    visibleBy: 'CUDA_VISIBLE_DEVICES',
    howToGet: CUDA,
  },
  {
    ...DEVICE,
    id: 'tensorrt',
    vendors: ['nvidia'],
    takesDevice: true,
    visibleBy: 'CUDA_VISIBLE_DEVICES',
    howToGet: null,
  },
  { ...DEVICE, id: 'coreml', vendors: ['apple'], howToGet: 'part of onnxruntime-node on macOS' },
  { ...DEVICE, id: 'dml', howToGet: 'needs Windows 10 1903 or later and a DirectX 12 driver' },
];

/** The row of a provider; one that has none is taken for a device about which nothing is known. */
export function providerNamed(id: string): Provider {
  return PROVIDERS.find(row => row.id === id) ?? { ...DEVICE, id, howToGet: null };
}

/** The execution provider of an ONNX target; any other target here is a bug. */
export function providerOf({ id, onnx }: Pick<Target, 'id' | 'onnx'>): Provider {
  if (onnx === undefined) throw new TypeError(`${id} is no target of ONNX Runtime`);
  return providerNamed(onnx.provider);
}
