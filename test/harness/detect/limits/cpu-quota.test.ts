import { describe, expect, test } from 'vitest';
import { readCpuQuota } from '../../../../harness/detect/limits/cpu-quota.ts';
import { worldOf } from '../world.ts';
import { bandwidth, type Files, mountinfo, V2_MOUNT, version1, version2 } from './machines.ts';

const quotaIn = (files: Files) => readCpuQuota(worldOf({ files }));
const CPU = '/sys/fs/cgroup/cpu,cpuacct';

describe('the CPU quota by control groups of version 2', () => {
  test('is quota ÷ period of the process’s group, with the file that sets it', async () => {
    const files = version2('/lab/job', { '/sys/fs/cgroup/lab/job/cpu.max': '50000 100000\n' });
    expect(await quotaIn(files)).toEqual({
      status: 'limited',
      cores: 0.5,
      quotaUs: 50_000,
      periodUs: 100_000,
      file: '/sys/fs/cgroup/lab/job/cpu.max',
    });
  });

  test('is that of a container whose namespace hides its path: the mounted folder is its group', async () => {
    expect(await quotaIn(version2('/', { '/sys/fs/cgroup/cpu.max': '150000 100000\n' }))).toMatchObject({ cores: 1.5 });
  });

  test('is that of the container where the path is still the host’s', async () => {
    const files = version2('/docker/4f1d2c3b', { '/sys/fs/cgroup/cpu.max': '200000 100000\n' });
    expect(await quotaIn(files)).toMatchObject({ cores: 2, file: '/sys/fs/cgroup/cpu.max' });
  });

  test('by another period is still cores', async () => {
    const files = version2('/job', { '/sys/fs/cgroup/job/cpu.max': '15000 20000\n' });
    expect(await quotaIn(files)).toMatchObject({ cores: 0.75, periodUs: 20_000 });
  });

  test('may be set on a parent alone', async () => {
    const files = version2('/a.slice/b.scope', {
      '/sys/fs/cgroup/a.slice/cpu.max': '100000 100000\n',
      '/sys/fs/cgroup/a.slice/b.scope/cpu.max': 'max 100000\n',
    });
    expect(await quotaIn(files)).toMatchObject({ cores: 1, file: '/sys/fs/cgroup/a.slice/cpu.max' });
  });

  test('is the tightest of several, whichever level has it', async () => {
    const nested = (outer: string, inner: string) =>
      version2('/a/b', { '/sys/fs/cgroup/a/cpu.max': outer, '/sys/fs/cgroup/a/b/cpu.max': inner });
    expect(await quotaIn(nested('300000 100000\n', '400000 100000\n'))).toMatchObject({ cores: 3 });
    expect(await quotaIn(nested('300000 100000\n', '25000 50000\n'))).toMatchObject({ cores: 0.5 });
  });

  test('is none by max, at the root, and where the controller is off', async () => {
    expect(await quotaIn(version2('/job', { '/sys/fs/cgroup/job/cpu.max': 'max 100000\n' }))).toEqual({
      status: 'unlimited',
    });
    expect(await quotaIn(version2('/', {}))).toEqual({ status: 'unlimited' });
  });

  test('is not known where an empty folder lies over the one that is mounted, as in some sandboxes', async () => {
    const files = { ...mountinfo(V2_MOUNT), '/proc/self/cgroup': '0::/job\n' };
    const unknown = { status: 'unknown', code: 'no-cgroup', values: {} };
    expect(await quotaIn(files)).toEqual(unknown);
    expect(await quotaIn({ ...files, '/sys/fs/cgroup/other/notes.txt': 'x' })).toEqual(unknown);
  });

  test('that holds something else is not known, and not taken for none', async () => {
    expect(await quotaIn(version2('/job', { '/sys/fs/cgroup/job/cpu.max': 'plenty\n' }))).toEqual({
      status: 'unknown',
      code: 'unreadable-file',
      values: { path: '/sys/fs/cgroup/job/cpu.max' },
    });
  });
});

describe('the CPU quota by control groups of version 1', () => {
  test('is quota ÷ period of the group, below the folder the controllers are mounted at', async () => {
    expect(await quotaIn(version1('/job', bandwidth(`${CPU}/job`, 50_000)))).toEqual({
      status: 'limited',
      cores: 0.5,
      quotaUs: 50_000,
      periodUs: 100_000,
      file: `${CPU}/job/cpu.cfs_quota_us`,
    });
  });

  test('in Docker is in the mounted folder: the mount’s root is the container', async () => {
    const files = version1('/docker/4f1d', bandwidth(CPU, 150_000), '/docker/4f1d');
    expect(await quotaIn(files)).toMatchObject({ cores: 1.5, file: `${CPU}/cpu.cfs_quota_us` });
  });

  test('of a group made inside a container is the tighter of both', async () => {
    const files = version1(
      '/docker/4f1d/inner',
      { ...bandwidth(CPU, 150_000), ...bandwidth(`${CPU}/inner`, 300_000) },
      '/docker/4f1d',
    );
    expect(await quotaIn(files)).toMatchObject({ cores: 1.5 });
  });

  test('is none by -1, on every level', async () => {
    const none = { ...bandwidth(`${CPU}/kubepods`, -1), ...bandwidth(`${CPU}/kubepods/pod`, -1) };
    expect(await quotaIn(version1('/kubepods/pod', none))).toEqual({ status: 'unlimited' });
    const pod = { ...none, ...bandwidth(`${CPU}/kubepods`, 600_000) };
    expect(await quotaIn(version1('/kubepods/pod', pod))).toMatchObject({ cores: 6 });
  });
});

describe('the CPU quota', () => {
  test('of both versions at once is by the one that has the controller', async () => {
    const hybrid = {
      ...mountinfo(['/', '/sys/fs/cgroup/cpu', 'cgroup', 'rw,cpu'], ['/', '/sys/fs/cgroup/unified', 'cgroup2', 'rw']),
      '/proc/self/cgroup': '3:cpu:/job\n1:name=systemd:/x\n0::/x\n',
      ...bandwidth('/sys/fs/cgroup/cpu/job', 70_000),
      '/sys/fs/cgroup/unified/x/cpu.max': '10000 100000\n',
    };
    expect(await quotaIn(hybrid)).toMatchObject({ cores: 0.7, file: '/sys/fs/cgroup/cpu/job/cpu.cfs_quota_us' });
    const second = {
      ...mountinfo(['/', '/sys/fs/cgroup/pids', 'cgroup', 'rw,pids'], ['/', '/sys/fs/cgroup/unified', 'cgroup2', 'rw']),
      '/proc/self/cgroup': '3:pids:/\n0::/x\n',
      '/sys/fs/cgroup/unified/x/cpu.max': '10000 100000\n',
    };
    expect(await quotaIn(second)).toMatchObject({ cores: 0.1 });
  });

  test('is found below a folder with blanks, and beside a host’s tree that is mounted as well', async () => {
    const files = {
      ...mountinfo(['/../..', '/host/cgroup', 'cgroup2', 'rw'], ['/', '/sys/fs/my\\040groups', 'cgroup2', 'rw']),
      '/proc/self/cgroup': '0::/job\n',
      '/host/cgroup/cpu.max': '900000 100000\n',
      '/sys/fs/my groups/job/cpu.max': '200000 100000\n',
    };
    expect(await quotaIn(files)).toMatchObject({ cores: 2, file: '/sys/fs/my groups/job/cpu.max' });
  });

  test('is not another container’s whose folder is mounted beside ours', async () => {
    const files = {
      ...mountinfo(['/docker/other', '/mnt/other', 'cgroup2', 'rw'], V2_MOUNT),
      '/proc/self/cgroup': '0::/docker/ours\n',
      '/mnt/other/cpu.max': '10000 100000\n',
      '/sys/fs/cgroup/docker/ours/cpu.max': '400000 100000\n',
    };
    expect(await quotaIn(files)).toMatchObject({ cores: 4 });
  });

  test('of a process outside its namespace is that of what is mounted', async () => {
    const files = version2('/../elsewhere', { '/sys/fs/cgroup/cpu.max': '300000 100000\n' });
    expect(await quotaIn(files)).toMatchObject({ cores: 3, file: '/sys/fs/cgroup/cpu.max' });
  });

  test('is found at the usual folders where no mounts are listed', async () => {
    const second = { '/sys/fs/cgroup/cgroup.controllers': 'cpu\n', '/sys/fs/cgroup/cpu.max': '50000 100000\n' };
    expect(await quotaIn(second)).toMatchObject({ cores: 0.5 });
    expect(await quotaIn(bandwidth(CPU, 250_000))).toMatchObject({ cores: 2.5 });
  });

  test('is not known where no control group is mounted, or not the controller’s', async () => {
    const unknown = { status: 'unknown', code: 'no-cgroup', values: {} };
    expect(await quotaIn({})).toEqual(unknown);
    expect(await quotaIn({ '/proc/self/cgroup': '0::/job\n' })).toEqual(unknown);
    const elsewhere = { ...mountinfo(V2_MOUNT), '/proc/self/cgroup': '3:cpu:/job\n0::/\n' };
    expect(await quotaIn(elsewhere)).toEqual(unknown);
  });
});
