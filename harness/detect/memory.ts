/** How much memory a workload that is cut to fit may take. Pure. */
import type { Machine, Target } from '../../results/record.ts';
import type { Device } from './device.ts';

/** The rest is for the system, the program itself, and what an estimate of memory misses. */
const USABLE = 0.8;

/**
 * Bytes for one slice that all targets can run: the usable share of the least memory among them. The host counts always:
 * data is made there before it goes anywhere. A device whose memory no tool tells is left out.
 */
export function memoryToFit(
  targets: readonly Target[],
  { memoryBytes }: Pick<Machine, 'memoryBytes'>,
  accelerators: readonly Device[],
): number {
  const devices = targets.map(target => deviceBytes(target, accelerators) ?? memoryBytes);
  return Math.floor(USABLE * Math.min(memoryBytes, ...devices));
}

function deviceBytes({ onnx, software, device }: Target, accelerators: readonly Device[]): number | undefined {
  if (onnx?.provider === 'cpu' || software) return undefined;
  const own = accelerators.find(({ vendor, index }) => vendor === device.vendor && index === device.index);
  return own?.memoryBytes.available === true ? own.memoryBytes.value : undefined;
}
