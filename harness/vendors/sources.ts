/** Every source of energy readings: one row, one file. Of two that read the same thing, the one named first is believed. */

import { ppuSmi } from './alibaba-thead/ppu-smi.ts';
import { amdSmi } from './amd/amd-smi.ts';
import { amdgpu } from './amd/amdgpu.ts';
import { rocmSmi } from './amd/rocm-smi.ts';
import { cnmon } from './cambricon/cnmon.ts';
import { efsmi } from './enflame/efsmi.ts';
import { hlSmi } from './habana/hl-smi.ts';
import { estimated } from './host/estimated.ts';
import { ipmi } from './host/ipmi.ts';
import { powermetrics } from './host/powermetrics.ts';
import { rapl } from './host/rapl.ts';
import { npuSmi } from './huawei/npu-smi.ts';
import { hySmi } from './hygon/hy-smi.ts';
import { ixsmi } from './iluvatar/ixsmi.ts';
import { xpuSmi } from './kunlunxin/xpu-smi.ts';
import { mxSmi } from './metax/mx-smi.ts';
import { nvidiaSmi } from './nvidia/nvidia-smi.ts';
import { nvml } from './nvidia/nvml.ts';
import type { FoundSensors, SensorSource } from './sensing/sensor.ts';
import type { SensorWorld } from './sensing/world.ts';

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
