import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCpuList, readCpuMask } from '../../../../harness/detect/limits/cpu-mask.ts';
import { worldOf } from '../world.ts';
import type { Files } from './machines.ts';

const CPUS = '/sys/devices/system/cpu';
const allowed = (list: string): Files => ({ '/proc/self/status': `Name:\tnode\nCpus_allowed_list:\t${list}\n` });
/** A topology file for each CPU: the list of those that share its core. */
const topology = (lists: Readonly<Record<number, string>>, name = 'thread_siblings_list'): Files =>
  Object.fromEntries(Object.entries(lists).map(([cpu, list]) => [`${CPUS}/cpu${cpu}/topology/${name}`, `${list}\n`]));
const online = (list: string): Files => ({ [`${CPUS}/online`]: `${list}\n` });
/** 4 cores of 2 threads, as Intel numbers them: 0 and 4 are siblings. */
const FOUR_CORES = topology(
  Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map(cpu => [cpu, `${cpu % 4},${(cpu % 4) + 4}`])),
);
/** The same as AMD and virtual machines number them: 0 and 1 are siblings. */
const PAIRS = topology(
  Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map(cpu => [cpu, `${cpu - (cpu % 2)}-${cpu - (cpu % 2) + 1}`])),
);

const maskOf = (files: Files, usableCores: number, physicalCores = 0) =>
  readCpuMask(worldOf({ files }), { usableCores, physicalCores });

describe('the cores that a process may run on', () => {
  test('are half of the CPUs where each core has two', async () => {
    expect(await maskOf({ ...allowed('0-7'), ...FOUR_CORES }, 8)).toEqual({ cpus: 8, cores: 4 });
  });

  test('are those of the mask alone: four CPUs may be two cores or four', async () => {
    expect(await maskOf({ ...allowed('0-1,4-5'), ...FOUR_CORES }, 4)).toEqual({ cpus: 4, cores: 2 });
    expect(await maskOf({ ...allowed('0-3'), ...FOUR_CORES }, 4)).toEqual({ cpus: 4, cores: 4 });
    expect(await maskOf({ ...allowed('0-3'), ...PAIRS }, 4)).toEqual({ cpus: 4, cores: 2 });
    expect(await maskOf({ ...allowed('0,2,4,6'), ...PAIRS }, 4)).toEqual({ cpus: 4, cores: 4 });
  });

  test('are one of one CPU', async () => {
    expect(await maskOf({ ...allowed('5'), ...FOUR_CORES }, 1)).toEqual({ cpus: 1, cores: 1 });
  });

  test('are told by the newer name of the list as well', async () => {
    const lists = { 0: '0,2', 1: '1,3', 2: '0,2', 3: '1,3' };
    expect(await maskOf({ ...allowed('0-3'), ...topology(lists, 'core_cpus_list') }, 4)).toEqual({ cpus: 4, cores: 2 });
  });

  test('leave out what is offline: the mask lists CPUs that may be plugged in', async () => {
    const files = { ...allowed('0-127'), ...online('0-7'), ...FOUR_CORES };
    expect(await maskOf(files, 8)).toEqual({ cpus: 8, cores: 4 });
    expect(await maskOf({ ...allowed('0-127'), ...FOUR_CORES }, 8)).toEqual({ cpus: 8, cores: 4 });
    // One thread of a core is off: the kernel takes it from its sibling's list.
    const lone = { ...FOUR_CORES, ...topology({ 3: '3' }) };
    expect(await maskOf({ ...allowed('0-7'), ...online('0-6'), ...lone }, 7)).toEqual({ cpus: 7, cores: 4 });
  });

  test('are of the true CPUs where lxcfs tells those online by other numbers', async () => {
    expect(await maskOf({ ...allowed('4-7'), ...online('0-3'), ...PAIRS }, 4)).toEqual({ cpus: 4, cores: 2 });
    expect(await maskOf({ ...allowed('2-5'), ...online('0-3'), ...PAIRS }, 4)).toEqual({ cpus: 4, cores: 2 });
  });

  test('are those of the mask where Node’s figure is cut by a quota, which newer versions of it do', async () => {
    const files = { ...allowed('0-7'), ...online('0-7'), ...FOUR_CORES };
    expect(await maskOf(files, 1)).toEqual({ cpus: 8, cores: 4 });
  });

  test('without topology, as on some ARM machines, are the CPUs, up to the machine’s cores', async () => {
    expect(await maskOf(allowed('0-3'), 4)).toEqual({ cpus: 4, cores: 4 });
    expect(await maskOf({}, 6)).toEqual({ cpus: 6, cores: 6 });
    expect(await maskOf({}, 192, 96)).toEqual({ cpus: 192, cores: 96 });
    expect(await maskOf({}, 0)).toEqual({ cpus: 1, cores: 1 });
  });

  describe('without /sys', () => {
    /** As x86 tells CPUs: each is `socket.core`. */
    const cpuinfo = (cores: readonly string[], siblings: number, cpuCores: number): Files => ({
      '/proc/cpuinfo': cores
        .map((place, cpu) => {
          const [socket, core] = place.split('.');
          return `processor\t: ${cpu}\nphysical id\t: ${socket}\nsiblings\t: ${siblings}\ncore id\t\t: ${core}\ncpu cores\t: ${cpuCores}\n\n`;
        })
        .join(''),
    });
    const TWO_SOCKETS = cpuinfo(['0.0', '0.1', '1.0', '1.1', '0.0', '0.1', '1.0', '1.1'], 4, 2);

    test('are told by /proc/cpuinfo', async () => {
      expect(await maskOf({ ...allowed('0-7'), ...TWO_SOCKETS }, 8, 64)).toEqual({ cpus: 8, cores: 4 });
      expect(await maskOf({ ...allowed('0,4'), ...TWO_SOCKETS }, 2, 64)).toEqual({ cpus: 2, cores: 1 });
      expect(await maskOf({ ...allowed('0-3'), ...TWO_SOCKETS }, 4, 64)).toEqual({ cpus: 4, cores: 4 });
    });

    test('but not by one that puts all CPUs on one core of one thread, as hypervisors do', async () => {
      const files = { ...allowed('0-3'), ...cpuinfo(['0.0', '0.0', '0.0', '0.0'], 1, 1) };
      expect(await maskOf(files, 4, 64)).toEqual({ cpus: 4, cores: 4 });
    });
  });

  test('count a CPU for itself where its list is missing or lacks it', async () => {
    const partial = topology({ 0: '0-1', 1: '0-1', 2: '6-7' });
    expect(await maskOf({ ...allowed('0-3'), ...partial }, 4)).toEqual({ cpus: 4, cores: 3 });
  });

  test('are never more than the scheduler allows, whatever the files say', async () => {
    const lists = fc.dictionary(fc.nat(15).map(String), fc.constantFrom('0-1', '3', '2,9', '', '0-15', 'x'));
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 16 }), async (siblings, usable) => {
        const { cpus, cores } = await maskOf({ ...allowed('0-15'), ...topology(siblings) }, usable);
        expect(cpus).toBe(usable);
        expect(cores).toBeGreaterThanOrEqual(1);
        expect(cores).toBeLessThanOrEqual(usable);
      }),
    );
  });
});

test('a list of CPUs has single numbers and ranges; what is none of these is left out', () => {
  expect([...parseCpuList('0-3,8,10-11')]).toEqual([0, 1, 2, 3, 8, 10, 11]);
  expect([...parseCpuList('')]).toEqual([]);
  expect([...parseCpuList('x,5-2,1-,7')]).toEqual([7]);
  expect(parseCpuList('0-4294967295').size).toBe(0);
});
