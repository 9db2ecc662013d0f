/** Sources around vendors' tools and files: what they read where all is well. Values are those of the fixtures. */
import { describe, expect, test } from 'vitest';
import { ppuSmi } from '../../../harness/vendors/alibaba-thead/ppu-smi.ts';
import { rocmSmi } from '../../../harness/vendors/amd/rocm-smi.ts';
import { hlSmi } from '../../../harness/vendors/habana/hl-smi.ts';
import { ipmi } from '../../../harness/vendors/host/ipmi.ts';
import { powermetrics } from '../../../harness/vendors/host/powermetrics.ts';
import { hySmi } from '../../../harness/vendors/hygon/hy-smi.ts';
import { mxSmi } from '../../../harness/vendors/metax/mx-smi.ts';
import { nvidiaSmi } from '../../../harness/vendors/nvidia/nvidia-smi.ts';
import { SOURCES } from '../../../harness/vendors/sources.ts';
import { fixture, PLAYED } from './played.ts';
import { printing, read } from './source-reading.ts';
import { sensorWorldOf } from './world.ts';

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
