/**
 * Real tool output, which is third-party text and not in the repository: MOEBENCH_TOOL_OUTPUT names a folder of it, with
 * index.json. Every source is put on a machine where its tool prints each sample. Figures below were read from the files by eye.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SOURCES } from '../../../harness/vendors/sources.ts';
import { fixture } from '../vendors/played.ts';
import { sensorWorldOf } from '../vendors/world.ts';

const folder = process.env.MOEBENCH_TOOL_OUTPUT;
const isThere = folder !== undefined && existsSync(join(folder, 'index.json'));

/** Of each sample that the tool's own source reads: watts by device, in the order listed. */
const WATTS: Readonly<Record<string, readonly number[]>> = {
  'alibaba-thead.ppu-smi.table-16x.ppu-zw810e': [81, 82, 82, 80, 79, 81, 80, 80, 80, 81, 81, 79, 79, 79, 79, 80],
  'alibaba-thead.ppu-smi.table-2x.ppu-zw810e': [74, 77],
  'amd.rocm-smi.all-json.mi100-rocm571': [39, 37, 35, 39, 39, 40],
  'amd.rocm-smi.all-json.rx6700xt-rocm612': [6],
  'amd.rocm-smi.all-json.vega-20-wks-gl-xe': [26],
  'amd.rocm-smi.json.rx-7800-xt': [53],
  'amd.rocm-smi.table-idle-named.mi300x-8x': [140, 138, 141, 139, 143, 139, 142, 137],
  'amd.rocm-smi.table-idle.mi210-8x': [43, 42, 41, 42, 43, 42, 40, 42],
  'amd.rocm-smi.table-idle.mi300a-4x': [110, 113, 125, 115],
  'amd.rocm-smi.table-idle.mi300x-8x': [173, 179, 180, 178, 175, 175, 175, 176],
  'amd.rocm-smi.table-load.mi300x-1x': [748],
  'apple.powermetrics.cpu-gpu-samples.m1': [0.321],
  // Two chips of one card, which tells its power with each.
  'cambricon.cnmon.table.mlu370-x8': [106],
  'enflame.efsmi.table.s60': [105, 128],
  'huawei.npu-smi.info.910b2c': [89.9, 93.8],
  'huawei.npu-smi.info.910b3-8x': [101.8, 92, 102, 99.8, 98.6, 99.7, 103.8, 98.2],
  'huawei.npu-smi.info.ascend950pr': [195.6],
  // Four chips of one board.
  'huawei.npu-smi.info.atlas800-3000-1.0.15': [12.8],
  'huawei.npu-smi.info.atlas800-9010-24.1.rc2': [70.5, 71.2, 69, 206.9, 70.2, 64.9, 69.4, 203.2],
  'huawei.npu-smi.info.atlas800-9010-6.0.rc1': [67.2, 63.3, 64.8, 191.7, 66.4, 62.7, 64.5, 191.4],
  'hygon.hy-smi.table-bw-1x.dtk26': [132],
  'hygon.hy-smi.table-mode-na.dcu-4x': [25, 24, 22, 24],
  'hygon.hy-smi.table.k100-ai-4x': [118, 120, 116, 138],
  'hygon.rocm-smi.json.dcu-dtk-24.04.3': [80],
  // Sixteen chips of eight cards.
  'iluvatar.ixsmi.table.bi-v150-16x': [93, 94, 98, 95, 95, 94, 93, 94],
  'intel.hl-smi.query-csv.gaudi3-hl-325l': [226, 230],
  'intel.hl-smi.table.gaudi2-hl-225-8x': [88, 83, 94, 80, 73, 87, 91, 90],
  'intel.xpu-smi.table.arc-b580': [66],
  'ipmi.ipmi-dcmi.power.server': [332],
  'ipmi.ipmitool.dcmi-power-reading.server-167w': [167],
  'ipmi.ipmitool.dcmi-power-reading.server-50w': [50],
  'nvidia.nvidia-smi.q-idle.h100-80gb-hbm3': [69.62],
  'nvidia.nvidia-smi.q-idle.h100-mig': [72.63],
  'nvidia.nvidia-smi.q-idle.h200-mig': [77.88],
  'nvidia.nvidia-smi.q-idle.h200': [77.88],
  'nvidia.nvidia-smi.q-idle.l40s': [119.88],
  'nvidia.nvidia-smi.q-idle.rtx-2080-super-r610': [38.89],
  'nvidia.nvidia-smi.q-load.h100-80gb-hbm3': [588.39],
  'nvidia.nvidia-smi.q-load.h100-mig': [444.72],
  'nvidia.nvidia-smi.q-load.h200-mig': [292.14],
  'nvidia.nvidia-smi.q-load.h200': [625.24],
  'nvidia.nvidia-smi.q-load.l40s': [110.01],
  'nvidia.nvidia-smi.q-load.rtx-2080-super-r610': [97.75],
  'nvidia.nvidia-smi.q-load.rtx-2080-super-windows-r610': [97.99],
  'nvidia.nvidia-smi.q-load.rtx-4080-super': [86.41],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h100-80gb-hbm3': [69.62],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h100-mig': [70.72],
  'nvidia.nvidia-smi.query-gpu-csv-idle.h200-mig': [78.21],
  'nvidia.nvidia-smi.query-gpu-csv-idle.l40s': [127.67],
  'nvidia.nvidia-smi.query-gpu-csv-idle.rtx-2080-super-r610': [39.17],
  'nvidia.nvidia-smi.query-gpu-csv-idle.rtx-4080-super': [28.77],
  'nvidia.nvidia-smi.query-gpu-csv-load.h100-80gb-hbm3': [625.68],
  'nvidia.nvidia-smi.query-gpu-csv-load.h100-mig': [447.35],
  'nvidia.nvidia-smi.query-gpu-csv-load.h200-mig': [294.14],
  'nvidia.nvidia-smi.query-gpu-csv-load.h200': [626.26],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-2080-super-r610': [98.14],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-2080-super-windows-r610': [97.99],
  'nvidia.nvidia-smi.query-gpu-csv-load.rtx-4080-super': [86.41],
  'nvidia.nvidia-smi.table-idle.h200-mig': [78],
  'nvidia.nvidia-smi.table-idle.h200': [77],
  'nvidia.nvidia-smi.table-idle.h800-8x': [81, 79, 83, 81, 81, 83, 81, 81],
  'nvidia.nvidia-smi.table-idle.l40s': [242],
  'nvidia.nvidia-smi.table-idle.rtx-2080-super-r610': [38],
  'nvidia.nvidia-smi.table-idle.rtx-4080-super': [25],
  'nvidia.nvidia-smi.table-load.a100-80gb-pcie': [69],
  'nvidia.nvidia-smi.table-load.a800-r535': [63, 66],
  'nvidia.nvidia-smi.table-load.h100-80gb-hbm3': [629],
  'nvidia.nvidia-smi.table-load.h100-mig': [432],
  'nvidia.nvidia-smi.table-load.h200-mig': [295],
  'nvidia.nvidia-smi.table-load.h800-r535': [115],
  'nvidia.nvidia-smi.table-load.l40s': [110],
  'nvidia.nvidia-smi.table-load.rtx-2080-super-r610': [97],
  'nvidia.nvidia-smi.table-load.rtx-2080-super-windows-r610': [97],
  'nvidia.nvidia-smi.table-load.rtx-4080-super': [83],
};

const indexSchema = z.object({ files: z.array(z.object({ file: z.string() })) });

if (!isThere && process.env.MOEBENCH_REQUIRE_ALL === '1') {
  test('MOEBENCH_TOOL_OUTPUT names a folder of tool output', () => expect(folder).toBe('a folder with index.json'));
}

describe.skipIf(!isThere)(
  `every sample of real tool output${isThere ? '' : ' (MOEBENCH_TOOL_OUTPUT names no folder with index.json)'}`,
  () => {
    const samples = isThere ? samplesIn(folder ?? '') : [];

    test('every file of the table is there', () => {
      const names = new Set(samples.map(({ name }) => name));
      expect(Object.keys(WATTS).filter(name => !names.has(name))).toEqual([]);
    });

    test.each(samples)('$name', async ({ name, tool, text }) => {
      const own = await figuresOf(tool, text);
      const expected = WATTS[name];
      expect(own.watts).toEqual(expected ?? []);

      // Pasted into any tool's mouth: plausible watts, or a refusal that says why. Never 0, never no number.
      for (const other of TOOLS) {
        const { watts, joules, refusals } = await figuresOf(other, text);
        for (const value of watts) expect(value).toSatisfy(isPlausible);
        for (const value of joules) expect(value).toBeGreaterThan(1e6);
        expect(watts.length + joules.length + refusals.length).toBeGreaterThan(0);
        for (const { message, fix } of refusals) expect(`${message}${fix}`).not.toMatch(/undefined|NaN/);
      }
    });
  },
);

const TOOLS = [...SOURCES.map(({ id }) => id), 'ipmitool', 'ipmi-dcmi'].filter(
  id => !['nvml', 'rapl', 'estimated', 'amdgpu', 'ipmi'].includes(id),
);

const isPlausible = (watts: number) => watts >= 0.2 && watts < 1500;

/** What the source of a tool makes of a text, if that is what its tool prints. */
async function figuresOf(tool: string | undefined, text: string) {
  const source = SOURCES.find(({ id }) => id === tool || (id === 'ipmi' && /^ipmi/.test(tool ?? '')));
  const names = { 'amd-smi static --json': fixture('detect/amd-smi.static-json') };
  const world = sensorWorldOf({ tools: tool === undefined ? {} : { ...names, [tool]: text } });
  const { sensors, refusals } = (await source?.find(world)) ?? { sensors: [], refusals: [] };
  const looks = await Promise.all(sensors.map(({ look }) => look()));
  return {
    watts: looks.flatMap(look => (look.kind === 'counter' ? [] : [look.powerW])),
    joules: looks.flatMap(look => (look.kind === 'counter' ? [look.energyJ] : [])),
    refusals,
  };
}

/** `error.nvidia.nvidia-smi.no-devices.txt`, `nvidia.nvidia-smi.list.h200.txt`: the tool is in the name. */
function samplesIn(path: string) {
  const index = indexSchema.parse(JSON.parse(readFileSync(join(path, 'index.json'), 'utf8')));
  return index.files.map(({ file }) => {
    const parts = file.split('.');
    const tool = parts[0] === 'error' ? parts[2] : parts[1];
    return { name: file.replace(/\.txt$/, ''), tool, text: readFileSync(join(path, file), 'utf8') };
  });
}
