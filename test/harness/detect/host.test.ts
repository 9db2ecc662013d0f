import { describe, expect, test } from 'vitest';
import { cpuThreads, describeHost } from '../../../harness/detect/host.ts';
import { note } from '../../../results/schema/note.ts';
import { HOST, UNLIMITED } from './world.ts';

const machineOf = (facts: typeof HOST, name?: string) => describeHost(facts, UNLIMITED, name);
const idOf = (facts: typeof HOST) => machineOf(facts).id;

describe('a machine’s id', () => {
  test('is a file name of the host’s name and a hash', () => {
    expect(idOf(HOST)).toMatch(/^node-07-lab-example-[0-9a-f]{8}$/);
  });

  test('stays when memory, kernel or the usable cores change', () => {
    const later = { ...HOST, memoryBytes: 1, usableCores: 1, os: { ...HOST.os, kernel: '9', release: '13' } };
    expect(idOf(later)).toBe(idOf(HOST));
  });

  test('changes with the installation and with the CPU, even under one name', () => {
    const cloned = { ...HOST, machineId: 'ffffffffffffffffffffffffffffffff' };
    const refitted = { ...HOST, cpu: { ...HOST.cpu, brand: 'EPYC 9754' } };
    expect(new Set([idOf(HOST), idOf(cloned), idOf(refitted)]).size).toBe(3);
  });

  test('does not give the machine-id away and needs neither it nor a name', () => {
    expect(idOf(HOST)).not.toContain('0123456789');
    const bare = { ...HOST, machineId: null, os: { ...HOST.os, hostname: '主机' } };
    expect(idOf(bare)).toMatch(/^host-[0-9a-f]{8}$/);
  });
});

describe('a machine that the user named', () => {
  test('has that name as its id, whatever its host is called, and says that it was named', () => {
    const renamed = { ...HOST, os: { ...HOST.os, hostname: '4f1d2c3b5a69' } };
    expect(machineOf(renamed, 'lab-h20')).toMatchObject({ id: 'lab-h20', named: true, hostname: '4f1d2c3b5a69' });
    expect(machineOf(renamed)).toMatchObject({ id: expect.stringMatching(/^4f1d2c3b5a69-[0-9a-f]{8}$/), named: false });
  });
});

describe('threads of the CPU target', () => {
  const threads = (cores: number, quota: number | null) =>
    cpuThreads({
      cores,
      cpuQuota:
        quota === null
          ? { status: 'unlimited' }
          : { status: 'limited', cores: quota, quotaUs: quota * 1e5, periodUs: 1e5, file: 'cpu.max' },
    });

  test('are one for each core that may be used', () => expect(threads(96, null)).toBe(96));

  test.each([
    [0.5, 1],
    [1, 1],
    [1.5, 2],
    [2.01, 3],
    [7, 4],
    [0.01, 1],
  ])('under a quota of %d CPUs on 4 cores are %i', (quota, expected) => expect(threads(4, quota)).toBe(expected));

  test('are the cores where the quota cannot be told', () => {
    expect(cpuThreads({ cores: 4, cpuQuota: { status: 'unknown', ...note('no-cgroup') } })).toBe(4);
  });
});

test('the CPU’s name has its maker in front, once', () => {
  expect(machineOf(HOST).cpu.name).toBe('AMD EPYC 9654');
  const apple = { ...HOST, cpu: { ...HOST.cpu, manufacturer: 'Apple', brand: 'Apple M1' } };
  expect(machineOf(apple).cpu.name).toBe('Apple M1');
});

test('cores are never zero: where the system does not tell, they are those this process may use', () => {
  const bare = { ...HOST, usableCores: 4, cpu: { ...HOST.cpu, cores: 0, physicalCores: 0 } };
  expect(machineOf(bare).cpu).toMatchObject({ cores: 4, physicalCores: 4 });
});
