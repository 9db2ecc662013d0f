/** How much memory a workload that is cut to fit may take. Pure. */
import { type LimitedMemory, usableMemoryBytes } from '../../results/limits.ts';
import type { Target } from '../../results/record.ts';
import { formatMemory } from '../../suites/moe/footprint.ts';
import type { Device } from './device.ts';

/** The rest is for the system, the program itself, and what an estimate of memory misses. */
const USABLE = 0.8;

/**
 * Bytes for one slice that all targets can run: the usable share of the least memory among them. The host counts always:
 * data is made there before it goes anywhere. A device whose memory no tool tells is left out.
 */
export function memoryToFit(
  targets: readonly Target[],
  machine: LimitedMemory,
  accelerators: readonly Device[],
): number {
  const hostBytes = usableMemoryBytes(machine);
  const devices = targets.map(target => deviceBytes(target, accelerators) ?? hostBytes);
  return Math.floor(USABLE * Math.min(hostBytes, ...devices));
}

/** `the machine has 23.5 GiB`, or the limit on it and what sets it. */
export function memoryText(machine: LimitedMemory): string {
  const { memoryBytes, limits } = machine;
  const usable = formatMemory(usableMemoryBytes(machine));
  if (limits?.memory.status !== 'limited' || limits.memory.bytes >= memoryBytes) return `the machine has ${usable}`;
  return `the limit here is ${usable} (${limits.memory.file})`;
}

function deviceBytes({ provider, software, device }: Target, accelerators: readonly Device[]): number | undefined {
  if (provider === 'cpu' || software) return undefined;
  const own = accelerators.find(({ vendor, index }) => vendor === device.vendor && index === device.index);
  return own?.memoryBytes.available === true ? own.memoryBytes.value : undefined;
}
