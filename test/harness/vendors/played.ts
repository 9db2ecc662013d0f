/** Every source that asks a tool or reads amdgpu's files, on a machine where it works: what is played, and the figure in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ppuSmi } from '../../../harness/vendors/alibaba-thead/ppu-smi.ts';
import { amdSmi } from '../../../harness/vendors/amd/amd-smi.ts';
import { amdgpu } from '../../../harness/vendors/amd/amdgpu.ts';
import { rocmSmi } from '../../../harness/vendors/amd/rocm-smi.ts';
import { cnmon } from '../../../harness/vendors/cambricon/cnmon.ts';
import { efsmi } from '../../../harness/vendors/enflame/efsmi.ts';
import { hlSmi } from '../../../harness/vendors/habana/hl-smi.ts';
import { ipmi } from '../../../harness/vendors/host/ipmi.ts';
import { powermetrics } from '../../../harness/vendors/host/powermetrics.ts';
import { npuSmi } from '../../../harness/vendors/huawei/npu-smi.ts';
import { hySmi } from '../../../harness/vendors/hygon/hy-smi.ts';
import { ixsmi } from '../../../harness/vendors/iluvatar/ixsmi.ts';
import { xpuSmi } from '../../../harness/vendors/kunlunxin/xpu-smi.ts';
import { mxSmi } from '../../../harness/vendors/metax/mx-smi.ts';
import { nvidiaSmi } from '../../../harness/vendors/nvidia/nvidia-smi.ts';
import type { SensorSource } from '../../../harness/vendors/sensing/sensor.ts';
import type { SensorParts } from './world.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** `sensors/npu-smi.info-310`, `detect/npu-smi.info-910b` */
export const fixture = (name: string) => readFileSync(join(FIXTURES, `${name}.txt`), 'utf8');

export type Played = {
  readonly source: SensorSource;
  readonly tool: string;
  readonly text: string;
  /** The first device's power, as it stands in the text. */
  readonly figure: string;
  /** The parts of a machine that prints this text instead. */
  readonly parts: (text: string) => SensorParts;
};

const HWMON = '/sys/class/drm/card1/device/hwmon/hwmon3';

const printed = (source: SensorSource, name: string, figure: string): Played => ({
  source,
  tool: source.id,
  text: fixture(name),
  figure,
  parts: text => ({ tools: { [source.id]: text } }),
});

export const PLAYED: readonly Played[] = [
  printed(ppuSmi, 'sensors/ppu-smi.log', '81.25 W'),
  printed(nvidiaSmi, 'sensors/nvidia-smi.csv', '81.25 W'),
  printed(hySmi, 'detect/hy-smi.table', '110.0W'),
  printed(rocmSmi, 'detect/rocm-smi.table-named', '140.0W'),
  printed(npuSmi, 'detect/npu-smi.info-910b', '100.0'),
  printed(mxSmi, 'sensors/mx-smi.table-capped', '30W'),
  printed(ixsmi, 'detect/ixsmi.table', '93W'),
  printed(cnmon, 'sensors/cnmon.table-two-chips', '100 W'),
  printed(xpuSmi, 'detect/xpu-smi.table', '61W'),
  printed(hlSmi, 'sensors/hl-smi.csv', '220 W'),
  printed(efsmi, 'detect/efsmi.table', '105W'),
  printed(powermetrics, 'sensors/powermetrics.combined', '17000 mW'),
  {
    ...printed(ipmi, 'sensors/ipmitool.dcmi', '420 Watts'),
    tool: 'ipmitool',
    parts: text => ({ tools: { ipmitool: text } }),
  },
  {
    ...printed(amdSmi, 'sensors/amd-smi.metric', '240 W'),
    text: fixture('sensors/amd-smi.metric').replace('18000000.25 J', 'N/A'),
    parts: text => ({ tools: { 'amd-smi': text, 'amd-smi static --json': fixture('sensors/amd-smi.static-json') } }),
  },
  {
    source: amdgpu,
    tool: 'amdgpu',
    text: '39000000\n',
    figure: '39000000',
    parts: text => ({ files: { ...amdgpuCard(1), [`${HWMON}/power1_average`]: text } }),
  },
];

/** The files of a card, but for its power. */
export function amdgpuCard(number: number): Readonly<Record<string, string>> {
  const device = `/sys/class/drm/card${number}/device`;
  return {
    [`${device}/vendor`]: '0x1002\n',
    [`${device}/device`]: '0x74a1\n',
    [`${device}/unique_id`]: 'abc0000000000001\n',
    [`${device}/hwmon/hwmon3/power1_cap`]: '750000000\n',
    [`${device}/hwmon/hwmon3/freq1_input`]: '2100000000\n',
    [`${device}/hwmon/hwmon3/freq2_input`]: '1300000000\n',
    [`${device}/hwmon/hwmon3/temp1_input`]: '41000\n',
    [`${device}/hwmon/hwmon3/temp2_input`]: '45000\n',
  };
}
