import { describe, expect, test } from 'vitest';
import { readMemoryLimit } from '../../../../harness/detect/limits/memory-limit.ts';
import { worldOf } from '../world.ts';
import { type Files, version1, version2 } from './machines.ts';

const GIB = 2 ** 30;
/** Of version 1: the greatest multiple of a page of 4 and of 64 KiB. */
const NONE = ['9223372036854771712', '9223372036854710272', '9223372036854775807'];
const limitIn = (files: Files, constrained: number | null = null) => readMemoryLimit(worldOf({ files }), constrained);
const MEMORY = '/sys/fs/cgroup/memory';
const stat = (bytes: string | number) =>
  `cache 4096\nrss 0\nhierarchical_memory_limit ${bytes}\nhierarchical_memsw_limit 1024\n`;

describe('the memory limit by control groups of version 2', () => {
  test('is that of the process’s group, with the file that sets it', async () => {
    expect(await limitIn(version2('/job', { '/sys/fs/cgroup/job/memory.max': `${2 * GIB}\n` }))).toEqual({
      status: 'limited',
      bytes: 2 * GIB,
      file: '/sys/fs/cgroup/job/memory.max',
    });
  });

  test('is the parent’s where that is smaller', async () => {
    const files = version2('/a/b', {
      '/sys/fs/cgroup/a/memory.max': `${GIB}\n`,
      '/sys/fs/cgroup/a/b/memory.max': `${4 * GIB}\n`,
    });
    expect(await limitIn(files)).toMatchObject({ bytes: GIB, file: '/sys/fs/cgroup/a/memory.max' });
  });

  test('is memory.high where that is lower: what goes over it is stopped', async () => {
    const files = version2('/', {
      '/sys/fs/cgroup/memory.max': `${4 * GIB}\n`,
      '/sys/fs/cgroup/memory.high': `${3 * GIB}\n`,
    });
    expect(await limitIn(files)).toMatchObject({ bytes: 3 * GIB, file: '/sys/fs/cgroup/memory.high' });
  });

  test('is none by max; limits of swap are others', async () => {
    const files = version2('/job', {
      '/sys/fs/cgroup/job/memory.max': 'max\n',
      '/sys/fs/cgroup/job/memory.high': 'max\n',
      '/sys/fs/cgroup/job/memory.swap.max': '1024\n',
    });
    expect(await limitIn(files)).toEqual({ status: 'unlimited' });
  });
});

describe('the memory limit by control groups of version 1', () => {
  test('is that of the group', async () => {
    const files = version1('/job', { [`${MEMORY}/job/memory.limit_in_bytes`]: `${2 * GIB}\n` });
    expect(await limitIn(files)).toEqual({
      status: 'limited',
      bytes: 2 * GIB,
      file: `${MEMORY}/job/memory.limit_in_bytes`,
    });
  });

  test.each(NONE)('is none by %s', async bytes => {
    const files = version1('/job', {
      [`${MEMORY}/job/memory.limit_in_bytes`]: `${bytes}\n`,
      [`${MEMORY}/job/memory.memsw.limit_in_bytes`]: '4096\n',
      [`${MEMORY}/job/memory.stat`]: stat(bytes),
    });
    expect(await limitIn(files, 2 ** 64)).toEqual({ status: 'unlimited' });
  });

  test('is that of an ancestor that is not mounted in a container, by the tightest that the group’s count names', async () => {
    const files = version1(
      '/kubepods/pod/box',
      {
        [`${MEMORY}/memory.limit_in_bytes`]: `${8 * GIB}\n`,
        [`${MEMORY}/memory.stat`]: stat(3 * GIB),
      },
      '/kubepods/pod/box',
    );
    expect(await limitIn(files)).toEqual({ status: 'limited', bytes: 3 * GIB, file: `${MEMORY}/memory.stat` });
  });
});

describe('Node’s own figure', () => {
  test('stands in where no group can be read', async () => {
    expect(await limitIn({}, 2 * GIB)).toEqual({
      status: 'limited',
      bytes: 2 * GIB,
      file: 'process.constrainedMemory()',
    });
    const garbled = version2('/job', { '/sys/fs/cgroup/job/memory.max': '\n' });
    expect(await limitIn(garbled, GIB)).toMatchObject({ bytes: GIB });
    expect(await limitIn(garbled)).toMatchObject({ status: 'unknown', code: 'unreadable-file' });
  });

  test.each([null, 0, 2 ** 64])('of %s is none, and without a group the limit is not known', async constrained => {
    expect(await limitIn({}, constrained)).toEqual({ status: 'unknown', code: 'no-cgroup', values: {} });
  });

  test('may be a soft limit, and does not stand beside what the groups say', async () => {
    const files = version1('/job', { [`${MEMORY}/job/memory.limit_in_bytes`]: `${4 * GIB}\n` });
    expect(await limitIn(files, GIB)).toMatchObject({ bytes: 4 * GIB });
  });
});
