import { describe, expect, test } from 'vitest';
import type { Device } from '../../../harness/detect/device.ts';
import { memoryToFit } from '../../../harness/detect/memory.ts';
import { read, unavailable } from '../../../results/reading.ts';
import { target } from '../../results/small-record.ts';

const host = { memoryBytes: 100 };
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
    expect(memoryToFit([on(0)], { memoryBytes: 50 }, cards)).toBe(40);
  });
});
