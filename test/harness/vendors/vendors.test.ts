/** Sources around vendors' tools and files: what they read where all is well. Values are those of the fixtures. */
import { describe, expect, test } from 'vitest';
import { ppuSmi } from '../../../harness/vendors/alibaba-thead/ppu-smi.ts';
import { amdSmi } from '../../../harness/vendors/amd/amd-smi.ts';
import { amdgpu } from '../../../harness/vendors/amd/amdgpu.ts';
import { rocmSmi } from '../../../harness/vendors/amd/rocm-smi.ts';
import { cnmon } from '../../../harness/vendors/cambricon/cnmon.ts';
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
import { SOURCES } from '../../../harness/vendors/sources.ts';
import { amdgpuCard, fixture, PLAYED } from './played.ts';
import { type SensorParts, sensorWorldOf } from './world.ts';

/** Each sensor in a line: id, what it covers, cap, what a look gives. */
async function read(source: SensorSource, parts: SensorParts) {
  const { sensors, refusals } = await source.find(sensorWorldOf(parts));
  const lines = sensors.map(async ({ id, boundary, limitW, look }) => {
    const seen = await look();
    return `${id} ${boundary} ${limitW ?? '-'} ${seen.kind} ${seen.kind === 'counter' ? seen.energyJ : seen.powerW}`;
  });
  return { sensors: await Promise.all(lines), refusals: refusals.map(({ code, message }) => `${code}: ${message}`) };
}

const ROCM7_STATIC = `GPU: 0
    ASIC:
        MARKET_NAME: AMD Instinct MI355X
    LIMIT:
        PPT0:
            MAX_POWER_LIMIT: 1400 W
            MIN_POWER_LIMIT: 0 W
            SOCKET_POWER_LIMIT: 1400 W
        PPT1:
            MAX_POWER_LIMIT: N/A
            SOCKET_POWER_LIMIT: N/A
`;
const ROCM7_STATIC_JSON = JSON.stringify({
  gpu_data: [
    {
      gpu: 0,
      asic: { market_name: 'AMD Instinct MI355X' },
      limit: { ppt0: { socket_power_limit: { value: 1400, unit: 'W' } }, ppt1: { socket_power_limit: 'N/A' } },
    },
  ],
});

const printing = (source: SensorSource, name: string) => read(source, { tools: { [source.id]: fixture(name) } });

test('every source of the table but the three that have tests of their own is played here', () => {
  const own = ['nvml', 'rapl', 'estimated'];
  expect(PLAYED.map(({ source }) => source.id).toSorted()).toEqual(
    SOURCES.map(({ id }) => id)
      .filter(id => !own.includes(id))
      .toSorted(),
  );
});

describe('one listing, one figure a device', () => {
  test('nvidia-smi tells watts, cap, clocks and temperature of each card, or why not', async () => {
    expect(await printing(nvidiaSmi, 'sensors/nvidia-smi.csv')).toEqual({
      sensors: ['nvidia-smi/0 board 700 power 81.25'],
      refusals: [
        'unsupported: nvidia-smi 1 (NVIDIA H800): power is "[N/A]"',
        'unsupported: nvidia-smi 2 (NVIDIA H800): power is "[Unknown Error]"',
      ],
    });
    const { sensors } = await nvidiaSmi.find(
      sensorWorldOf({ tools: { 'nvidia-smi': fixture('sensors/nvidia-smi.csv') } }),
    );
    expect(sensors[0]?.device).toEqual({
      vendor: 'nvidia',
      index: 0,
      name: 'NVIDIA H800',
      uuid: 'GPU-aaaaaaaa-1111-2222-3333-000000000000',
    });
    expect(await sensors[0]?.conditions?.()).toEqual({
      clocksMHz: { core: 345, memory: 2600 },
      temperatureC: 31,
      powerLimitW: 700,
      throttled: null,
      processes: null,
      memoryBytes: null,
    });
  });

  test('nvidia-smi is asked for the moment, and a driver that only knows an average for that', async () => {
    const tools = {
      'nvidia-smi': 'Field "power.draw.instant" is not a valid field to query.\n',
      'nvidia-smi --query-gpu=index,name,uuid,power.draw,enforced.power.limit,temperature.gpu,clocks.sm,clocks.mem --format=csv':
        fixture('sensors/nvidia-smi.csv'),
    };
    expect((await read(nvidiaSmi, { tools })).sensors).toEqual(['nvidia-smi/0 board 700 power 81.25']);
    const both = 'index, name, power.draw [W], power.draw.instant [W]\n0, NVIDIA L40S, 180.00 W, 110.00 W\n';
    expect((await read(nvidiaSmi, { tools: { 'nvidia-smi': both } })).sensors).toEqual([
      'nvidia-smi/0 board - power 110',
    ]);
  });

  test('a pasted table of a GB10, which has no memory of its own, tells its power all the same', async () => {
    expect(await printing(nvidiaSmi, 'detect/nvidia-smi.table-gb10')).toEqual({
      sensors: ['nvidia-smi/0 board - power 7'],
      refusals: [],
    });
  });

  test('nvidia-smi is asked again without a field that a driver does not know', async () => {
    const fields = (clock: string) =>
      `nvidia-smi --query-gpu=index,name,uuid,power.draw.instant,enforced.power.limit,temperature.gpu,${clock}clocks.mem --format=csv`;
    const tools = {
      [fields('clocks.sm,')]: 'Field "clocks.sm" is not a valid field to query.\n',
      [fields('')]: fixture('sensors/nvidia-smi.csv'),
    };
    expect((await read(nvidiaSmi, { tools })).sensors).toEqual(['nvidia-smi/0 board 700 power 81.25']);
  });

  test('hy-smi takes names from its JSON, and the cap from its table', async () => {
    const tools = { 'hy-smi': fixture('detect/hy-smi.table'), 'hy-smi --json': fixture('detect/hy-smi.json') };
    const { sensors } = await hySmi.find(sensorWorldOf({ tools }));
    expect(sensors.map(({ device }) => device?.name)).toEqual(['K100_AI', 'K100_AI']);
    expect(sensors[0]?.limitW).not.toBeNull();
    const json = { 'hy-smi': fixture('detect/hy-smi.json') };
    expect((await read(hySmi, { tools: json })).sensors).toEqual([
      'hy-smi/0 chip - power 71',
      'hy-smi/1 chip - power 72.5',
    ]);
  });

  test('ppu-smi is asked for its log, and for the table where the log is not understood', async () => {
    expect((await printing(ppuSmi, 'sensors/ppu-smi.log')).sensors).toEqual(['ppu-smi/0 chip 350 power 81.25']);
    const tools = { 'ppu-smi -q': 'PPUSMI LOG of another make', 'ppu-smi': fixture('detect/ppu-smi.table') };
    expect((await read(ppuSmi, { tools })).sensors).toEqual([
      'ppu-smi/0 chip 400 power 80',
      'ppu-smi/1 chip 400 power 80',
    ]);
  });

  test.each([
    ['uncapped', ['mx-smi/0 board - power 48', 'mx-smi/1 board - power 49']],
    ['capped', ['mx-smi/0 board 225 power 30']],
    ['boards', ['mx-smi/0 board 350 power 61']],
  ])('mx-smi, the %s table', async (form, sensors) => {
    expect(await printing(mxSmi, `sensors/mx-smi.table-${form}`)).toEqual({ sensors, refusals: [] });
  });

  test('hl-smi in columns of ours', async () => {
    expect(await printing(hlSmi, 'sensors/hl-smi.csv')).toEqual({
      sensors: ['hl-smi/0 chip 850 power 220'],
      refusals: ['unsupported: hl-smi 1 (HL-325L): power is "N/A"'],
    });
  });

  test.each(PLAYED.map(played => [played.source.id, played] as const))('%s', async (_, { source, text, parts }) => {
    const { sensors } = await source.find(sensorWorldOf(parts(text)));
    expect(sensors.length).toBeGreaterThan(0);
    for (const sensor of sensors)
      expect(await sensor.look()).toMatchObject({ kind: 'power', powerW: expect.any(Number) });
  });
});

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

describe('AMD', () => {
  test.each([
    ['static', { 'amd-smi static --json': '', 'amd-smi static': ROCM7_STATIC }],
    ['static --json', { 'amd-smi static --json': ROCM7_STATIC_JSON }],
  ])('since ROCm 7 the cap is that of the first of two limits, by %s', async (_, tools) => {
    const metric = 'GPU: 0\n    POWER:\n        SOCKET_POWER: 241 W\n';
    expect((await read(amdSmi, { tools: { 'amd-smi': metric, ...tools } })).sensors).toEqual([
      'amd-smi/0 chip 1400 power 241',
    ]);
  });

  test.each([
    ['a list', (gpu: unknown) => [gpu]],
    ['an object', (gpu: unknown) => ({ gpu_data: [gpu] })],
  ])('amd-smi metric as JSON, %s; a key that says N/A gives way to one that says more', async (_, wrap) => {
    const watts = (value: number) => ({ value, unit: 'W' });
    const metric = JSON.stringify(
      wrap({
        gpu: 0,
        power: {
          socket_power: 'N/A',
          average_socket_power: watts(241),
          current_socket_power: { value: 'N/A', unit: 'W' },
        },
        clock: { gfx_0: { clk: { value: 2100, unit: 'MHz' } } },
        temperature: { edge: 'N/A', hotspot: { value: 44, unit: 'C' } },
        energy: 'N/A',
      }),
    );
    const world = sensorWorldOf({
      tools: { 'amd-smi': 'unknown', 'amd-smi metric --power --energy --clock --temperature --json': metric },
    });
    const { sensors } = await amdSmi.find(world);
    expect(await sensors[0]?.look()).toEqual({ kind: 'power', powerW: 241 });
    expect(await sensors[0]?.conditions?.()).toMatchObject({ clocksMHz: { core: 2100 }, temperatureC: 44 });
  });

  test('amd-smi counts joules, except where the counter is known or seen to be wrong', async () => {
    const tools = {
      'amd-smi': fixture('sensors/amd-smi.metric'),
      'amd-smi static --json': fixture('sensors/amd-smi.static-json'),
    };
    expect(await read(amdSmi, { tools })).toEqual({
      sensors: ['amd-smi/0 chip 700 counter 18000000.25', 'amd-smi/1 chip - power 41'],
      refusals: [
        'absurd: amd-smi 1 (Arcturus GL-XL [Instinct MI100]): energy counter is known to be wrong on this device',
        'unsupported: amd-smi 2 (AMD Instinct MI300X): power is "N/A"',
      ],
    });
    const unnamed = { ...tools, 'amd-smi static --json': fixture('detect/amd-smi.static-json') };
    expect((await read(amdSmi, { tools: unnamed })).refusals[0]).toBe(
      'absurd: amd-smi 1 (AMD Instinct MI300X): energy counter is 0.9 J, less than a minute at 41 W',
    );
  });

  test('rocm-smi keeps units in its keys, and lists a DCU of Hygon as what it is', async () => {
    expect(await printing(rocmSmi, 'sensors/rocm-smi.json')).toEqual({
      sensors: ['rocm-smi/0 chip 290 power 39', 'rocm-smi/1 chip - power 151', 'rocm-smi/2 chip - power 80'],
      refusals: [
        'absurd: rocm-smi 0 (Arcturus GL-XL [Instinct MI100]): energy counter is known to be wrong on this device',
      ],
    });
    const world = sensorWorldOf({ tools: { 'rocm-smi': fixture('sensors/rocm-smi.json') } });
    const { sensors } = await rocmSmi.find(world);
    expect(sensors.map(({ device }) => device?.vendor)).toEqual(['amd', 'amd', 'hygon']);
    expect(await sensors[0]?.conditions?.()).toMatchObject({
      clocksMHz: { core: 300, memory: 1200 },
      temperatureC: 33,
    });
  });

  const HWMON = '/sys/class/drm/card1/device/hwmon/hwmon3';

  test('amdgpu: microwatts of power1_average, or of power1_input where that is all there is', async () => {
    const average = {
      ...amdgpuCard(1),
      [`${HWMON}/power1_average`]: '39000000\n',
      [`${HWMON}/power1_input`]: '1000000\n',
    };
    const input = { ...amdgpuCard(1), [`${HWMON}/power1_input`]: '151000000\n' };
    expect((await read(amdgpu, { files: average })).sensors).toEqual(['amdgpu/0 chip 750 power 39']);
    expect((await read(amdgpu, { files: input })).sensors).toEqual(['amdgpu/0 chip 750 power 151']);
    const { sensors } = await amdgpu.find(sensorWorldOf({ files: average }));
    expect(sensors[0]?.device).toEqual({ vendor: 'amd', index: 0, name: 'AMD GPU 0x74a1', uuid: 'abc0000000000001' });
    expect(await sensors[0]?.conditions?.()).toMatchObject({
      clocksMHz: { core: 2100, memory: 1300 },
      temperatureC: 45,
      powerLimitW: 750,
    });
  });

  /** The head of the struct: size, format and content revision; the accumulator and the time behind it at an offset. */
  function metrics(revision: number, offset: number, count: bigint, upS: number): string {
    const bytes = Buffer.alloc(120, 1);
    bytes.writeUInt16LE(120, 0);
    bytes[2] = 1;
    bytes[3] = revision;
    bytes.writeBigUInt64LE(count, offset);
    bytes.writeBigUInt64LE(BigInt(upS) * 1_000_000_000n, offset + 8);
    return bytes.toString('latin1');
  }

  test.each([
    ['revision 3', metrics(3, 24, 65_536n * 50_000n, 1000), 'counter 50000'],
    ['revision 5', metrics(5, 88, 65_536n * 50_000n, 1000), 'counter 50000'],
    ['an MI100, 0.86 J in a day', metrics(1, 24, 56_279n, 86_400), 'power 39'],
    ['more than its cap since it was switched on', metrics(3, 24, 65_536n * 751_000n, 1000), 'power 39'],
    ['all bits set', metrics(3, 24, 0xffff_ffff_ffff_ffffn, 1000), 'power 39'],
    ['a revision not known', metrics(8, 24, 65_536n * 50_000n, 1000), 'power 39'],
    ['cut short', metrics(3, 24, 65_536n * 50_000n, 1000).slice(0, 30), 'power 39'],
  ])('amdgpu counts joules of 2⁻¹⁶ in gpu_metrics where they can be right: %s', async (_, text, seen) => {
    const files = {
      ...amdgpuCard(1),
      [`${HWMON}/power1_average`]: '39000000\n',
      '/sys/class/drm/card1/device/gpu_metrics': text,
    };
    expect((await read(amdgpu, { files })).sensors).toEqual([`amdgpu/0 chip 750 ${seen}`]);
  });

  test('an APU counts its CPU too, so its figure is that of a package', async () => {
    const apu = { ...amdgpuCard(1), [`${HWMON}/power1_input`]: '9000000\n', [`${HWMON}/in1_label`]: 'vddnb\n' };
    expect((await read(amdgpu, { files: apu })).sensors).toEqual(['amdgpu/0 package 750 power 9']);
  });

  test("cards are numbered in their cards' order, and another maker's card is none", async () => {
    const files = {
      '/sys/class/drm/card0/device/vendor': '0x1a03\n',
      ...amdgpuCard(10),
      '/sys/class/drm/card10/device/hwmon/hwmon3/power1_average': '10000000\n',
      ...amdgpuCard(9),
      '/sys/class/drm/card9/device/hwmon/hwmon3/power1_average': '9000000\n',
      '/sys/class/drm/card9-DP-1/status': 'connected\n',
    };
    expect((await read(amdgpu, { files })).sensors).toEqual([
      'amdgpu/0 chip 750 power 9',
      'amdgpu/1 chip 750 power 10',
    ]);
  });
});

describe('the whole machine', () => {
  test('ipmitool or ipmi-dcmi, whichever is there', async () => {
    const line = (power: number) => ({ sensors: [`ipmi/chassis chassis - power ${power}`], refusals: [] });
    expect(await read(ipmi, { tools: { ipmitool: fixture('sensors/ipmitool.dcmi') } })).toEqual(line(420));
    expect(await read(ipmi, { tools: { 'ipmi-dcmi': fixture('sensors/ipmi-dcmi') } })).toEqual(line(333));
  });

  test('a controller that does not measure says how to switch it on', async () => {
    const tools = { ipmitool: fixture('sensors/ipmitool.dcmi').replace('activated', 'deactivated') };
    const { refusals } = await ipmi.find(sensorWorldOf({ tools }));
    expect(refusals).toEqual([
      {
        source: 'ipmi',
        code: 'unsupported',
        message: 'ipmitool: power measurement is not active',
        fix: 'sudo ipmitool dcmi power activate',
      },
    ]);
  });

  test('ipmitool without leave to open the device', async () => {
    const stderr = 'Could not open device at /dev/ipmi0 or /dev/ipmi/0 or /dev/ipmidev/0: No such file or directory\n';
    const { refusals } = await ipmi.find(
      sensorWorldOf({ tools: { ipmitool: { status: 'exited', code: 1, stdout: '', stderr } } }),
    );
    expect(refusals).toMatchObject([{ code: 'permission', fix: expect.stringMatching(/root.*modprobe/) }]);
  });

  test('a controller without DCMI', async () => {
    const said = {
      status: 'exited',
      code: 1,
      stdout: '',
      stderr: '    DCMI request failed because: Invalid command (c1)\n',
    } as const;
    expect((await read(ipmi, { tools: { ipmitool: said } })).refusals).toEqual([
      'unsupported: ipmitool says "DCMI request failed because: Invalid command (c1)"',
    ]);
  });

  test('powermetrics: the last sample, milliwatts, the widest figure there is', async () => {
    expect((await printing(powermetrics, 'sensors/powermetrics')).sensors).toEqual([
      'powermetrics/package package - power 0.75',
    ]);
    expect((await printing(powermetrics, 'sensors/powermetrics.combined')).sensors).toEqual([
      'powermetrics/die die - power 17',
    ]);
  });
});

test('looks of one moment share one run of the tool', async () => {
  let runs = 0;
  const listing = fixture('detect/rocm-smi.table-named');
  const world = sensorWorldOf({
    tools: {
      'rocm-smi': () => {
        runs += 1;
        return listing;
      },
    },
  });
  const { sensors } = await rocmSmi.find(world);
  const before = runs;
  await Promise.all(sensors.map(({ look }) => look()));
  expect(runs - before).toBe(1);
  await sensors[0]?.look();
  expect(runs - before).toBe(2);
});
