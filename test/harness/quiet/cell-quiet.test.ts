import { describe, expect, test } from 'vitest';
import { type Around, cellQuiet, mostOtherCores } from '../../../harness/quiet/cell-quiet.ts';
import type { OtherProcesses } from '../../../harness/quiet/device-use.ts';
import type { HostLook } from '../../../harness/quiet/host-look.ts';
import { noteText } from '../../../results/note-text.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { target } from '../../results/small-record.ts';

type Told = {
  readonly cores?: number;
  /** In each second of the ten that pass. */
  readonly otherCores?: number;
  readonly stolenCores?: number;
  readonly pages?: number;
  /** Of the hundred periods of those ten seconds. */
  readonly throttledPeriods?: number;
};

const SELF = 40;
const SECONDS = 10;
const CPU_STAT = '/sys/fs/cgroup/cpu.stat';

function around(
  { cores = 4, otherCores = 0, stolenCores = 0, pages = 0, throttledPeriods = 0 }: Told,
  changes: Partial<Around> = {},
) {
  const throttleAt = (seconds: number) => ({
    file: CPU_STAT,
    periods: 7 + 10 * seconds,
    throttledPeriods: 3 + (throttledPeriods * seconds) / SECONDS,
    throttledMs: 40 * seconds,
  });
  const at = (seconds: number): HostLook => {
    const ticks = 100 * seconds;
    const ours = 100 * cores * seconds * 0.5;
    return {
      self: SELF,
      processors: {
        available: true,
        cores,
        totalTicks: ticks * cores,
        busyTicks: ours + otherCores * ticks,
        stolenTicks: stolenCores * ticks,
        processes: new Map([
          [SELF, { parent: 1, name: 'node', ticks: 0, endedTicks: ours }],
          [77, { parent: 1, name: 'chess', ticks: otherCores * ticks, endedTicks: 0 }],
        ]),
      },
      loadAverage: read(1.5, '/proc/loadavg', 'host, 1 min'),
      temperatureC: read(50 + seconds, 'sysfs', 'processor, hottest of 1'),
      swappedInPages: read(700 + (pages * seconds) / SECONDS, '/proc/vmstat', 'host, pages'),
      sharesPids: true,
      throttling: [throttleAt(seconds)],
    };
  };
  const others: OtherProcesses = { count: unavailable('not-asked'), pids: [] };
  return { target: target('cpu'), before: at(0), after: at(SECONDS), others, ...changes };
}

const codes = (told: Told, changes?: Partial<Around>) =>
  cellQuiet(around(told, changes)).disturbed.map(({ code }) => code);
const gpu = target('cuda', { onnx: { provider: 'cuda' }, device: { vendor: 'nvidia', name: 'NVIDIA H800', index: 0 } });
const shared = (value: number, pids: readonly number[]): OtherProcesses => ({
  count: read(value, 'nvml', 'board'),
  pids,
});

describe('a cell', () => {
  test('that nobody disturbed has its readings, at its end and over it, and no cause', () => {
    expect(cellQuiet(around({ otherCores: 0.05, pages: 12 }))).toEqual({
      loadAverage: read(1.5, '/proc/loadavg', 'host, 1 min'),
      otherCores: read(expect.closeTo(0.05, 9), '/proc/stat less our own processes', 'host, 4 cores'),
      stolenCores: read(0, '/proc/stat', 'host, 4 cores'),
      temperatureC: read(60, 'sysfs', 'processor, hottest of 1'),
      swappedInPages: read(12, '/proc/vmstat', 'host, pages'),
      throttling: { available: true, periods: 100, throttledPeriods: 0, throttledMs: 400, file: CPU_STAT },
      otherProcesses: unavailable('not-asked'),
      disturbed: [],
    });
  });

  test('is not disturbed by its own process, sampler and parent, however busy they are', () => {
    expect(codes({})).toEqual([]);
  });

  test('on the CPU is disturbed by others on its cores, of whom the busiest is named', () => {
    const { disturbed } = cellQuiet(around({ otherCores: 0.73 }));
    const message =
      'other processes used 0.73 of 4 cores, where 0.2 is quiet, the busiest of them 77 (chess) with 0.73';
    expect(disturbed.map(noteText)).toEqual([message]);
    expect(disturbed).toMatchObject([{ code: 'cpu-others', values: { used: '0.73', cores: 4, quiet: '0.2' } }]);
  });

  test.each([
    [1, 0.1],
    [2, 0.1],
    [8, 0.4],
    [20, 1],
    [256, 1],
  ])('of %i cores may lose %f of them to others', (cores, most) => {
    expect(mostOtherCores(cores)).toBeCloseTo(most, 9);
    expect(codes({ cores, otherCores: most * 0.98 })).toEqual([]);
    expect(codes({ cores, otherCores: most * 1.02 })).toEqual(['cpu-others']);
  });

  test('on the CPU is disturbed by a hypervisor that gives its cores to others', () => {
    expect(codes({ stolenCores: 0.5 })).toEqual(['cpu-stolen']);
  });

  test('on a device of its own is not disturbed by others on the host’s cores; on a software adapter it is', () => {
    expect(codes({ otherCores: 2, stolenCores: 1 }, { target: gpu })).toEqual([]);
    const adapter = target('webgpu', { onnx: { provider: 'webgpu' }, software: true });
    expect(codes({ otherCores: 2 }, { target: adapter })).toEqual(['cpu-others']);
  });

  test('is disturbed by others on its board, by number and name where these are known', () => {
    const textOf = (others: OtherProcesses) => cellQuiet(around({}, { target: gpu, others })).disturbed.map(noteText);
    expect(textOf(shared(1, [77]))).toEqual(['another process computed on NVIDIA H800: 77 (chess)']);
    expect(textOf(shared(2, [77, 9]))[0]).toBe(
      '2 other processes computed on NVIDIA H800: 77 (chess), 9 (name not known)',
    );
    expect(textOf(shared(2, []))[0]).toBe('2 other processes computed on NVIDIA H800');
    expect(codes({}, { target: gpu, others: shared(0, []) })).toEqual([]);
  });

  test('is disturbed by swapping on any target', () => {
    expect(codes({ pages: 2000 }, { target: gpu })).toEqual([]);
    expect(codes({ pages: 2100 }, { target: gpu })).toEqual(['swapping']);
  });

  test.each([
    ['the CPU', {}],
    ['a board of its own, whose kernels the host queues', { target: gpu }],
  ])('on %s is disturbed where its quota stopped it in more than 5 of 100 periods', (_, changes) => {
    expect(codes({ throttledPeriods: 5 }, changes)).toEqual([]);
    expect(codes({ throttledPeriods: 6 }, changes)).toEqual(['cpu-throttled']);
    const { disturbed } = cellQuiet(around({ throttledPeriods: 100 }, changes));
    expect(disturbed.map(noteText)).toEqual([
      'a CPU quota stopped us in 100 of 100 periods (0.4 s summed over CPUs, /sys/fs/cgroup/cpu.stat)',
    ]);
  });

  test('of which nothing is told is not called disturbed, and not called quiet: its readings say why', () => {
    const told = around({ otherCores: 3 });
    const blind = {
      ...told.after,
      processors: unavailable('stat-zeros'),
      swappedInPages: unavailable('no-file', { path: '/proc/vmstat' }),
    };
    const { otherCores, swappedInPages, disturbed } = cellQuiet({ ...told, after: blind });
    expect([otherCores.available, swappedInPages.available, disturbed]).toEqual([false, false, []]);
  });
});
