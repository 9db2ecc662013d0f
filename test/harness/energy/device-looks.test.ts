import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../harness/energy/cell-energy.ts';
import { deviceLooks, peakDeviceMemory } from '../../../harness/energy/device-looks.ts';
import type { SensorInfo } from '../../../harness/sampler/recording.ts';
import type { Conditions } from '../../../harness/vendors/sensing/sensor.ts';
import { noteText } from '../../../results/note-text.ts';
import { note } from '../../../results/schema/note.ts';
import { target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { UNTOLD } from './untold.ts';

const board = (index: number): SensorInfo => ({
  id: `nvml/${index}`,
  source: 'nvml',
  device: { vendor: 'nvidia', index, name: 'NVIDIA H800', uuid: null },
  boundary: 'board',
  limitW: null,
});
const WINDOW = { startMs: 10_000, endMs: 20_000 };
const gpu = (index: number, more = {}) =>
  target('cuda', { onnx: { provider: 'cuda' }, device: { vendor: 'nvidia', name: 'NVIDIA H800', index, ...more } });

/** What boards 0, 1, … told, each a list of times and conditions. */
function seen(...boards: readonly (readonly (readonly [number, Partial<Conditions>])[])[]): Seen {
  const series = boards.map((told, index) => {
    const conditions = told.map(([atMs, changes]) => ({ atMs, conditions: { ...UNTOLD, ...changes } }));
    return [`nvml/${index}`, { looks: [], faults: [], conditions }] as const;
  });
  const sensors = boards.map((_, index) => board(index));
  return { found: { sensors, refusals: [] }, series: new Map(series), idle: new Map(), stopped: null };
}

describe('the looks at a target’s board', () => {
  test('are those of its own board in its window', () => {
    const all = seen(
      [[15_000, { temperatureC: 40 }]],
      [
        [9999, { temperatureC: 50 }],
        [10_000, { temperatureC: 60 }],
        [20_000, { temperatureC: 70 }],
        [20_001, { temperatureC: 80 }],
      ],
    );
    const told = deviceLooks(all, gpu(1), WINDOW);
    expect(told).toMatchObject({
      available: true,
      source: 'nvml',
      looks: [{ temperatureC: 60 }, { temperatureC: 70 }],
    });
  });

  test('are missing with the reason: no board, no look, no telling which', () => {
    const reason = (all: Seen, where = gpu(0)) => {
      const told = deviceLooks(all, where, WINDOW);
      return told.available ? null : noteText(told);
    };
    const full = seen([[15_000, {}]]);
    expect(reason(full, target('cpu'))).toBe('it computes on the host, which has no device');
    expect(reason(full, target('webgpu', { onnx: { provider: 'webgpu' }, software: true }))).toMatch(
      /^it computes on the host/,
    );
    expect(reason(full, gpu(0, { boardUnknown: note('boards-alike', { boards: 2, adapter: 'x' }) }))).toMatch(
      /^ambiguous: 2 boards/,
    );
    expect(reason(full, gpu(0, { name: 'NVIDIA H800 (slice)', partitioned: true }))).toMatch(
      /^unsupported: the target is a slice/,
    );
    expect(reason(full, gpu(3))).toMatch(/^absent: no energy sensor for NVIDIA H800/);
    expect(reason(seen([]))).toBe('unsupported: its sensor tells of energy alone');
    expect(reason(seen([[30_000, {}]]))).toBe('gap: no look at the board in a window of 10 s');
  });
});

describe('the peak of device memory', () => {
  const PID = 700;
  const held = (bytes: number | null, pid = PID) => ({ pid, memoryBytes: bytes });
  const peak = (...told: readonly Partial<Conditions>[]) =>
    peakDeviceMemory(deviceLooks(seen(told.map((look, i) => [11_000 + i, look] as const)), gpu(0), WINDOW), [PID]);

  test('is the most the worker held at any look, whatever else lies on the board', () => {
    const others = held(60e9, 9);
    expect(
      peak(
        { memoryBytes: 70e9, processes: [others, held(3e9)] },
        { memoryBytes: 71e9, processes: [others, held(4e9)] },
        { memoryBytes: 64e9, processes: [others] },
      ),
    ).toEqual({ available: true, value: 4e9, method: 'nvml, sampled', scope: 'process, timed window' });
  });

  test('is the whole board’s where the driver does not count by process, and says so', () => {
    const scope = 'board, all processes and the driver, timed window';
    expect(peak({ memoryBytes: 5e9, processes: [held(null)] }, { memoryBytes: 6e9, processes: null })).toEqual({
      available: true,
      value: 6e9,
      method: 'nvml, sampled',
      scope,
    });
  });

  test('is never 0, and missing where the driver does not tell', () => {
    expect(spoken(peak({}))).toEqual({
      available: false,
      reason: 'unsupported: nvml does not tell what memory is held',
    });
    expect(spoken(peak({ memoryBytes: 0 }))).toEqual({ available: false, reason: 'absurd: nvml says 0 bytes' });
    expect(peak({ memoryBytes: 8e9, processes: [held(0)] })).toMatchObject({ available: false });
  });
});
