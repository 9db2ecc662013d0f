/**
 * Real tool output, which is third-party text and not in the repository: MOEBENCH_TOOL_OUTPUT names a folder of it, with
 * index.json. Counts and names below were read from the files by eye. A file that is not in the table lists no devices.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Parsed } from '../../../harness/vendors/device.ts';
import { PROBES } from '../../../harness/vendors/probes.ts';

const folder = process.env.MOEBENCH_TOOL_OUTPUT;
const isThere = folder !== undefined && existsSync(join(folder, 'index.json'));

type Listing = readonly [count: number, vendor: string, name: string];

const A100 = 'NVIDIA A100-PCIE-40GB';
const H100 = 'NVIDIA H100 80GB HBM3';
const H200 = 'NVIDIA H200';
const L40S = 'NVIDIA L40S';
const RTX_2080 = 'NVIDIA GeForce RTX 2080 SUPER';
const RTX_4080 = 'NVIDIA GeForce RTX 4080 SUPER';
const MI300X = 'AMD Instinct MI300X';

const LISTINGS: Readonly<Record<string, Listing>> = {
  'alibaba-thead.ppu-smi.list-mig.ppu': [2, 'alibaba-thead', 'PPU'],
  'alibaba-thead.ppu-smi.list.ppu': [2, 'alibaba-thead', 'PPU'],
  'alibaba-thead.ppu-smi.q.ppu': [1, 'alibaba-thead', 'alixpu'],
  'alibaba-thead.ppu-smi.query-ppu-csv-memory.ppu': [2, 'alibaba-thead', 'alixpu'],
  'alibaba-thead.ppu-smi.query-ppu-csv-uuid.ppu': [2, 'alibaba-thead', 'alixpu'],
  'alibaba-thead.ppu-smi.table-16x.ppu-zw810e': [16, 'alibaba-thead', 'PPU-ZW810E'],
  'alibaba-thead.ppu-smi.table-2x.ppu-zw810e': [2, 'alibaba-thead', 'PPU-ZW810E'],
  'amd.amd-smi.static-asic.mi210-2x': [2, 'amd', 'Instinct MI210'],
  'amd.amd-smi.static-json.mi210': [1, 'amd', 'AMD Instinct MI210'],
  'amd.rocm-smi.all-json.mi100-rocm571': [6, 'amd', 'Arcturus GL-XL [Instinct MI100]'],
  'amd.rocm-smi.all-json.rx6700xt-rocm612': [1, 'amd', 'Navi 22 [Radeon RX 6700/6700 XT / 6800M]'],
  'amd.rocm-smi.all-json.vega-20-wks-gl-xe': [1, 'amd', 'Radeon Instinct MI50 32GB'],
  'amd.rocm-smi.json.rx-7800-xt': [1, 'amd', 'Navi 32 [Radeon RX 7700 XT / 7800 XT]'],
  'amd.rocm-smi.table-idle-named.mi300x-8x': [8, 'amd', MI300X],
  'amd.rocm-smi.table-idle.mi210-8x': [8, 'amd', 'Instinct MI210'],
  'amd.rocm-smi.table-idle.mi300a-4x': [4, 'amd', 'AMD GPU 0x74a0'],
  'amd.rocm-smi.table-idle.mi300x-8x': [8, 'amd', MI300X],
  'amd.rocm-smi.table-load.mi300x-1x': [1, 'amd', 'AMD GPU 0x74a1'],
  'amd.rocminfo.agents.rx-7800-xt': [1, 'amd', 'AMD Radeon RX 7800 XT'],
  'apple.system_profiler.spdisplays-json.m1': [1, 'apple', 'Apple M1'],
  'cambricon.cnmon.table.mlu370-x8': [2, 'cambricon', 'MLU370-X8'],
  'enflame.efsmi.table.s60': [2, 'enflame', 'S60'],
  'huawei.npu-smi.info-m.310p': [8, 'huawei', 'Ascend xxx'],
  'huawei.npu-smi.info-m.910a': [8, 'huawei', 'Ascend 910A'],
  'huawei.npu-smi.info-m.910b': [8, 'huawei', 'Ascend xxx'],
  'huawei.npu-smi.info-power-na.310p3': [2, 'huawei', '310P3'],
  'huawei.npu-smi.info.910a-npu-smi-22': [1, 'huawei', '910A'],
  'huawei.npu-smi.info.910b2c': [2, 'huawei', '910B2C'],
  'huawei.npu-smi.info.910b3-8x': [8, 'huawei', '910B3'],
  'huawei.npu-smi.info.ascend950pr': [1, 'huawei', 'Ascend950PR'],
  'huawei.npu-smi.info.atlas800-3000-1.0.15': [4, 'huawei', '310'],
  'huawei.npu-smi.info.atlas800-9010-24.1.rc2': [8, 'huawei', 'xxx'],
  'huawei.npu-smi.info.atlas800-9010-6.0.rc1': [8, 'huawei', '910A'],
  'hygon.hy-smi.table-bw-1x.dtk26': [1, 'hygon', 'Hygon DCU'],
  'hygon.hy-smi.table-mode-na.dcu-4x': [4, 'hygon', 'Hygon DCU'],
  'hygon.hy-smi.table.k100-ai-4x': [4, 'hygon', 'Hygon DCU'],
  'hygon.rocm-smi.json.dcu-dtk-24.04.3': [1, 'hygon', 'DCU xxxx'],
  'hygon.rocminfo.agents.dcu-dtk-24.04.3': [1, 'hygon', 'K1xx_AI'],
  'iluvatar.ixsmi.table.bi-v150-16x': [16, 'iluvatar', 'Iluvatar BI-V150'],
  'intel.hl-smi.query-csv.gaudi3-hl-325l': [2, 'intel', 'HL-325L'],
  'intel.hl-smi.table.gaudi2-hl-225-8x': [8, 'intel', 'HL-225'],
  'intel.xpu-smi.discovery.arc-b580': [1, 'intel', 'Intel(R) Arc(TM) B580 Graphics'],
  'intel.xpu-smi.table.arc-b580': [1, 'intel', 'Intel(R) Arc(TM) B580'],
  'kunlunxin.xpu_smi.table.r300': [2, 'kunlunxin', 'R300'],
  'mthreads.mthreads-gmi.table-load.mtt-s4000': [1, 'moore-threads', 'MTT S4000'],
  'mthreads.mthreads-gmi.table.mtt-s5000-8x': [8, 'moore-threads', 'MTT S5000'],
  'nvidia.nvidia-smi.list-mig.a100-pcie-40gb-8x': [8, 'nvidia', A100],
  'nvidia.nvidia-smi.list.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.list.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.list.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.list.h200': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.list.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.list.rtx-2080-super-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.list.rtx-2080-super-windows-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.list.rtx-4080-super': [1, 'nvidia', RTX_4080],
  'nvidia.nvidia-smi.q-idle.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.q-idle.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.q-idle.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.q-idle.h200': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.q-idle.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.q-idle.rtx-2080-super-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.q-load.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.q-load.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.q-load.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.q-load.h200': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.q-load.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.q-load.rtx-2080-super-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.q-load.rtx-2080-super-windows-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.q-load.rtx-4080-super': [1, 'nvidia', RTX_4080],
  'nvidia.nvidia-smi.q-x-xml.a100-sxm4-mig': [1, 'nvidia', 'NVIDIA A100-SXM4-40GB'],
  'nvidia.nvidia-smi.q-x-xml.gtx-1070-ti': [1, 'nvidia', 'GeForce GTX 1070 Ti'],
  'nvidia.nvidia-smi.q-x-xml.rtx-4090-driver-535': [1, 'nvidia', 'NVIDIA GeForce RTX 4090'],
  'nvidia.nvidia-smi.q-x-xml.rtx-pro-6000-driver-580': [1, 'nvidia', 'NVIDIA RTX PRO 6000 Blackwell'],
  'nvidia.nvidia-smi.q-x-xml.tesla-p100': [1, 'nvidia', 'Tesla P100-PCIE-16GB'],
  'nvidia.nvidia-smi.q-x-xml.tesla-t4': [1, 'nvidia', 'Tesla T4'],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.query-gpu-csv-idle.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.query-gpu-csv-idle.rtx-2080-super-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.query-gpu-csv-idle.rtx-4080-super': [1, 'nvidia', RTX_4080],
  'nvidia.nvidia-smi.query-gpu-csv-load.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.query-gpu-csv-load.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.query-gpu-csv-load.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.query-gpu-csv-load.h200': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-2080-super-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-2080-super-windows-r610': [1, 'nvidia', RTX_2080],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-4080-super': [1, 'nvidia', RTX_4080],
  'nvidia.nvidia-smi.table-idle.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.table-idle.h200': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.table-idle.h800-8x': [8, 'nvidia', 'NVIDIA H800'],
  'nvidia.nvidia-smi.table-idle.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.table-idle.rtx-2080-super-r610': [1, 'nvidia', 'NVIDIA GeForce RTX 2080 ...'],
  'nvidia.nvidia-smi.table-idle.rtx-4080-super': [1, 'nvidia', 'NVIDIA GeForce RTX 4080 ...'],
  'nvidia.nvidia-smi.table-load.a100-80gb-pcie': [1, 'nvidia', 'NVIDIA A100 80GB PCIe'],
  'nvidia.nvidia-smi.table-load.a800-r535': [2, 'nvidia', 'NVIDIA A800-SXM4-80GB'],
  'nvidia.nvidia-smi.table-load.h100-80gb-hbm3': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.table-load.h100-mig': [1, 'nvidia', H100],
  'nvidia.nvidia-smi.table-load.h200-mig': [1, 'nvidia', H200],
  'nvidia.nvidia-smi.table-load.h800-r535': [1, 'nvidia', 'NVIDIA H800'],
  'nvidia.nvidia-smi.table-load.l40s': [1, 'nvidia', L40S],
  'nvidia.nvidia-smi.table-load.rtx-2080-super-r610': [1, 'nvidia', 'NVIDIA GeForce RTX 2080 ...'],
  'nvidia.nvidia-smi.table-load.rtx-2080-super-windows-r610': [1, 'nvidia', 'NVIDIA GeForce RTX 2080 ...'],
  'nvidia.nvidia-smi.table-load.rtx-4080-super': [1, 'nvidia', 'NVIDIA GeForce RTX 4080 ...'],
};

/** Device listings all the same, but cut short by whoever published them: nobody can count them. */
const CUT = [
  'amd.amd-smi.list.mi300x',
  'amd.amd-smi.static.mi300x',
  'amd.rocm-smi.table-cpx-na-rows.mi300x',
  'amd.rocminfo.agents.mi300x',
  'nvidia.nvidia-smi.q-x-xml.a100-sxm4-v12',
  'nvidia.nvidia-smi.table-idle.h20',
];

const indexSchema = z.object({ files: z.array(z.object({ file: z.string(), section: z.string() })) });

if (!isThere && process.env.MOEBENCH_REQUIRE_ALL === '1') {
  test('MOEBENCH_TOOL_OUTPUT names a folder of tool output', () => expect(folder).toBe('a folder with index.json'));
}

describe.skipIf(!isThere)(
  `every sample of real tool output${isThere ? '' : ' (MOEBENCH_TOOL_OUTPUT names no folder with index.json)'}`,
  () => {
    const samples = isThere ? samplesIn(folder ?? '') : [];

    test('every file of the table is there', () => {
      const names = new Set(samples.map(sample => sample.name));
      expect([...Object.keys(LISTINGS), ...CUT].filter(name => !names.has(name))).toEqual([]);
    });

    test.each(samples)('$name', ({ name, tool, text, section }) => {
      const own = PROBES.filter(probe => probe.tool === tool && !probe.isOther?.(text)).map(probe => probe.parse(text));
      const [count, vendor, device] = LISTINGS[name] ?? [0, '', ''];
      for (const parsed of own) {
        if (count === 0) expect(parsed.status).toBe(section === 'errors' ? 'failed' : 'unreadable');
        else expect(parsed).toMatchObject({ status: 'found', devices: Array(count).fill({ vendor, name: device }) });
      }
      expect(count === 0 || own.length === 1).toBe(true);
      for (const bytes of own.flatMap(parsed => memoriesOf(parsed))) {
        expect(bytes).toBeGreaterThanOrEqual(4 * 2 ** 30);
        expect(bytes).toBeLessThanOrEqual(256 * 2 ** 30);
      }

      // Pasted into the wrong tool's mouth, it is the same devices or none.
      for (const { parse } of PROBES) {
        const parsed = parse(text);
        if (parsed.status === 'found') expect(parsed.devices).toHaveLength(count);
      }
    });
  },
);

function memoriesOf(parsed: Parsed): number[] {
  const devices = parsed.status === 'found' ? parsed.devices : [];
  return devices.flatMap(({ memoryBytes }) => (memoryBytes.available ? [memoryBytes.value] : []));
}

/** `error.nvidia.nvidia-smi.no-devices.txt`, `nvidia.nvidia-smi.list.h200.txt`: the tool is in the name. */
function samplesIn(path: string) {
  const index = indexSchema.parse(JSON.parse(readFileSync(join(path, 'index.json'), 'utf8')));
  return index.files.map(({ file, section }) => {
    const parts = file.split('.');
    const tool = parts[0] === 'error' ? parts[2] : parts[1];
    return { name: file.replace(/\.txt$/, ''), tool, section, text: readFileSync(join(path, file), 'utf8') };
  });
}
