/** Every source around a tool or a file, walked with it absent, closed, silent, not understood, lying and lost. */
import { describe, expect, test } from 'vitest';
import { energyOver } from '../../../harness/energy/energy.ts';
import type { Execution } from '../../../harness/tool.ts';
import { amdSmi } from '../../../harness/vendors/amd/amd-smi.ts';
import { nvidiaSmi } from '../../../harness/vendors/nvidia/nvidia-smi.ts';
import type { Sensor, SensorCode } from '../../../harness/vendors/sensing/sensor.ts';
import { PLAYED, type Played } from './played.ts';
import { sensorWorldOf } from './world.ts';

const exited = (stdout: string, stderr: string, code: number): Execution => ({
  status: 'exited',
  code,
  stdout,
  stderr,
});

/** What a tool does instead of listing, and what is made of it. */
const ENDS: readonly (readonly [string, Execution, SensorCode])[] = [
  ['is not there', { status: 'not-there' }, 'absent'],
  ['may not be run', { status: 'denied' }, 'permission'],
  ['hangs', { status: 'timeout', afterMs: 20_000 }, 'timeout'],
  ['prints nothing', exited('', '', 0), 'unreadable'],
  ['prints what nobody knows', exited('lorem ipsum\ndolor 12 W\n', '', 0), 'unreadable'],
  ['finds no devices', exited('No devices were found\n', '', 6), 'absent'],
  ['has no driver', exited('', 'Failed to open /dev/x, driver is not loaded\n', 255), 'driver'],
  ['wants root', exited('', 'x must be invoked as the superuser\n', 1), 'permission'],
];

const toolSources = PLAYED.filter(({ tool }) => tool !== 'amdgpu');

describe.each(toolSources.map(played => [played.source.id, played] as const))('%s', (_, { source, tool }) => {
  test.each(ENDS)('its tool %s', async (__, end, code) => {
    const { sensors, refusals } = await source.find(sensorWorldOf({ tools: { [tool]: end } }));
    expect(sensors).toEqual([]);
    expect(refusals.map(refusal => refusal.code)).toEqual([code]);
    expect(refusals[0]).toMatchObject({ source: source.id, message: expect.stringContaining(tool) });
    expect(refusals[0]?.fix).toMatch(/\w/);
  });
});

/** The first figure of the text, told otherwise. */
const told = ({ text, figure }: Played, amount: (value: number) => string) =>
  text.replaceAll(
    figure,
    figure.replace(/[\d.]+/, digits => amount(Number(digits))),
  );

describe.each(PLAYED.map(played => [played.source.id, played] as const))('%s', (_, played) => {
  const { source, parts, text } = played;

  test.each([
    ['nothing at all, 0', () => '0', 'absurd'],
    ['less than nothing', (value: number) => `-${value}`, 'absurd'],
    ['a thousand times the most there is', (value: number) => `${value * 1e6}`, 'absurd'],
  ] as const)('says %s: refused when it is looked for, and when it is looked at', async (__, amount, code) => {
    const lie = told(played, amount);
    expect(lie).not.toBe(text);
    const first = (await source.find(sensorWorldOf(parts(text)))).sensors[0]?.id;
    const { sensors, refusals } = await source.find(sensorWorldOf(parts(lie)));
    expect(sensors.map(({ id }) => id)).not.toContain(first);
    expect(refusals.map(refusal => refusal.code)).toContain(code);
    expect(refusals[0]?.fix).toMatch(/\w/);

    const turning = await turningTo(played, lie);
    await expect(turning?.look()).rejects.toMatchObject({ code, fix: expect.stringMatching(/\w/) });
  });

  test('says the same for half a minute: frozen', async () => {
    const sensor = (await source.find(sensorWorldOf(parts(text)))).sensors[0];
    expect(await halfAMinuteOf(sensor)).toMatchObject({ status: 'refused', code: 'frozen' });
  });

  test('says more than twice its cap: absurd', async () => {
    const sensor = await turningTo(
      played,
      told(played, value => `${value * 60}`),
    );
    if (sensor?.limitW === null) return;
    expect(await halfAMinuteOf(sensor)).toMatchObject({ status: 'refused', code: 'absurd' });
  });

  test('stops being understood while it is read', async () => {
    const sensor = await turningTo(played, 'lorem ipsum\n');
    await expect(sensor?.look()).rejects.toMatchObject({ code: 'unreadable' });
  });
});

/** The energy of thirty seconds, looked at once a second. */
async function halfAMinuteOf(sensor: Sensor | undefined) {
  if (sensor === undefined) throw new Error('no sensor was found');
  const seconds = Array.from({ length: 32 }, (_, second) => second);
  const looks = await Promise.all(seconds.map(async second => ({ atMs: second * 1000, look: await sensor.look() })));
  return energyOver({ limitW: sensor.limitW, looks, faults: [] }, { startMs: 500, endMs: 30_500 });
}

/** A sensor found while all was well, on a machine that from then on says something else. */
async function turningTo(played: Played, later: string) {
  let parts = played.parts(played.text);
  const found = await played.source.find({
    ...sensorWorldOf({}),
    run: (...question) => sensorWorldOf(parts).run(...question),
    readFile: path => sensorWorldOf(parts).readFile(path),
    list: folder => sensorWorldOf(parts).list(folder),
  });
  parts = played.parts(later);
  return found.sensors[0];
}

test.each([
  ['nvidia-smi', /^0, .*\n/m],
  ['npu-smi', /^\| 0 +910B3.*\n.*\n/m],
])('%s: a device that is listed no more is lost, and the next one is not taken for it', async (id, row) => {
  const played = PLAYED.find(({ source }) => source.id === id);
  if (played === undefined) throw new Error(`${id} is not played`);
  const gone = played.text.replace(row, '');
  expect(gone.length).toBeLessThan(played.text.length);
  const sensor = await turningTo(played, gone);
  await expect(sensor?.look()).rejects.toMatchObject({ code: 'lost' });
});

describe('amdgpu', () => {
  const HWMON = '/sys/class/drm/card1/device/hwmon/hwmon3';
  const files = PLAYED.find(({ source }) => source.id === 'amdgpu')?.parts('39000000\n').files ?? {};
  const amdgpu = PLAYED.find(({ source }) => source.id === 'amdgpu')?.source;

  test.each([
    ['denied', { status: 'denied' }, 'permission'],
    ['failing', { status: 'failed', reason: 'EIO' }, 'unsupported'],
  ] as const)('power1_average %s', async (_, file, code) => {
    const found = await amdgpu?.find(sensorWorldOf({ files: { ...files, [`${HWMON}/power1_average`]: file } }));
    expect(found?.refusals.map(refusal => refusal.code)).toEqual([code]);
  });

  test('no card', async () => {
    expect((await amdgpu?.find(sensorWorldOf({})))?.refusals.map(({ code }) => code)).toEqual(['absent']);
  });
});

test('a listing on standard error is read, and a board that may not be read is no lost one', async () => {
  const stderr = [
    'index, name, uuid, power.draw.instant [W], enforced.power.limit [W]',
    '0, NVIDIA H20, GPU-1, 81.25 W, 500.00 W',
    '1, [Insufficient Permissions], GPU-2, [N/A], [N/A]',
  ].join('\n');
  const execution = { status: 'exited', code: 0, stdout: '', stderr } as const;
  const { sensors, refusals } = await nvidiaSmi.find(sensorWorldOf({ tools: { 'nvidia-smi': execution } }));
  expect(await sensors[0]?.look()).toEqual({ kind: 'power', powerW: 81.25 });
  expect(refusals.map(({ code }) => code)).toEqual(['permission']);
});

test('a tool that hangs is asked once, not once for each of its forms', async () => {
  const asked: string[] = [];
  const world = {
    ...sensorWorldOf({}),
    run: async (tool: string, argv: readonly string[]): Promise<Execution> => {
      asked.push([tool, ...argv].join(' '));
      return { status: 'timeout', afterMs: 20_000 };
    },
  };
  const { refusals } = await amdSmi.find(world);
  expect(asked).toEqual(['amd-smi static --json']);
  expect(refusals.map(({ code }) => code)).toEqual(['timeout']);
});
