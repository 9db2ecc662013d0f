import { describe, expect, test } from 'vitest';
import {
  lookAtThrottling,
  parseCpuStat,
  type ThrottleLook,
  throttlingBetween,
} from '../../../harness/quiet/throttling.ts';
import { version1, version2 } from '../detect/limits/machines.ts';
import { worldOf } from '../detect/world.ts';

const V1 = 'nr_periods 49\nnr_throttled 48\nthrottled_time 2405000000\n';
const V2 = `usage_usec 900
user_usec 600
system_usec 300
nr_periods 49
nr_throttled 48
throttled_usec 2405000
nr_bursts 0
`;

test('both versions count periods; time is in nanoseconds in the first and microseconds in the second', () => {
  const expected = { file: 'f', periods: 49, throttledPeriods: 48, throttledMs: 2405 };
  expect(parseCpuStat('f', V1)).toEqual(expected);
  expect(parseCpuStat('f', V2)).toEqual(expected);
});

test('a root that has no bandwidth control counts nothing', () => {
  expect(parseCpuStat('f', 'usage_usec 900\nuser_usec 600\n')).toBeNull();
  expect(parseCpuStat('f', '')).toBeNull();
});

describe('a look', () => {
  test('takes the group’s count and each ancestor’s', async () => {
    const files = version2('/a/b', {
      '/sys/fs/cgroup/cpu.stat': 'usage_usec 7\n',
      '/sys/fs/cgroup/a/cpu.stat': V2,
      '/sys/fs/cgroup/a/b/cpu.stat': V2.replace('48', '0'),
    });
    const looks = await lookAtThrottling(worldOf({ files }));
    expect(looks.map(({ file, throttledPeriods }) => [file, throttledPeriods])).toEqual([
      ['/sys/fs/cgroup/a/b/cpu.stat', 0],
      ['/sys/fs/cgroup/a/cpu.stat', 48],
    ]);
  });

  test('in a container of version 1 takes the mounted folder’s', async () => {
    const files = version1('/docker/4f', { '/sys/fs/cgroup/cpu,cpuacct/cpu.stat': V1 }, '/docker/4f');
    expect(await lookAtThrottling(worldOf({ files }))).toMatchObject([{ throttledPeriods: 48, throttledMs: 2405 }]);
  });

  test('without control groups is empty', async () => {
    expect(await lookAtThrottling(worldOf({}))).toEqual([]);
  });
});

describe('between two looks', () => {
  const look = (file: string, periods: number, throttledPeriods: number, throttledMs = 0): ThrottleLook => ({
    file,
    periods,
    throttledPeriods,
    throttledMs,
  });

  test('what counts is the group that was stopped most, whichever it is', () => {
    const before = [look('own', 10, 0), look('parent', 100, 60, 700)];
    const after = [look('own', 59, 1, 3), look('parent', 149, 109, 1900)];
    expect(throttlingBetween(before, after)).toEqual({
      available: true,
      file: 'parent',
      periods: 49,
      throttledPeriods: 49,
      throttledMs: 1200,
    });
  });

  test('a count that began anew, or another group’s, tells nothing', () => {
    const changed = { available: false, code: 'cgroup-changed', values: {} };
    expect(throttlingBetween([look('own', 10, 9)], [look('own', 3, 0)])).toEqual(changed);
    expect(throttlingBetween([look('own', 10, 0)], [look('other', 30, 0)])).toEqual(changed);
  });

  test('nothing that counts is a reason, and no zero', () => {
    expect(throttlingBetween([], [])).toEqual({ available: false, code: 'no-throttle-count', values: {} });
  });
});
