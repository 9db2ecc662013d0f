import { describe, expect, test } from 'vitest';
import type { Answered, AnsweredDevice, RunnerAnswer, Tried } from '../../../../harness/detect/runners/answer.ts';
import { type Around, candidatesOf, targetOf } from '../../../../harness/detect/runners/targets.ts';
import { isOf, noBoardOf } from '../../../../harness/energy/target-board.ts';
import type { Device } from '../../../../harness/vendors/device.ts';
import { targetSchema } from '../../../../results/record.ts';
import { read, unavailable } from '../../../../results/schema/reading.ts';
import { HOST, UNLIMITED } from '../world.ts';

const GIB = 2 ** 30;

const answer = (devices: readonly AnsweredDevice[], changes: Partial<Answered> = {}): Answered => ({
  status: 'answered',
  label: 'python3',
  namedBy: 'PATH',
  ours: 'torch',
  command: ['/usr/bin/python3', 'server.py'],
  runner: 'torch',
  versions: { torch: '2.13.0' },
  strategies: ['eager', 'grouped'],
  devices: [...devices],
  words: '',
  ...changes,
});

const CPU: AnsweredDevice = { id: 'cpu', vendor: null, name: 'x86_64', index: 0, memoryBytes: null };
const gpu = (index: number, changes: Partial<AnsweredDevice> = {}): AnsweredDevice => ({
  id: `cuda:${index}`,
  vendor: 'nvidia',
  name: 'NVIDIA H20',
  index,
  memoryBytes: 95 * GIB,
  ...changes,
});
const board = (index: number, changes: Partial<Device> = {}): Device => ({
  vendor: 'nvidia',
  name: 'NVIDIA H20',
  index,
  card: null,
  uuid: `GPU-0000000${index}-AB`,
  driver: '550.1',
  memoryBytes: read(96 * GIB, 'nvidia-smi', 'device'),
  partitioned: false,
  ...changes,
});

const around = (accelerators: readonly Device[], variables: Readonly<Record<string, string>> = {}): Around => ({
  facts: HOST,
  limits: UNLIMITED,
  accelerators,
  variable: name => variables[name],
});

function targetFor(
  device: AnsweredDevice,
  accelerators: readonly Device[],
  variables = {},
  tried: readonly Tried[] | null = null,
) {
  const [candidate] = candidatesOf([answer([device])]);
  const target = candidate === undefined ? null : targetOf(candidate, tried, around(accelerators, variables));
  if (target === null) throw new Error('no target');
  return targetSchema.parse(target);
}

const deviceFor = (device: AnsweredDevice, accelerators: readonly Device[], variables = {}) =>
  targetFor(device, accelerators, variables).device;

describe('targets of runners', () => {
  const ids = (answers: readonly RunnerAnswer[]) => candidatesOf(answers).map(({ id }) => id);

  test('are named by runner and device', () => {
    expect(ids([answer([CPU, gpu(0), gpu(1)]), answer([CPU], { runner: 'jax', ours: 'jax' })])).toEqual([
      'torch-cpu',
      'torch-cuda:0',
      'torch-cuda:1',
      'jax-cpu',
    ]);
  });

  test('of a second interpreter have its version, and of a third of the same version a number', () => {
    const old = answer([CPU], { versions: { torch: '1.13.1' } });
    expect(ids([answer([CPU]), old, old, answer([CPU], { versions: {} })])).toEqual([
      'torch-cpu',
      'torch@1.13.1-cpu',
      'torch@1.13.1.2-cpu',
      'torch.2-cpu',
    ]);
  });

  test('have the strategies that work in some dtype, and all that was tried', () => {
    const tried: readonly Tried[] = [
      { strategy: 'eager', dtype: 'float32', works: true, kernel: 'mm' },
      { strategy: 'grouped', dtype: 'float32', works: false, reason: 'none' },
    ];
    const target = targetFor(CPU, [], {}, tried);
    expect(target.strategies).toEqual(['eager']);
    expect(target.process).toEqual({
      command: ['/usr/bin/python3', 'server.py'],
      versions: { torch: '2.13.0' },
      device: 'cpu',
      tried,
    });
  });

  test('are none where nothing works', () => {
    const [candidate] = candidatesOf([answer([CPU])]);
    if (candidate === undefined) throw new Error('no candidate');
    const tried: readonly Tried[] = [{ strategy: 'eager', dtype: 'float32', works: false, reason: 'none' }];
    expect(targetOf(candidate, tried, around([]))).toBeNull();
  });

  test('on the CPU are the host’s processor, with its threads', () => {
    const { device, threads } = targetFor(CPU, []);
    expect(device).toEqual({ vendor: 'amd', name: 'AMD EPYC 9654', index: 0 });
    expect(threads).toBe(96);
  });
});

describe('the board of a runner’s device', () => {
  const two = [board(0), board(1)];

  test('is found by its UUID, however each writes it', () => {
    const device = deviceFor(gpu(0, { uuid: '00000001-ab' }), two, { CUDA_VISIBLE_DEVICES: '1' });
    expect(device).toMatchObject({ vendor: 'nvidia', index: 1, uuid: 'GPU-00000001-AB' });
  });

  test('is found by maker and number where there is no UUID', () => {
    expect(deviceFor(gpu(1), two)).toMatchObject({ index: 1, uuid: 'GPU-00000001-AB' });
  });

  test.each<[string, string, string]>([
    ['nvidia', 'CUDA_VISIBLE_DEVICES', '1,0'],
    ['amd', 'HIP_VISIBLE_DEVICES', '1'],
    ['amd', 'CUDA_VISIBLE_DEVICES', '1'],
    ['huawei', 'ASCEND_RT_VISIBLE_DEVICES', '1'],
    ['moore-threads', 'MUSA_VISIBLE_DEVICES', '1'],
  ])('of %s is numbered by %s', (vendor, variable, list) => {
    const boards = [0, 1].map(index => board(index, { vendor, uuid: null, name: 'a board' }));
    const device = gpu(0, { vendor, name: 'a board' });
    expect(deviceFor(device, boards, { [variable]: list })).toMatchObject({ vendor, index: 1 });
  });

  test('is told from another by nothing where two lists number it', () => {
    const boards = [0, 1].map(index => board(index, { vendor: 'amd' }));
    const variables = { HIP_VISIBLE_DEVICES: '0', ROCR_VISIBLE_DEVICES: '1' };
    expect(deviceFor(gpu(0, { vendor: 'amd' }), boards, variables).boardUnknown?.code).toBe('lists-of-boards');
  });

  test('that no tool lists has the runner’s number, unless a list numbers it', () => {
    expect(deviceFor(gpu(0, { uuid: 'x' }), [])).toEqual({
      vendor: 'nvidia',
      name: 'NVIDIA H20',
      index: 0,
      partitioned: null,
      uuid: 'x',
    });
    expect(deviceFor(gpu(0), [], { CUDA_VISIBLE_DEVICES: '3' }).boardUnknown?.code).toBe('board-not-listed');
  });

  test('is unknown where the tools list all boards and this is none of them', () => {
    expect(deviceFor(gpu(0, { uuid: 'other' }), two).boardUnknown?.code).toBe('board-not-found');
    expect(deviceFor(gpu(2), two).boardUnknown?.code).toBe('board-not-found');
  });

  test('that the runner takes for another maker’s is nobody’s', () => {
    const ppu = board(0, { vendor: 'alibaba-thead', name: 'PPU-ZW810E' });
    const device = deviceFor(gpu(0, { uuid: 'GPU-00000000-AB' }), [ppu]);
    expect(device.boardUnknown).toMatchObject({
      code: 'vendors-differ',
      values: { runner: 'nvidia', tool: 'alibaba-thead' },
    });
  });

  test('whose maker the runner cannot tell is a tool’s of that very name, else nobody’s, and never NVIDIA’s', () => {
    const unnamed = gpu(0, { vendor: null, name: 'PPU-ZW810E' });
    const ppu = board(0, { vendor: 'alibaba-thead', name: 'PPU-ZW810E' });
    expect(deviceFor(unnamed, [ppu])).toMatchObject({ vendor: 'alibaba-thead', index: 0 });
    expect(deviceFor(unnamed, [board(0)])).toMatchObject({ vendor: null, boardUnknown: { code: 'vendor-unknown' } });
    expect(deviceFor(unnamed, [])).toMatchObject({ vendor: null, boardUnknown: { code: 'vendor-unknown' } });
  });

  test('that shows a part of the memory is a slice, and so is one that the tool says is cut', () => {
    const part = deviceFor(gpu(0, { memoryBytes: 12 * GIB }), [board(0)]);
    expect(part).toMatchObject({ name: 'NVIDIA H20 (slice)', partitioned: true });
    expect(deviceFor(gpu(0), [board(0, { partitioned: true })]).partitioned).toBe(true);
    expect(deviceFor(gpu(0), [board(0)]).partitioned).toBe(false);
  });

  test('of a MIG slice is one of those that are cut', () => {
    const device = deviceFor(gpu(0, { uuid: 'MIG-1' }), [board(0, { partitioned: true })], {
      CUDA_VISIBLE_DEVICES: 'MIG-1',
    });
    expect(device).toMatchObject({ partitioned: true, boardUnknown: { code: 'slice-visible' } });
  });

  test('has its own sensors, and one that is unknown has none', () => {
    const sensor = (index: number) => ({
      device: { vendor: 'nvidia', name: 'NVIDIA H20', index, uuid: `GPU-0000000${index}-AB` },
    });
    const second = targetFor(gpu(0), two, { CUDA_VISIBLE_DEVICES: '1' });
    expect([0, 1].map(index => isOf(sensor(index), second))).toEqual([false, true]);
    const unknown = targetFor(gpu(0, { vendor: null }), []);
    expect([0, 1].map(index => isOf(sensor(index), unknown))).toEqual([false, false]);
    expect(noBoardOf(unknown)?.code).toBe('vendor-unknown');
    const host = { device: null };
    expect(isOf(host, targetFor(CPU, two))).toBe(true);
  });

  test('whose tool tells no memory is taken for whole', () => {
    const silent = board(0, { memoryBytes: unavailable('form-silent', { tool: 'x' }), partitioned: null });
    expect(deviceFor(gpu(0), [silent]).partitioned).toBeNull();
  });
});
