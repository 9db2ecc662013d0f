import { describe, expect, test } from 'vitest';
import { notQuietWords, unknownUseText } from '../../../harness/commands/text/quiet-words.ts';
import { NOT_QUIET_CODES, type NotQuiet, notQuiet, unknownUses } from '../../../harness/quiet/not-quiet.ts';
import type { MachineState } from '../../../results/schema/quiet.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { contextOf, QUIET_MACHINE } from '../../results/small-record.ts';

const { machine } = contextOf();
const sentence = (condition: NotQuiet): string => {
  const { what, fix } = notQuietWords(condition);
  return `${what}: ${fix}`;
};
const unknown = (state: MachineState) => unknownUses(state).map(use => unknownUseText(use));
const lines = (state: Partial<MachineState>) => notQuiet({ ...QUIET_MACHINE, ...state }, machine).map(sentence);
const cores = (value: number) => read(value, '/proc/stat', 'host, 2 cores');
const board = (otherProcesses: MachineState['devices'][number]['otherProcesses']) => ({
  device: 'nvidia/0',
  name: 'NVIDIA H800',
  otherProcesses,
});

test('a machine of which nothing is known has nothing to mend', () => {
  expect(lines({})).toEqual([]);
});

test('a quiet machine has nothing to mend', () => {
  const quiet: Partial<MachineState> = {
    otherCores: cores(0.02),
    stolenCores: cores(0),
    governors: { available: true, cores: { performance: 64 } },
    temperatureC: read(45, 'sysfs', 'processor'),
    // Of 8 GB, what sleeps may lie on the disk.
    swapUsedBytes: read(7e7, '/proc/meminfo', 'host'),
    devices: [board(read(0, 'nvml', 'board')), board(unavailable('not-asked'))],
  };
  expect(lines(quiet)).toEqual([]);
});

const loud: Partial<MachineState> = {
  otherCores: cores(0.283),
  stolenCores: cores(0.5),
  governors: { available: true, cores: { performance: 8, powersave: 56 } },
  temperatureC: read(88, 'sysfs', 'processor'),
  swapUsedBytes: read(3 * 2 ** 30, '/proc/meminfo', 'host'),
  devices: [board(read(1, 'nvml', 'board')), board(read(3, 'nvml', 'board'))],
};

test('each trouble is a code with raw values, in the order of how much it disturbs', () => {
  const quota = {
    cpus: 2,
    cores: 2,
    cpuQuota: { status: 'limited', cores: 0.5, quotaUs: 50_000, periodUs: 100_000, file: 'cpu.max' },
    memory: { status: 'unlimited' },
  } as const;
  const found = notQuiet({ ...QUIET_MACHINE, ...loud }, { ...machine, limits: quota });
  expect([...new Set(found.map(({ code }) => code))]).toEqual(NOT_QUIET_CODES);
  expect(found.at(-1)).toEqual({ code: 'memory-swapped', values: { swappedBytes: 3 * 2 ** 30 } });
});

test('each trouble comes with what mends it', () => {
  expect(lines(loud)).toEqual([
    '1 process computes on NVIDIA H800 (nvidia/0): end what its own tool lists there, or run on another',
    '3 processes compute on NVIDIA H800 (nvidia/0): end what its own tool lists there, or run on another',
    'others use 0.283 of 2 cores: see top, and end what can wait',
    'the hypervisor gives others 0.5 of 2 cores: run on a machine with cores of its own',
    'governor powersave on 56 of 64 cores: sudo cpupower frequency-set -g performance',
    'the processor is at 88 °C before the run: let it cool, and see to its fans',
    '3.0 GiB are swapped out: end what holds the memory, then sudo swapoff -a && sudo swapon -a',
  ]);
});

describe('what cannot be told', () => {
  const none = unavailable('stat-zeros');

  test('is said of the CPUs once, and of boards with one reason in one line', () => {
    const devices = [0, 1, 2].map(index => ({
      device: `amd/${index}`,
      name: 'MI300X',
      otherProcesses: unavailable('processes-not-listed', { source: index === 2 ? 'amdgpu' : 'amd-smi' }),
    }));
    expect(unknown({ ...QUIET_MACHINE, otherCores: none, stolenCores: none, devices })).toEqual([
      'who else uses the CPUs is unknown: unsupported: /proc/stat is all zeros, as sandboxes write it',
      'who else computes on amd/0, amd/1 is unknown: unsupported: amd-smi lists no processes',
      'who else computes on amd/2 is unknown: unsupported: amdgpu lists no processes',
    ]);
  });

  test('is said of the hypervisor alone where the kernel counts the rest', () => {
    const state = { ...QUIET_MACHINE, otherCores: cores(0.02), stolenCores: unavailable('no-stolen-column') };
    expect(unknown(state)).toEqual([
      'what a hypervisor gives to others is unknown: absent: /proc/stat has no column of stolen time',
    ]);
  });

  test('is nothing where all is read, and boards that list processes are no matter', () => {
    const state = { ...QUIET_MACHINE, otherCores: cores(0.02), stolenCores: cores(0) };
    expect(unknown({ ...state, devices: [board(read(0, 'nvml', 'board'))] })).toEqual([]);
  });
});

describe('a CPU quota', () => {
  const limited = (quota: number, cpus: number): typeof machine => ({
    ...machine,
    limits: {
      cpus,
      cores: cpus,
      cpuQuota: { status: 'limited', cores: quota, quotaUs: 100_000 * quota, periodUs: 100_000, file: 'cpu.max' },
      memory: { status: 'unlimited' },
    },
  });
  const said = (quota: number, cpus: number) => notQuiet(QUIET_MACHINE, limited(quota, cpus)).map(sentence);

  test('below the CPUs there are is told before the run, with what mends it', () => {
    expect(said(0.5, 2)).toEqual([
      'a quota of 0.5 of 2 CPUs stops this process in each period: give the container CPUs of its own in place of a quota (docker --cpuset-cpus)',
    ]);
  });

  test('of all the CPUs there are, or of more, stops nobody', () => {
    expect(said(2, 2)).toEqual([]);
    expect(said(4, 2)).toEqual([]);
  });

  test('is told beside others’ time on the CPUs that may be used, not on all there are', () => {
    const busy = { ...QUIET_MACHINE, otherCores: cores(0.3) };
    const on = (cpus: number) => ({ ...limited(64, cpus), cpu: { ...machine.cpu, cores: 64 } });
    // 5 % of 64 cores are quiet up to one core; of 2 cores, up to 0.1.
    expect(notQuiet(busy, on(64))).toEqual([]);
    expect(notQuiet(busy, on(2))).toEqual([{ code: 'cpus-in-use', values: { usedCores: 0.3, cpus: 2 } }]);
  });
});
