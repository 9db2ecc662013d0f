/** How much memory a workload that is cut to fit may take. Pure. */

import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import { type LimitedMemory, usableMemoryBytes } from '../../results/schema/limits.ts';
import { formatMemory } from '../../suites/moe/footprint.ts';
import type { Device } from '../vendors/device.ts';

/** The rest is for the system, the program itself, and what an estimate of memory misses. */
const USABLE = 0.8;

/**
 * Bytes that all targets can hold: the usable share of the smallest memory among them. The host always counts, since data is made there
 * first. A device of unknown memory is left out.
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
  const limit = bindingLimit(machine);
  if (limit === null) return `the machine has ${formatMemory(machine.memoryBytes)}`;
  return `the memory limit here is ${formatMemory(limit.bytes)} (${limit.file})`;
}

/** A limit on memory that is below what the machine has; null: there is none, or none is known. */
export function bindingLimit({ memoryBytes, limits }: LimitedMemory) {
  return limits?.memory.status === 'limited' && limits.memory.bytes < memoryBytes ? limits.memory : null;
}

function deviceBytes(target: Target, accelerators: readonly Device[]): number | undefined {
  const { device } = target;
  if (isOnHost(target)) return undefined;
  const board = accelerators.find(({ vendor, index }) => vendor === device.vendor && index === device.index);
  return board?.memoryBytes.available === true ? board.memoryBytes.value : undefined;
}
