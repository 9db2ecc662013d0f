/** The kernel's files as a look reads them: real in shape, made up in values. */

import { describe, expect, test } from 'vitest';
import { lookAtHost, readTemperature } from '../../../harness/quiet/host-look.ts';
import { machineState } from '../../../harness/quiet/machine-state.ts';
import type { SensorInfo } from '../../../harness/sampler/recording.ts';
import { noteText } from '../../../results/note-text.ts';
import { spoken } from '../../spoken.ts';
import { worldOf } from '../detect/world.ts';
import { UNTOLD } from '../energy/untold.ts';

type Files = Readonly<Record<string, string>>;

/** Two processors after so many ticks, of which another process has used some. */
const host = (ticks: number, otherTicks: number, more: Files = {}): Files => ({
  '/proc/stat': `cpu  0 0 0 0 0 0 0 0 0 0
cpu0 ${100 + otherTicks} 0 10 ${ticks - 110 - otherTicks} 0 0 0 0 0 0
cpu1 0 0 10 ${ticks - 10} 0 0 0 0 0 0
`,
  '/proc/self/status': 'Name:\tnode\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n',
  '/proc/1/stat': '1 (init) S 0 1 1 0 -1 0 0 0 0 0 3 4 0 0 20 0 1 0 1\n',
  '/proc/2/stat': '2 (kthreadd) S 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1\n',
  '/proc/2/comm': 'kthreadd\n',
  '/proc/40/stat': '40 (node) S 1 40 40 0 -1 0 0 0 0 0 100 20 0 0 20 0 1 0 9\n',
  '/proc/77/stat': `77 (chess) R 1 77 77 0 -1 0 0 0 0 0 ${otherTicks} 0 0 0 20 0 1 0 9\n`,
  '/proc/loadavg': '1.25 0.80 0.70 3/123 20346\n',
  '/proc/vmstat': 'nr_free_pages 7\npswpin 1200\npswpout 4\n',
  '/proc/meminfo': 'MemTotal:       64000 kB\nSwapTotal:       8000 kB\nSwapFree:        6000 kB\n',
  ...more,
});
const lookAt = (files: Files) => lookAtHost(worldOf({ files }));

describe('a look at the host', () => {
  test('sees the processors that may be used, every process, load and swap', async () => {
    const look = await lookAt(host(1000, 50));
    expect(look.processors).toMatchObject({ cores: 2, totalTicks: 2000, busyTicks: 170 });
    expect([...(look.processors.available ? look.processors.processes.keys() : [])]).toEqual([1, 2, 40, 77]);
    expect(look.loadAverage).toMatchObject({ value: 1.25, scope: 'host, 1 min' });
    expect(look.swappedInPages).toMatchObject({ value: 1200, method: '/proc/vmstat' });
    expect(look.sharesPids).toBe(true);
  });

  test('in a container of its own numbers knows that drivers have others', async () => {
    expect((await lookAt(host(1000, 0, { '/proc/2/comm': 'bash\n' }))).sharesPids).toBe(false);
  });

  test('where there is no /proc has a reason in place of every figure', async () => {
    const look = await lookAt({});
    expect(spoken(look)).toMatchObject({
      processors: { available: false, reason: 'absent: no /proc/stat here' },
      loadAverage: { available: false, reason: 'absent: no /proc/loadavg here' },
      swappedInPages: { available: false },
      temperatureC: { available: false },
      sharesPids: false,
    });
  });
});

describe('a /proc/stat that does not tell of others', () => {
  const reasonOf = async (files: Files) => {
    const { processors } = await lookAt(files);
    return processors.available ? null : noteText(processors);
  };
  const without = (path: string): Files =>
    Object.fromEntries(Object.entries(host(1000, 50)).filter(([name]) => name !== path));
  const rows = (row: string): Files => ({ '/proc/stat': `cpu  ${row}\ncpu0 ${row}\ncpu1 ${row}\n` });
  const mounted = (point: string, type: string): Files => ({
    '/proc/self/mountinfo': `21 1 0:19 / /proc rw,nosuid - proc proc rw\n93 21 0:52 /proc/stat ${point} rw - ${type} x rw\n`,
  });

  test('because there is none, as in gVisor', async () => {
    expect(await reasonOf(without('/proc/stat'))).toBe('absent: no /proc/stat here');
  });

  test('because it is all zeros, as sandboxes write it', async () => {
    const zeros = host(1000, 0, rows('0 0 0 0 0 0 0 0 0 0'));
    expect(await reasonOf(zeros)).toBe('unsupported: /proc/stat is all zeros, as sandboxes write it');
  });

  test('because it has the sum alone, or no row of the CPUs we may use', async () => {
    const sum = host(1000, 0, { '/proc/stat': 'cpu  7 0 7 700 0 0 0 0 0 0\nbtime 1\n' });
    expect(await reasonOf(sum)).toBe('unreadable: /proc/stat has no row of CPUs 0-1');
    const elsewhere = host(1000, 0, { '/proc/self/status': 'Cpus_allowed_list:\t4-7\n' });
    expect(await reasonOf(elsewhere)).toBe('unreadable: /proc/stat has no row of CPUs 4-7');
  });

  test('because its rows end before idle time', async () => {
    const short = host(1000, 0, rows('7 0 7'));
    expect(await reasonOf(short)).toBe('unreadable: /proc/stat has 3 columns, and idle time is the fourth');
  });

  test('because lxcfs or a sandbox laid its own over it, which counts this container alone', async () => {
    expect(await reasonOf(host(1000, 0, mounted('/proc/stat', 'fuse.lxcfs')))).toBe(
      'unsupported: /proc/stat is a file of fuse.lxcfs here, which may hide others',
    );
    expect(await reasonOf(host(1000, 0, mounted('/proc/status-page', 'tmpfs')))).toBeNull();
  });

  test('because nothing says which CPUs are ours', async () => {
    const silent = host(1000, 0, { '/proc/self/status': 'Name:\tnode\n' });
    expect(await reasonOf(silent)).toBe('absent: /proc/self/status does not list the CPUs this process may use');
  });
});

describe('the temperature of the processor', () => {
  const read = (files: Files) => readTemperature(worldOf({ files }));
  const coretemp = {
    '/sys/class/hwmon/hwmon0/name': 'nvme\n',
    '/sys/class/hwmon/hwmon0/temp1_input': '91000\n',
    '/sys/class/hwmon/hwmon3/name': 'coretemp\n',
    '/sys/class/hwmon/hwmon3/temp1_input': '48000\n',
    '/sys/class/hwmon/hwmon3/temp2_input': '52500\n',
    '/sys/class/hwmon/hwmon3/temp2_crit': '100000\n',
  };
  const zones = {
    '/sys/class/thermal/thermal_zone0/type': 'acpitz\n',
    '/sys/class/thermal/thermal_zone0/temp': '27800\n',
    '/sys/class/thermal/thermal_zone1/type': 'x86_pkg_temp\n',
    '/sys/class/thermal/thermal_zone1/temp': '61000\n',
  };

  test('is the hottest of its driver’s, whatever a disk says', async () => {
    expect(await read({ ...coretemp, ...zones })).toEqual({
      available: true,
      value: 52.5,
      method: 'sysfs',
      scope: 'processor, hottest of 2',
    });
  });

  test('is its thermal zone’s where there is no driver of its own', async () => {
    expect(await read(zones)).toMatchObject({ value: 61, scope: 'processor, hottest of 1' });
  });

  test('is not what no thermometer can say, and missing without one', async () => {
    const broken = { ...coretemp, '/sys/class/hwmon/hwmon3/temp1_input': '-273150\n' };
    expect(await read({ ...broken, '/sys/class/hwmon/hwmon3/temp2_input': 'oops\n' })).toMatchObject({
      available: false,
    });
    expect(spoken(await read({}))).toEqual({
      available: false,
      reason: 'absent: no thermometer of the processor in /sys/class/hwmon or /sys/class/thermal',
    });
  });
});

describe('the state of a machine before a run', () => {
  const governed: Files = {
    '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor': 'performance\n',
    '/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor': 'powersave\n',
    '/sys/devices/system/cpu/cpufreq/boost': '1\n',
  };
  const sensor = (index: number): SensorInfo => ({
    id: `nvml/${index}`,
    source: 'nvml',
    device: { vendor: 'nvidia', index, name: 'NVIDIA H800', uuid: null },
    boundary: 'board',
    limitW: null,
  });
  const conditions = (pids: readonly number[] | null) => ({
    ...UNTOLD,
    processes: pids?.map(pid => ({ pid, memoryBytes: null })) ?? null,
  });

  test('tells governors, swap, who used the processors since, and who computes on which board', async () => {
    const before = await lookAt(host(1000, 50));
    const devices = [
      { sensor: sensor(0), conditions: conditions([77]) },
      { sensor: sensor(1), conditions: conditions(null) },
    ];
    const state = await machineState(worldOf({ files: host(1200, 150, governed) }), before, devices);
    expect(state).toMatchObject({
      // 100 ticks of 200.
      otherCores: { available: true, value: 0.5 },
      governors: { available: true, cores: { performance: 1, powersave: 1 } },
      swapUsedBytes: { available: true, value: 2000 * 1024 },
      devices: [
        { device: 'nvidia/0', name: 'NVIDIA H800', otherProcesses: { available: true, value: 1 } },
        { device: 'nvidia/1', otherProcesses: { available: false } },
      ],
    });
  });

  test('without the kernel’s files has reasons, never 0', async () => {
    const world = worldOf({});
    const { devices, ...state } = await machineState(world, await lookAtHost(world), []);
    expect(Object.values(state).map(({ available }) => available)).toEqual(Array(6).fill(false));
    expect(devices).toEqual([]);
  });
});
