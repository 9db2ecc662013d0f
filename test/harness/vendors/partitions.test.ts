import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSliceName } from '../../../harness/vendors/words/slices.ts';
import { FIXTURES, parse, parserOf } from './listings.ts';

/** Whether each device of a listing is a part of a card: null where nothing tells. */
const partitionedIn = (fixture: string) => {
  const parsed = parse(fixture);
  return parsed.status === 'found' ? parsed.devices.map(({ partitioned }) => partitioned) : parsed;
};

describe('a part of a card', () => {
  test('is never called whole: vGPU and MIG slices by their names, whatever the mode of MIG says', () => {
    expect(partitionedIn('nvidia-smi.csv-vgpu.txt')).toEqual([true, true, true, true, true, null, false]);
  });

  test('of an MI300 has its share of the memory where there is one memory domain, else none that is sure', () => {
    const memoryIn = (fixture: string) => {
      const parsed = parse(fixture);
      return parsed.status === 'found' ? parsed.devices.map(({ memoryBytes }) => memoryBytes) : parsed;
    };
    expect(memoryIn('amd-smi.static-dpx.txt')).toMatchObject([
      { available: true, value: (196_000 / 2) * 2 ** 20 },
      { available: true, value: (196_000 / 2) * 2 ** 20 },
      { available: true, value: 196_000 * 2 ** 20 },
    ]);
    const unsure = { tool: 'amd-smi', said: '256000 MB, of the card or of its part' };
    expect(memoryIn('amd-smi.static-qpx.txt')).toEqual([
      { available: false, code: 'unreadable-value', values: unsure },
      { available: false, code: 'unreadable-value', values: unsure },
    ]);
  });

  test.each([
    ['SPX', 1, false],
    ['DPX', 2, true],
    ['TPX', 3, true],
    ['QPX', 4, true],
    ['CPX', 8, true],
  ])('amd-smi: a card in %s is %i devices of one card', (mode, count, partitioned) => {
    const gpus = Array.from({ length: 2 * count }, (_, gpu) => ({
      gpu,
      asic: { market_name: 'AMD Instinct MI300X', asic_serial: `0x${Math.floor(gpu / count)}` },
      vram: { size: { value: 192_000, unit: 'MB' } },
      partition: { accelerator_partition: mode, memory_partition: 'NPS1', partition_id: gpu % count },
    }));
    const parsed = parserOf('amd-smi')(JSON.stringify(gpus));
    const devices = parsed.status === 'found' ? parsed.devices : [];
    expect(devices.map(device => device.partitioned)).toEqual(Array(2 * count).fill(partitioned));
    expect(devices.map(({ card }) => card)).toEqual(
      gpus.map(({ gpu }) => (count === 1 ? null : Math.floor(gpu / count))),
    );
    expect(devices.map(({ memoryBytes }) => memoryBytes.available && memoryBytes.value / 2 ** 20)).toEqual(
      Array(2 * count).fill(192_000 / count),
    );
  });

  test('amd-smi of releases that tell no modes: GPUs of one serial number are parts of one card', () => {
    const gpu = (index: number, serial: string, name = 'AMD Instinct MI300X') => ({
      gpu: index,
      asic: { market_name: name, asic_serial: serial },
      vram: { size: { value: 192_000, unit: 'MB' } },
    });
    const devicesOf = (...gpus: readonly unknown[]) => {
      const parsed = parserOf('amd-smi')(JSON.stringify(gpus));
      return parsed.status === 'found' ? parsed.devices.map(({ card, partitioned }) => [card, partitioned]) : parsed;
    };
    expect(devicesOf(gpu(0, '0x1'), gpu(1, '0x1'), gpu(2, '0x2'), gpu(3, '0x2'))).toEqual([
      [0, true],
      [0, true],
      [1, true],
      [1, true],
    ]);
    expect(devicesOf(gpu(0, '0x1'), gpu(1, '0x2'))).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(devicesOf(gpu(0, '0x1', 'AMD Instinct MI250X'), gpu(1, '0x1', 'AMD Instinct MI250X'))).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  test('rocminfo: an agent with fewer compute units than its card is one', () => {
    const text = readFileSync(join(FIXTURES, 'rocminfo.txt'), 'utf8');
    const withUnits = (units: number) =>
      text.replace(/(Marketing Name: +AMD Instinct MI300X.*\n)/, `$1  Compute Unit:            ${units}\n`);
    const partitioned = (units: number) => {
      const parsed = parserOf('rocminfo')(withUnits(units));
      return parsed.status === 'found' ? parsed.devices[0]?.partitioned : parsed;
    };
    expect([partitioned(304), partitioned(152), partitioned(38)]).toEqual([false, true, true]);
    const parsed = parserOf('rocminfo')(withUnits(152));
    expect(parsed.status === 'found' && parsed.devices[0]).toMatchObject({
      card: 0,
      memoryBytes: { available: false },
    });
  });

  test('MetaX: an sGPU mode that is Native or Disabled cuts nothing', () => {
    const board = (mode: string) =>
      readFileSync(join(FIXTURES, 'mx-smi.table.txt'), 'utf8').replaceAll(
        '| 0%                   |',
        `| 0%  ${mode.padEnd(17)}|`,
      );
    const partitioned = (mode: string) => {
      const parsed = parserOf('mx-smi')(board(mode));
      return parsed.status === 'found' ? parsed.devices.map(device => device.partitioned) : parsed;
    };
    expect(partitioned('Native')).toEqual([false, false]);
    expect(partitioned('Disabled')).toEqual([false, false]);
    expect(partitioned('Enabled')).toEqual([true, true]);
    expect(partitioned('')).toEqual([null, null]);
  });

  test('a guest whose log says VGPU has one', () => {
    const log = readFileSync(join(FIXTURES, 'nvidia-smi.log.txt'), 'utf8');
    const guest = log.replaceAll(
      /^( {4}Product Name .*)$/gm,
      '$1\n    GPU Virtualization Mode\n        Virtualization Mode : VGPU',
    );
    expect(guest).not.toBe(log);
    const parsed = parserOf('nvidia-smi')(guest);
    expect(parsed.status === 'found' && parsed.devices.map(({ partitioned }) => partitioned)).toEqual([true, true]);
  });
});

test.each([
  'HL-225B',
  'Tesla P100-PCIE-16GB',
  'NVIDIA A100-SXM4-80GB',
  'GRID K520',
  'NVIDIA H20-3e',
  '910B4-1',
  'MLU370-X8',
  'AMD Instinct MI300X VF',
])('%s is the name of a whole board', name => expect(isSliceName(name)).toBe(false));

test.each([
  'NVIDIA A10-24Q',
  'NVIDIA RTX6000-Ada-48Q',
  'GRID P40-8A',
  'GRID V100D-8C',
  'NVIDIA A16-2B',
  'NVIDIA L40S-48C',
  'NVIDIA H100XL-1-12CME',
  'NVIDIA A100-PCIE-40GB MIG 3g.20gb',
  'Ascend910-16c',
  'Ascend310P-4c.3cpu',
  '910B3-vir10_3c_32g',
  'vir05_1c_16g',
  'P800 VF',
  'R300 OAM VF',
])('%s is the name of a part of one', name => expect(isSliceName(name)).toBe(true));
