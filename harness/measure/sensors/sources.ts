/** Every source of energy readings: one row, one file. Of two that read the same thing, the one named first is believed. */
import { amdSmi } from './amd-smi.ts';
import { amdgpu } from './amdgpu.ts';
import { cnmon } from './cnmon.ts';
import { efsmi } from './efsmi.ts';
import { estimated } from './estimated.ts';
import { hlSmi } from './hl-smi.ts';
import { hySmi } from './hy-smi.ts';
import { ipmi } from './ipmi.ts';
import { ixsmi } from './ixsmi.ts';
import { mxSmi } from './mx-smi.ts';
import { npuSmi } from './npu-smi.ts';
import { nvidiaSmi } from './nvidia-smi.ts';
import { nvml } from './nvml.ts';
import { powermetrics } from './powermetrics.ts';
import { ppuSmi } from './ppu-smi.ts';
import { rapl } from './rapl.ts';
import { rocmSmi } from './rocm-smi.ts';
import type { FoundSensors, SensorSource } from './sensor.ts';
import type { SensorWorld } from './world.ts';
import { xpuSmi } from './xpu-smi.ts';

/** A vendor's library or files before its tool, which costs a process a look. */
export const SOURCES: readonly SensorSource[] = [
  nvml,
  ppuSmi,
  nvidiaSmi,
  amdgpu,
  amdSmi,
  hySmi,
  rocmSmi,
  npuSmi,
  mxSmi,
  ixsmi,
  cnmon,
  xpuSmi,
  hlSmi,
  efsmi,
  rapl,
  powermetrics,
  ipmi,
  estimated,
];

/** All sensors of this machine, and why the others cannot be read. Sources are asked one after the other: drivers lock. */
export async function findSensors(world: SensorWorld, sources = SOURCES): Promise<FoundSensors> {
  const found: FoundSensors[] = [];
  for (const source of sources) found.push(await source.find(world));
  return { sensors: found.flatMap(({ sensors }) => sensors), refusals: found.flatMap(({ refusals }) => refusals) };
}
