/** Every source of energy readings: one row, one file. Of two that read the same thing, the one named first is believed. */
import { estimated } from './estimated.ts';
import { nvml } from './nvml.ts';
import { rapl } from './rapl.ts';
import type { FoundSensors, SensorSource } from './sensor.ts';
import type { SensorWorld } from './world.ts';

export const SOURCES: readonly SensorSource[] = [nvml, rapl, estimated];

/** All sensors of this machine, and why the others cannot be read. Sources are asked one after the other: drivers lock. */
export async function findSensors(world: SensorWorld, sources = SOURCES): Promise<FoundSensors> {
  const found: FoundSensors[] = [];
  for (const source of sources) found.push(await source.find(world));
  return { sensors: found.flatMap(({ sensors }) => sensors), refusals: found.flatMap(({ refusals }) => refusals) };
}
