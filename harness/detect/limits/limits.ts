/** What this process may use of its machine. */
import type { LimitedMemory, Limits } from '../../../results/schema/limits.ts';
import { note } from '../../../results/schema/note.ts';
import type { HostFacts } from '../host.ts';
import type { World } from '../world.ts';
import { readCpuMask } from './cpu-mask.ts';
import { readCpuQuota } from './cpu-quota.ts';
import { readMemoryLimit } from './memory-limit.ts';

export type LimitFiles = Pick<World, 'platform' | 'readText' | 'list'>;

export async function readLimits(
  files: LimitFiles,
  { cpu, usableCores, constrainedMemoryBytes }: HostFacts,
): Promise<Limits> {
  const mask = await readCpuMask(files, { usableCores, physicalCores: cpu.physicalCores });
  if (files.platform !== 'linux') {
    const notLinux = { status: 'unknown', ...note('not-linux') } as const;
    return { ...mask, cpuQuota: notLinux, memory: notLinux };
  }
  const [cpuQuota, memory] = await Promise.all([readCpuQuota(files), readMemoryLimit(files, constrainedMemoryBytes)]);
  return { ...mask, cpuQuota, memory };
}

/** The machine's memory and the limit on it, where nothing else of the machine matters. */
export async function limitedMemory(world: LimitFiles & Pick<World, 'hostFacts'>): Promise<LimitedMemory> {
  const facts = await world.hostFacts();
  return { memoryBytes: facts.memoryBytes, limits: await readLimits(world, facts) };
}
