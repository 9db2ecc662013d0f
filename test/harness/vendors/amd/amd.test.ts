import { describe, expect, test } from 'vitest';
import { amdSmi } from '../../../../harness/vendors/amd/amd-smi.ts';
import { amdgpu } from '../../../../harness/vendors/amd/amdgpu.ts';
import { rocmSmi } from '../../../../harness/vendors/amd/rocm-smi.ts';
import { amdgpuCard, fixture } from '../played.ts';
import { printing, read } from '../source-reading.ts';
import { sensorWorldOf } from '../world.ts';

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
