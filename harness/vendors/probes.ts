/**
 * The tools that list accelerators, one row each.
 *
 * To add a vendor:
 * 1. `<vendor>/devices.ts`: `export const parseFoo = parser('foo-smi', () => '<vendor>', [readRows])`. `readRows` turns the
 *    tool's text into rows, and returns null for text whose devices it cannot count. Look in `forms/` first: many tools
 *    print nvidia-smi's table.
 * 2. A row here. Ask for the tool's most stable form (CSV or JSON with named fields, if a real sample shows it).
 * 3. `test/fixtures/detect/<tool>.<form>.txt`: made-up values in the real shape. Assert its rows in
 *    `test/harness/vendors/parsers.test.ts`, and the counts of real samples in `test/harness/detect/replay.test.ts`.
 *
 * A vendor may have several tools: the first that lists devices is used. A row may also find another vendor's devices
 * (rocm-smi lists Hygon's); the listing with more detail comes first.
 */

import { parsePpuSmi } from './alibaba-thead/devices.ts';
import { parseAmdSmi, parseRocminfo, parseRocmSmi } from './amd/devices.ts';
import { parseSystemProfiler } from './apple/devices.ts';
import { parseCnmon } from './cambricon/devices.ts';
import { parseEfsmi } from './enflame/devices.ts';
import { parseNpuSmi } from './huawei/devices.ts';
import { parseHySmi } from './hygon/devices.ts';
import { parseIxsmi } from './iluvatar/devices.ts';
import { HL_SMI_COLUMNS, parseHlSmi, parseXpuSmi } from './intel/devices.ts';
import { isKunlunxinXpuSmi, parseKunlunxinOldXpuSmi, parseKunlunxinXpuSmi } from './kunlunxin/devices.ts';
import { parseMxSmi } from './metax/devices.ts';
import { parseMthreadsGmi } from './moore-threads/devices.ts';
import { parseNvidiaSmi } from './nvidia/devices.ts';
import type { Probe } from './probe.ts';

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
    otherwise: [['static']],
    parse: parseAmdSmi,
    howToGet: 'install ROCm (package amd-smi-lib) and pass /dev/kfd and /dev/dri into the container',
  },
  {
    vendor: 'amd',
    label: 'AMD',
    tool: 'rocm-smi',
    argv: [
      '--showproductname',
      '--showmeminfo',
      'vram',
      '--showuniqueid',
      '--showdriverversion',
      '--showcomputepartition',
      '--json',
    ],
    // Where the driver tells it nothing else, the concise table still counts the cards.
    otherwise: [[]],
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
    argv: ['--json'],
    otherwise: [['--showproductname', '--showmeminfo', 'vram', '--json'], []],
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
    otherwise: [[]],
    parse: parseXpuSmi,
    isOther: isKunlunxinXpuSmi,
    howToGet:
      "install Intel's xpu-smi and the GPU driver (Kunlunxin's xpu-smi is another tool: for its cards the driver and XRE)",
  },
  {
    vendor: 'intel',
    label: 'Intel Gaudi',
    tool: 'hl-smi',
    argv: ['-Q', HL_SMI_COLUMNS, '-f', 'csv,noheader'],
    // Older ones know no columns.
    otherwise: [[]],
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
    tool: 'xpu-smi',
    argv: [],
    parse: parseKunlunxinXpuSmi,
    isOther: text => !isKunlunxinXpuSmi(text),
    howToGet: 'install the Kunlunxin driver and XRE (in a container: pass /dev/xpuctrl and /dev/xpu*)',
  },
  {
    vendor: 'kunlunxin',
    label: 'Kunlunxin',
    tool: 'xpu_smi',
    argv: [],
    parse: parseKunlunxinOldXpuSmi,
    howToGet: 'install the Kunlunxin driver and XRE',
  },
  {
    vendor: 'metax',
    label: 'MetaX',
    tool: 'mx-smi',
    argv: [],
    parse: parseMxSmi,
    howToGet: 'install the MetaX driver and MXMACA (in a container: pass /dev/mxcd and /dev/dri)',
  },
];
