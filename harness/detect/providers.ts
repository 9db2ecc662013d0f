/** Which of ONNX Runtime's providers work here, and what the proven ones are as targets. */
import type { Target } from '../../results/record.ts';
import type { Limits } from '../../results/schema/limits.ts';
import { PROVIDERS, type Provider } from '../providers.ts';
import type { Device } from '../vendors/device.ts';
import { acceleratorDevice, adapterDevice } from './adapter.ts';
import { cpuDevice, cpuThreads, type HostFacts } from './host.ts';
import type { Proof } from './prove.ts';
import { type VisibleBoard, visibleBoards } from './visible.ts';
import type { World } from './world.ts';

/** ONNX Runtime does the work in one way. */
const ONNX_STRATEGIES = ['session'] as const;

/** One provider on one device, tried. */
export type Attempt = {
  readonly provider: Provider;
  /** null: the provider chooses its device itself. */
  readonly board: VisibleBoard | null;
  readonly proof: Proof;
};

/** Tries every provider this installation has and this machine could serve, one after another. */
export async function tryProviders(
  world: Pick<World, 'providers' | 'prove' | 'variable'>,
  accelerators: readonly Device[],
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const built = new Set(await world.providers());
  for (const provider of PROVIDERS) {
    if (!built.has(provider.id)) continue;
    const list = provider.visibleBy === undefined ? undefined : world.variable(provider.visibleBy);
    const boards = provider.vendors === null ? [null] : visibleBoards(list, devicesOf(provider, accelerators));
    for (const [ordinal, board] of boards.entries()) {
      attempts.push({ provider, board, proof: await world.prove(provider.id, ordinal) });
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
    const target = {
      id: provider.id,
      runner: 'onnx',
      strategies: [...ONNX_STRATEGIES],
      onnx: { provider: provider.id },
      software: false,
      threads: null,
    };
    if (provider.memory === 'host') return [{ ...target, device: cpuDevice(facts), threads: cpuThreads(limits) }];
    if (board === null) return [{ ...target, ...adapterDevice(proof.adapter, accelerators) }];
    const isOneOfSeveral = devicesOf(provider, accelerators).length > 1;
    const id = isOneOfSeveral ? `${provider.id}:${board.device.index}` : provider.id;
    return [{ ...target, id, device: acceleratorDevice(board) }];
  });
}

function devicesOf({ vendors }: Provider, accelerators: readonly Device[]): readonly Device[] {
  return accelerators.filter(({ vendor }) => vendors?.includes(vendor) === true);
}
