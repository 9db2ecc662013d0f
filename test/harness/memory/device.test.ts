import { describe, expect, test } from 'vitest';
import { memoryText, memoryToFit } from '../../../harness/memory/device.ts';
import type { Device } from '../../../harness/vendors/device.ts';
import type { LimitedMemory } from '../../../results/schema/limits.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { target } from '../../results/small-record.ts';

const host = { memoryBytes: 100, limits: null };
const device = (index: number, memoryBytes: Device['memoryBytes']): Device => ({
  vendor: 'nvidia',
  name: `card ${index}`,
  index,
  card: null,
  uuid: null,
  driver: null,
  memoryBytes,
  partitioned: null,
});
const on = (index: number) =>
  target(`webgpu:${index}`, {
    onnx: { provider: 'webgpu' },
    device: { vendor: 'nvidia', name: `card ${index}`, index },
  });
const cards = [
  device(0, read(80, 'made-up', 'device')),
  device(1, read(40, 'made-up', 'device')),
  device(2, unavailable('not-asked')),
];

describe('the memory a slice is cut for', () => {
  test('on a CPU is four fifths of the host: something is left for all else', () => {
    expect(memoryToFit([target('cpu')], host, cards)).toBe(80);
  });

  test('on a device is that of the device', () => {
    expect(memoryToFit([on(0)], host, cards)).toBe(64);
  });

  test('of several targets is that of the smallest: they are to run the same', () => {
    expect(memoryToFit([target('cpu'), on(0), on(1)], host, cards)).toBe(32);
  });

  test("is the host's where no tool tells the device's, where the device is software, and where the host has less", () => {
    expect(memoryToFit([on(2)], host, cards)).toBe(80);
    expect(memoryToFit([{ ...on(1), software: true }], host, cards)).toBe(80);
    expect(memoryToFit([on(0)], { memoryBytes: 50, limits: null }, cards)).toBe(40);
  });

  test('is no more than the limit on this process, and all of the host where the limit is above it', () => {
    const limited = (bytes: number): LimitedMemory => ({
      memoryBytes: 100,
      limits: { memory: { status: 'limited', bytes, file: 'memory.max' } },
    });
    expect(memoryToFit([target('cpu')], limited(20), cards)).toBe(16);
    // Data is made on the host before it goes to a device.
    expect(memoryToFit([on(0)], limited(20), cards)).toBe(16);
    expect(memoryToFit([target('cpu')], limited(500), cards)).toBe(80);
  });
});

test('memory is told by the limit that holds, with what sets it', () => {
  const GIB = 2 ** 30;
  const told = (bytes: number) =>
    memoryText({ memoryBytes: 24 * GIB, limits: { memory: { status: 'limited', bytes, file: '/x/memory.max' } } });
  expect(told(2 * GIB)).toBe('the memory limit here is 2.0 GiB (/x/memory.max)');
  expect(told(64 * GIB)).toBe('the machine has 24.0 GiB');
  expect(memoryText({ memoryBytes: 24 * GIB, limits: null })).toBe('the machine has 24.0 GiB');
});
