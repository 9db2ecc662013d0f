import { describe, expect, test } from 'vitest';
import { rapl } from '../../../../harness/vendors/host/rapl.ts';
import { type SensorParts, sensorWorldOf } from '../world.ts';

const CAP = '/sys/class/powercap';
const zone = (name: string, label: string, changes: NonNullable<SensorParts['files']> = {}) => ({
  [`${CAP}/${name}/name`]: `${label}\n`,
  [`${CAP}/${name}/energy_uj`]: '123456789\n',
  [`${CAP}/${name}/max_energy_range_uj`]: '262143328850\n',
  ...Object.fromEntries(Object.entries(changes).map(([file, held]) => [`${CAP}/${name}/${file}`, held])),
});
const find = (...files: NonNullable<SensorParts['files']>[]) =>
  rapl.find(sensorWorldOf({ files: Object.assign({}, ...files) }));

describe('RAPL', () => {
  test('reads packages, and memory beside them; what lies in a package, psys and the MMIO twin are left out', async () => {
    const { sensors, refusals } = await find(
      zone('intel-rapl:0', 'package-0'),
      zone('intel-rapl:0:0', 'core'),
      zone('intel-rapl:0:1', 'dram'),
      zone('intel-rapl:1', 'package-1'),
      zone('intel-rapl:1:0', 'dram'),
      zone('intel-rapl:2', 'psys'),
      zone('intel-rapl:a', 'package-10'),
      zone('intel-rapl-mmio:0', 'package-0'),
      { [`${CAP}/intel-rapl/enabled`]: '1\n' },
    );
    expect(refusals).toEqual([]);
    expect(sensors.map(({ id, boundary, device }) => [id, boundary, device])).toEqual([
      ['rapl/package-0', 'package', null],
      ['rapl/dram-0', 'dram', null],
      ['rapl/package-1', 'package', null],
      ['rapl/dram-1', 'dram', null],
      ['rapl/package-10', 'package', null],
    ]);
  });

  test('gives joules, and the joules at which the counter wraps around', async () => {
    const { sensors } = await find(zone('intel-rapl:0', 'package-0'));
    expect(await sensors[0]?.look()).toEqual({ kind: 'counter', energyJ: 123.456789, wrapsAtJ: 262_143.32885 });
  });

  test.each<[string, Record<string, string>, number | null]>([
    ['is the limit in force', { constraint_0_power_limit_uw: '205000000\n' }, 205],
    [
      'is the TDP where the limit in force is less',
      { constraint_0_power_limit_uw: '65000000', constraint_0_max_power_uw: '95000000' },
      95,
    ],
    [
      'is none where the firmware has lifted it',
      { constraint_0_power_limit_uw: '4090000000', constraint_0_max_power_uw: '95000000' },
      null,
    ],
    ['is none where nothing is said', { constraint_0_power_limit_uw: '' }, null],
    ['is none where it is 0', { constraint_0_power_limit_uw: '0\n' }, null],
  ])('the limit %s', async (_, files, limitW) => {
    expect((await find(zone('intel-rapl:0', 'package-0', files))).sensors[0]?.limitW).toBe(limitW);
  });

  test('closed to users is one refusal for all zones, with the command that opens it', async () => {
    const { sensors, refusals } = await find(
      zone('intel-rapl:0', 'package-0', { energy_uj: { status: 'denied' } }),
      zone('intel-rapl:0:0', 'dram', { energy_uj: { status: 'denied' } }),
    );
    expect(sensors).toEqual([]);
    expect(refusals).toEqual([
      {
        source: 'rapl',
        code: 'permission',
        message: `${CAP}/intel-rapl:0/energy_uj: permission denied`,
        fix: expect.stringContaining('sudo chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj'),
      },
    ]);
  });

  test.each([['-5\n'], ['1e6\n'], ['\n'], ['N/A\n']])('a counter of %j is unreadable, not 0', async text => {
    const { sensors, refusals } = await find(zone('intel-rapl:0', 'package-0', { energy_uj: text }));
    expect(sensors).toEqual([]);
    expect(refusals).toMatchObject([{ code: 'unreadable' }]);
  });

  test('a driver that fails to answer says how', async () => {
    const failed = { status: 'failed', reason: 'ENODATA: no data available, read' } as const;
    const { refusals } = await find(zone('intel-rapl:0', 'package-0', { energy_uj: failed }));
    expect(refusals).toMatchObject([{ code: 'unreadable', message: expect.stringContaining('ENODATA') }]);
  });

  test('a machine without it is told what to load', async () => {
    expect((await find({})).refusals).toMatchObject([{ code: 'absent', fix: expect.stringContaining('modprobe') }]);
  });
});
