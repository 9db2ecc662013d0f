import { describe, expect, test } from 'vitest';
import { cpuThreads, describeHost } from '../../../harness/detect/host.ts';
import { HOST } from './world.ts';

const idOf = (facts: typeof HOST) => describeHost(facts).id;

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

describe('threads of the CPU target', () => {
  test('are the physical cores', () => expect(cpuThreads(HOST)).toBe(96));
  test('are no more than this process may use', () => expect(cpuThreads({ ...HOST, usableCores: 4 })).toBe(4));
  test('are at least one where nothing is known', () => {
    expect(cpuThreads({ ...HOST, usableCores: 0, cpu: { ...HOST.cpu, physicalCores: 0 } })).toBe(1);
  });
});

test('the CPU’s name has its maker in front, once', () => {
  expect(describeHost(HOST).cpu.name).toBe('AMD EPYC 9654');
  const apple = { ...HOST, cpu: { ...HOST.cpu, manufacturer: 'Apple', brand: 'Apple M1' } };
  expect(describeHost(apple).cpu.name).toBe('Apple M1');
});

test('cores are never zero: where the system does not tell, they are those this process may use', () => {
  const bare = { ...HOST, usableCores: 4, cpu: { ...HOST.cpu, cores: 0, physicalCores: 0 } };
  expect(describeHost(bare).cpu).toMatchObject({ cores: 4, physicalCores: 4 });
});
