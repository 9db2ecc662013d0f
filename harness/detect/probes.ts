/**
 * The tools that list accelerators, one row each.
 *
 * To add a vendor:
 * 1. `vendors/<vendor>.ts`: `export const parseFoo = parser('foo-smi', () => '<vendor>', [readRows])`, where `readRows`
 *    turns the tool's text into rows and returns null for anything it cannot count for certain. Look in `forms/` first:
 *    many tools print nvidia-smi's table.
 * 2. A row here. Ask for the tool's most stable form (CSV or JSON with named fields, if a real sample shows it).
 * 3. `test/fixtures/detect/<tool>.<form>.txt` with made-up values in the real shape, its rows asserted in
 *    `test/harness/detect/parsers.test.ts`; and, where real samples are at hand, their counts in `replay.test.ts`.
 *
 * A vendor may have several tools: the first that lists devices speaks for it. A row may also find another vendor's
 * devices (rocm-smi lists Hygon's); the richer listing comes first.
 */
import type { Finding, Parse } from './device.ts';
import { parsePpuSmi } from './vendors/alibaba-thead.ts';
import { parseAmdSmi, parseRocminfo, parseRocmSmi } from './vendors/amd.ts';
import { parseSystemProfiler } from './vendors/apple.ts';
import { parseCnmon } from './vendors/cambricon.ts';
import { parseEfsmi } from './vendors/enflame.ts';
import { parseNpuSmi } from './vendors/huawei.ts';
import { parseHySmi } from './vendors/hygon.ts';
import { parseIxsmi } from './vendors/iluvatar.ts';
import { HL_SMI_COLUMNS, parseHlSmi, parseXpuSmi } from './vendors/intel.ts';
import { parseKunlunxinXpuSmi } from './vendors/kunlunxin.ts';
import { parseMthreadsGmi } from './vendors/moore-threads.ts';
import { parseNvidiaSmi } from './vendors/nvidia.ts';
import type { World } from './world.ts';

export type Probe = {
  readonly vendor: string;
  /** The vendor's devices, as people call them. */
  readonly label: string;
  readonly tool: string;
  readonly argv: readonly string[];
  readonly parse: Parse;
  readonly howToGet: string;
  /** Where the tool exists at all; anywhere, if not said. */
  readonly platform?: NodeJS.Platform;
};

export const PROBES: readonly Probe[] = [
  {
    // Before NVIDIA: T-Head ships an NVML look-alike, so nvidia-smi may list the same devices with less to say.
    vendor: 'alibaba-thead',
    label: 'T-Head PPU',
    tool: 'ppu-smi',
    argv: [],
    parse: parsePpuSmi,
    howToGet: 'install the T-Head PPU driver and SAIL SDK',
  },
  {
    vendor: 'nvidia',
    label: 'NVIDIA',
    tool: 'nvidia-smi',
    argv: ['--query-gpu=index,name,uuid,driver_version,memory.total,mig.mode.current', '--format=csv'],
    parse: parseNvidiaSmi,
    howToGet: 'install the NVIDIA driver (in a container: the NVIDIA Container Toolkit, run with --gpus all)',
  },
  {
    vendor: 'amd',
    label: 'AMD',
    tool: 'amd-smi',
    argv: ['static', '--json'],
    parse: parseAmdSmi,
    howToGet: 'install ROCm (package amd-smi-lib) and pass /dev/kfd and /dev/dri into the container',
  },
  {
    vendor: 'amd',
    label: 'AMD',
    tool: 'rocm-smi',
    argv: ['--showproductname', '--showmeminfo', 'vram', '--showuniqueid', '--showdriverversion', '--json'],
    parse: parseRocmSmi,
    howToGet: 'install ROCm (package rocm-smi-lib)',
  },
  {
    vendor: 'amd',
    label: 'AMD',
    tool: 'rocminfo',
    argv: [],
    parse: parseRocminfo,
    howToGet: 'install ROCm (package rocminfo)',
  },
  {
    // After rocm-smi and rocminfo, which know names and memory.
    vendor: 'hygon',
    label: 'Hygon DCU',
    tool: 'hy-smi',
    argv: [],
    parse: parseHySmi,
    howToGet: 'install the Hygon DCU driver and DTK',
  },
  {
    vendor: 'huawei',
    label: 'Huawei Ascend',
    tool: 'npu-smi',
    argv: ['info'],
    parse: parseNpuSmi,
    howToGet: 'install the Ascend HDK driver and firmware (in a container: mount /dev/davinci* and npu-smi)',
  },
  {
    vendor: 'apple',
    label: 'Apple',
    tool: 'system_profiler',
    argv: ['SPDisplaysDataType', '-json'],
    parse: parseSystemProfiler,
    howToGet: 'system_profiler is part of macOS',
    platform: 'darwin',
  },
  {
    vendor: 'intel',
    label: 'Intel GPU',
    tool: 'xpu-smi',
    argv: ['discovery'],
    parse: parseXpuSmi,
    howToGet: "install Intel's xpu-smi and the GPU driver",
  },
  {
    vendor: 'intel',
    label: 'Intel Gaudi',
    tool: 'hl-smi',
    argv: ['-Q', HL_SMI_COLUMNS, '-f', 'csv,noheader'],
    parse: parseHlSmi,
    howToGet: 'install the Intel Gaudi driver and habanalabs-firmware-tools',
  },
  {
    vendor: 'moore-threads',
    label: 'Moore Threads',
    tool: 'mthreads-gmi',
    argv: [],
    parse: parseMthreadsGmi,
    howToGet: 'install the Moore Threads driver',
  },
  {
    vendor: 'iluvatar',
    label: 'Iluvatar',
    tool: 'ixsmi',
    argv: [],
    parse: parseIxsmi,
    howToGet: 'install the Iluvatar CoreX driver',
  },
  {
    vendor: 'cambricon',
    label: 'Cambricon',
    tool: 'cnmon',
    argv: [],
    parse: parseCnmon,
    howToGet: 'install the Cambricon driver',
  },
  {
    vendor: 'enflame',
    label: 'Enflame',
    tool: 'efsmi',
    argv: [],
    parse: parseEfsmi,
    howToGet: 'install the Enflame driver',
  },
  {
    vendor: 'kunlunxin',
    label: 'Kunlunxin',
    tool: 'xpu_smi',
    argv: [],
    parse: parseKunlunxinXpuSmi,
    howToGet: 'install the Kunlunxin driver and XRE',
  },
];

const TIMEOUT_MS = 20_000;

/** Asks one tool. A tool that is missing, hangs, fails or prints something else is a finding, never an exception. */
export async function runProbe(probe: Probe, world: Pick<World, 'run'>): Promise<Finding> {
  const { tool, howToGet } = probe;
  const execution = await world.run(tool, probe.argv, TIMEOUT_MS);
  switch (execution.status) {
    case 'not-there':
      return { status: 'absent', howToGet };
    case 'denied':
      return { status: 'failed', message: `${tool} may not be run by this user` };
    case 'timeout':
      return { status: 'failed', message: `${tool} did not answer within ${execution.afterMs / 1000} s` };
    case 'exited': {
      const listing = probe.parse(execution.stdout);
      if (listing.status === 'found' || execution.stderr.trim() === '') return listing;
      // What a tool says on standard error is why it listed nothing.
      const complaint = probe.parse(execution.stderr);
      if (complaint.status === 'failed') return complaint;
      const spoke = complaint.status === 'unreadable' && execution.code !== 0;
      return spoke ? { status: 'failed', message: complaint.firstLine } : listing;
    }
  }
}
