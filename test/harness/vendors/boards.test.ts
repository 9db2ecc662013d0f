import { describe, expect, test } from 'vitest';
import { amdSmi } from '../../../harness/vendors/amd/amd-smi.ts';
import { amdgpu } from '../../../harness/vendors/amd/amdgpu.ts';
import { rocmSmi } from '../../../harness/vendors/amd/rocm-smi.ts';
import { cnmon } from '../../../harness/vendors/cambricon/cnmon.ts';
import { npuSmi } from '../../../harness/vendors/huawei/npu-smi.ts';
import { ixsmi } from '../../../harness/vendors/iluvatar/ixsmi.ts';
import { xpuSmi } from '../../../harness/vendors/kunlunxin/xpu-smi.ts';
import { nvidiaSmi } from '../../../harness/vendors/nvidia/nvidia-smi.ts';
import { amdgpuCard, fixture } from './played.ts';
import { printing, read } from './source-reading.ts';
import { sensorWorldOf } from './world.ts';

describe('a board with several chips is counted once', () => {
  test('an Atlas board of 310s repeats its power with each chip', async () => {
    const { sensors } = await printing(npuSmi, 'sensors/npu-smi.info-310');
    expect(sensors).toEqual(['npu-smi/0 board - power 13.5']);
  });

  test('the first die of a 910C tells for both', async () => {
    expect(await printing(npuSmi, 'detect/npu-smi.info-910c')).toEqual({
      sensors: ['npu-smi/0 chip - power 170', 'npu-smi/2 chip - power 171'],
      refusals: [],
    });
  });

  test('a board of 310Ps whose power is NA refuses once', async () => {
    expect((await printing(npuSmi, 'detect/npu-smi.info-310p')).refusals).toEqual([
      'unsupported: npu-smi 0 (310P3): power is "NA"',
    ]);
  });

  test('both chips of an MLU370-X8 show the power of their card; other cards have one chip', async () => {
    expect((await printing(cnmon, 'sensors/cnmon.table-two-chips')).sensors).toEqual([
      'cnmon/0 board 250 power 100',
      'cnmon/2 chip 75 power 25',
    ]);
  });

  test('the second chip of a BI-V150 shows the power of their card', async () => {
    expect(await printing(ixsmi, 'detect/ixsmi.table')).toEqual({
      sensors: ['ixsmi/1 board 350 power 93'],
      refusals: [],
    });
  });

  test('an MI250 is a board of two dies, whose first tells for both; an MI250X likewise, whose second says 0', async () => {
    expect(await printing(rocmSmi, 'detect/rocm-smi.json-two-dies')).toEqual({
      sensors: ['rocm-smi/0 board 560 power 211', 'rocm-smi/2 board 560 power 99'],
      refusals: [],
    });
  });

  test('an MI250 by amd-smi, whose second die says N/A', async () => {
    const gpu = (index: number) => ({ gpu: index, asic: { market_name: 'AMD Instinct MI250' } });
    const metric = 'GPU: 0\n    POWER:\n        SOCKET_POWER: 211 W\nGPU: 1\n    POWER:\n        SOCKET_POWER: N/A\n';
    const tools = { 'amd-smi': metric, 'amd-smi static --json': JSON.stringify([gpu(0), gpu(1)]) };
    expect(await read(amdSmi, { tools })).toEqual({ sensors: ['amd-smi/0 board - power 211'], refusals: [] });
  });

  test('an MI250 by the kernel’s files: the second die says 0 or has no such file, and is no board of its own', async () => {
    const power = (number: number) => `/sys/class/drm/card${number}/device/hwmon/hwmon3/power1_average`;
    const dies = [1, 2, 3, 4].map(number => ({
      ...amdgpuCard(number),
      [`/sys/class/drm/card${number}/device/device`]: '0x740c\n',
    }));
    const files = Object.assign({}, ...dies, {
      [power(1)]: '211000000\n',
      [power(2)]: '0\n',
      [power(3)]: '99000000\n',
    });
    expect(await read(amdgpu, { files })).toEqual({
      sensors: ['amdgpu/0 board 750 power 211', 'amdgpu/2 board 750 power 99'],
      refusals: [],
    });
  });

  test('the first part of an MI300X in DPX tells for its card, and the next card is numbered behind both', async () => {
    const metric = [
      'GPU: 0\n    POWER:\n        SOCKET_POWER: 141 W\n    ENERGY: N/A\n',
      'GPU: 1\n    POWER: N/A\n    CLOCK: N/A\n    TEMPERATURE: N/A\n    ENERGY: N/A\n',
      'GPU: 2\n    POWER:\n        SOCKET_POWER: 142 W\n',
    ].join('\n\n');
    const tools = { 'amd-smi': metric, 'amd-smi static --json': fixture('detect/amd-smi.static-dpx') };
    const sensors = ['amd-smi/0 chip 700 power 141', 'amd-smi/2 chip 700 power 142'];
    expect(await read(amdSmi, { tools })).toEqual({ sensors, refusals: [] });

    const power = (number: number) => `/sys/class/drm/card${number}/device/hwmon/hwmon3/power1_average`;
    const files = {
      ...amdgpuCard(1),
      ...amdgpuCard(9),
      '/sys/class/drm/card1/device/current_compute_partition': 'DPX\n',
      [power(1)]: '141000000\n',
      [power(9)]: '142000000\n',
    };
    expect((await read(amdgpu, { files })).sensors).toEqual([
      'amdgpu/0 chip 750 power 141',
      'amdgpu/2 chip 750 power 142',
    ]);
  });

  test('a VF of a Kunlunxin card repeats its card’s power, and is no sensor', async () => {
    const world = sensorWorldOf({ tools: { 'xpu-smi': fixture('detect/xpu-smi.table-kunlunxin') } });
    const { sensors, refusals } = await xpuSmi.find(world);
    expect(sensors.map(({ id, device }) => [id, device?.vendor, device?.name])).toEqual([
      ['xpu-smi/0', 'kunlunxin', 'P800 OAM'],
      ['xpu-smi/1', 'kunlunxin', 'P800 OAM'],
    ]);
    expect(await sensors[0]?.look()).toEqual({ kind: 'power', powerW: 71 });
    expect(refusals).toEqual([]);
  });

  test('a partition of an MI300X has no power of its own: its card tells it', async () => {
    const { sensors } = await printing(rocmSmi, 'detect/rocm-smi.table-partitions');
    expect(sensors).toEqual(['rocm-smi/0 chip 750 power 150', 'rocm-smi/2 chip 750 power 150']);
  });
});

describe('boards that do not answer', () => {
  test('are refused as lost, with a reset; the others are read', async () => {
    const csv = fixture('sensors/nvidia-smi.csv')
      .replace(/^1, NVIDIA H800, .*$/m, '1, [GPU is lost], [GPU is lost], [GPU is lost], [N/A], [N/A], [N/A], [N/A]')
      .replace(/^/, 'Unable to determine the device handle for GPU5: 0000:A5:00.0: Unknown Error\n');
    const { sensors, refusals } = await nvidiaSmi.find(sensorWorldOf({ tools: { 'nvidia-smi': csv } }));
    expect(sensors.map(({ id }) => id)).toEqual(['nvidia-smi/0']);
    expect(refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'lost: nvidia-smi cannot read board 5: "Unable to determine the device handle for GPU5: 0000:A5:00.0: Unknown Error"',
      'lost: nvidia-smi cannot read board 1: "[GPU is lost]"',
      'unsupported: nvidia-smi 2 (NVIDIA H800): power is "[Unknown Error]"',
    ]);
    for (const { fix } of refusals.slice(0, 2)) expect(fix).toMatch(/gpu-reset.*reboot.*dmesg.*Xid/);
  });

  test('a slice that tells no power is no fault of the driver', async () => {
    const csv = 'index, name, uuid, power.draw.instant [W]\n0, NVIDIA A100-20C, GPU-1, [N/A]\n';
    const { refusals } = await nvidiaSmi.find(sensorWorldOf({ tools: { 'nvidia-smi': csv } }));
    expect(refusals).toMatchObject([{ code: 'unsupported', fix: expect.stringContaining('whole card') }]);
  });

  test('a board whose power reads ERR! is lost as well', async () => {
    const table = fixture('detect/nvidia-smi.table-narrow').replace(/\d+W \/ +\d+W/, 'ERR! / ERR!');
    const { refusals } = await nvidiaSmi.find(sensorWorldOf({ tools: { 'nvidia-smi': table } }));
    expect(refusals[0]).toMatchObject({ code: 'lost', fix: expect.stringContaining('reset') });
  });
});

test.each([
  ['Failed to initialize NVML: GPU access blocked by the operating system', 'driver', /wsl --shutdown/],
  [
    "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system. Please make sure …",
    'driver',
    /libnvidia-compute/,
  ],
  ['Failed to initialize NVML: Driver/library version mismatch', 'driver', /reboot/],
  ["NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. …", 'driver', /modprobe nvidia/],
  ['Failed to initialize NVML: Insufficient Permissions', 'permission', /\/dev\/nvidia/],
  ['Failed to initialize NVML: Unknown Error', 'permission', /container anew/],
  ['Failed to initialize NVML: Driver Not Loaded', 'driver', /modprobe nvidia/],
  ['Failed to initialize NVML: Not Found', 'driver', /dmesg/],
  ['No devices were found', 'absent', /lspci/],
  ['No supported GPUs were found', 'absent', /lspci/],
])('nvidia-smi says %j: its cause and its fix, and nothing to report', async (words, code, fix) => {
  const { refusals } = await nvidiaSmi.find(sensorWorldOf({ tools: { 'nvidia-smi': `${words}\nmore words\n` } }));
  expect(refusals).toMatchObject([{ code, message: `nvidia-smi says "${words}"`, fix: expect.stringMatching(fix) }]);
  expect(refusals[0]?.fix).not.toMatch(/report it/);
});

test.each([
  [
    'DrvMngGetConsoleLogLevel failed. (g_conLogLevel=3)\ndcmi module initialize failed. ret is -8005',
    'driver',
    /container/,
  ],
  ['dcmi model initialized failed, because the device is used. ret is -8020', 'driver', /container/],
  ['dcmi module initialize failed. ret is -8008', 'driver', /--device \/dev\/davinci/],
  ['dcmi module initialize failed. ret is -8002', 'permission', /root/],
  ['dcmi module initialize failed. ret is -8012', 'timeout', /again/],
  ['dcmi module initialize failed. ret is -8999', 'driver', /dmesg/],
  [
    'npu-smi: error while loading shared libraries: libdcmi.so: cannot open shared object file',
    'driver',
    /\/usr\/local\/dcmi/,
  ],
])('npu-smi says %j', async (words, code, fix) => {
  const end = { status: 'exited', code: 255, stdout: '', stderr: `${words}\n` } as const;
  const { refusals } = await npuSmi.find(sensorWorldOf({ tools: { 'npu-smi': end } }));
  expect(refusals).toMatchObject([{ code, fix: expect.stringMatching(fix) }]);
});
