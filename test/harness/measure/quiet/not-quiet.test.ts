import { expect, test } from 'vitest';
import { notQuiet } from '../../../../harness/measure/quiet/not-quiet.ts';
import type { MachineState } from '../../../../results/quiet.ts';
import { read, unavailable } from '../../../../results/reading.ts';
import { contextOf, QUIET_MACHINE } from '../../../results/small-record.ts';

const { machine } = contextOf();
const lines = (state: Partial<MachineState>) =>
  notQuiet({ ...QUIET_MACHINE, ...state }, machine).map(({ what, fix }) => `${what}: ${fix}`);
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

test('each trouble comes with what mends it', () => {
  const loud: Partial<MachineState> = {
    otherCores: cores(0.283),
    stolenCores: cores(0.5),
    governors: { available: true, cores: { performance: 8, powersave: 56 } },
    temperatureC: read(88, 'sysfs', 'processor'),
    swapUsedBytes: read(3 * 2 ** 30, '/proc/meminfo', 'host'),
    devices: [board(read(1, 'nvml', 'board')), board(read(3, 'nvml', 'board'))],
  };
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
