import { describe, expect, test } from 'vitest';
import { cellEnergy, type Seen, type SensorSeries } from '../../../harness/energy/cell-energy.ts';
import { energyOver } from '../../../harness/energy/energy.ts';
import type { TimedLook } from '../../../harness/energy/series.ts';
import type { SensorInfo } from '../../../harness/sampler/recording.ts';
import type { Boundary, Conditions, Look, Refusal } from '../../../harness/vendors/sensing/sensor.ts';
import { note } from '../../../results/schema/note.ts';
import { target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';

const WINDOW = { startMs: 10_000, endMs: 20_000 };
const IDLE = { startMs: 1000, endMs: 8000 };

type Played = {
  readonly id: string;
  readonly boundary: Boundary;
  readonly index?: number;
  readonly uuid?: string;
  /** Watts in the window; idle is a tenth of it. null: no look at all. */
  readonly powerW: number | null;
  readonly kind?: Look['kind'];
  readonly told?: readonly Conditions[];
};

/** Sensors that were at a tenth of their power before 10 s, and at it from then on. */
function seen(played: readonly Played[], refusals: readonly Refusal[] = [], stopped: string | null = null): Seen {
  const series = new Map(played.map(sensor => [sensor.id, seriesOf(sensor)]));
  const sensors = played.map(
    ({ id, boundary, index, uuid }): SensorInfo => ({
      id,
      source: id.split('/')[0] ?? '',
      boundary,
      device: index === undefined ? null : { vendor: 'nvidia', index, name: 'NVIDIA H800', uuid: uuid ?? null },
      limitW: null,
    }),
  );
  const idle = new Map(
    [...series].map(([id, { looks, faults }]) => [id, energyOver({ looks, faults, limitW: null }, IDLE)]),
  );
  return { found: { sensors, refusals: [...refusals] }, series, idle, stopped };
}

function seriesOf({ powerW, kind = 'counter', told = [] }: Played): SensorSeries {
  const conditions = told.map((look, i) => ({ atMs: 11_000 + 1000 * i, conditions: look }));
  if (powerW === null) return { looks: [], faults: [], conditions };
  const looks = Array.from({ length: 221 }, (_, i): TimedLook => {
    const atMs = 100 * i;
    const countedJ = 1 + (powerW / 10) * Math.min(atMs / 1000, 10) + powerW * Math.max(0, atMs / 1000 - 10);
    const nowW = (atMs < 10_000 ? powerW / 10 : powerW) + (i % 2 === 0 ? 1e-9 : 0);
    return { atMs, look: kind === 'counter' ? { kind, energyJ: countedJ, wrapsAtJ: null } : { kind, powerW: nowW } };
  });
  return { looks, faults: [], conditions };
}

const cpu = target('cpu');
const gpu = (index: number, more = {}) =>
  target(`cuda:${index}`, {
    onnx: { provider: 'cuda' },
    device: { vendor: 'nvidia', name: 'NVIDIA H800', index, ...more },
  });

const PACKAGE: Played = { id: 'rapl/package-0', boundary: 'package', powerW: 200 };
const DRAM: Played = { id: 'rapl/dram-0', boundary: 'dram', powerW: 30 };
const BOARD: Played = { id: 'nvml/0', boundary: 'board', index: 0, powerW: 600 };
const OTHER_BOARD: Played = { id: 'nvml/1', boundary: 'board', index: 1, powerW: 90 };
const TOLD: Conditions = {
  clocksMHz: { sm: 1700 },
  temperatureC: 60,
  powerLimitW: 700,
  throttled: [],
  processes: [{ pid: 1, memoryBytes: null }],
  memoryBytes: null,
};
const CHASSIS: Played = { id: 'ipmi/chassis', boundary: 'chassis', powerW: 1000, kind: 'power' };

describe('the energy of a cell', () => {
  test('on the CPU is that of its packages and their memory, added', () => {
    const { energyJ, meanPowerW, idlePowerW, widestEnergyJ } = cellEnergy(seen([PACKAGE, DRAM, BOARD]), cpu, WINDOW);
    expect(energyJ).toMatchObject({
      value: expect.closeTo(2300, 6),
      method: 'energy-counter',
      scope: 'package + dram',
    });
    expect(meanPowerW).toMatchObject({ value: expect.closeTo(230, 6), scope: 'package + dram' });
    expect(idlePowerW).toMatchObject({ value: expect.closeTo(23, 6), scope: 'package + dram' });
    expect(widestEnergyJ).toEqual(energyJ);
  });

  test('is paid for once where two sources read the same board, and both are listed', () => {
    const other: Played = { ...BOARD, id: 'nvidia-smi/0', powerW: 580, kind: 'power' };
    const { energyJ, widestEnergyJ, sensors } = cellEnergy(seen([BOARD, other]), gpu(0), WINDOW);
    expect(energyJ).toMatchObject({ value: expect.closeTo(6000, 6), method: 'energy-counter' });
    expect(widestEnergyJ).toMatchObject({ value: expect.closeTo(6000, 6) });
    expect(sensors.map(({ sensor, energyJ }) => [sensor, energyJ.available])).toEqual([
      ['nvml/0', true],
      ['nvidia-smi/0', true],
    ]);
  });

  test('on an accelerator is that of its own board; the widest has the host beside it', () => {
    const { energyJ, widestEnergyJ } = cellEnergy(seen([PACKAGE, DRAM, BOARD, OTHER_BOARD]), gpu(0), WINDOW);
    expect(energyJ).toMatchObject({ value: expect.closeTo(6000, 6), scope: 'board' });
    expect(widestEnergyJ).toMatchObject({ value: expect.closeTo(8300, 6), scope: 'board + package + dram' });
    expect(cellEnergy(seen([BOARD, OTHER_BOARD]), gpu(1), WINDOW).energyJ).toMatchObject({
      value: expect.closeTo(900, 6),
    });
  });

  test('counts a die within its board once', () => {
    const die: Played = { id: 'tool/0', boundary: 'die', index: 0, powerW: 500 };
    expect(cellEnergy(seen([die, BOARD]), gpu(0), WINDOW).energyJ).toMatchObject({ value: expect.closeTo(6000, 6) });
  });

  test('is widest by the chassis, which counts all the others', () => {
    const { energyJ, widestEnergyJ } = cellEnergy(seen([PACKAGE, BOARD, CHASSIS]), gpu(0), WINDOW);
    expect(energyJ).toMatchObject({ scope: 'board' });
    expect(widestEnergyJ).toMatchObject({
      value: expect.closeTo(10_000, 6),
      method: 'sampled-power',
      scope: 'chassis',
    });
  });

  test('is missing where one of its parts is: half a sum is no sum', () => {
    const { energyJ, sensors } = cellEnergy(seen([PACKAGE, { ...DRAM, powerW: null }]), cpu, WINDOW);
    expect(spoken(energyJ)).toEqual({ available: false, reason: 'gap: no look at this sensor (rapl/dram-0)' });
    expect(sensors.map(({ sensor, energyJ: own }) => [sensor, own.available])).toEqual([
      ['rapl/package-0', true],
      ['rapl/dram-0', false],
    ]);
  });

  test('is never the sum of a measurement and an estimate', () => {
    const guess: Played = { id: 'estimated/host', boundary: 'package', powerW: 100, kind: 'estimate' };
    expect(cellEnergy(seen([BOARD, guess]), gpu(0), WINDOW).widestEnergyJ).toMatchObject({ scope: 'board' });
    expect(cellEnergy(seen([guess]), cpu, WINDOW).energyJ).toMatchObject({ method: 'estimated', scope: 'package' });
    expect(cellEnergy(seen([guess, DRAM]), cpu, WINDOW).energyJ).toMatchObject({
      method: 'estimated',
      scope: 'package',
    });
  });

  test('is not that of the memory alone', () => {
    expect(cellEnergy(seen([DRAM]), cpu, WINDOW).energyJ).toMatchObject({ available: false });
  });

  test('of a slice of a card is not that of the card', () => {
    const { energyJ, idlePowerW } = cellEnergy(
      seen([BOARD]),
      gpu(0, { name: 'NVIDIA H800 (slice)', partitioned: true }),
      WINDOW,
    );
    expect(spoken(energyJ)).toMatchObject({ available: false, reason: expect.stringContaining('whole card') });
    expect(idlePowerW).toMatchObject({ available: false });
    const part = target('webgpu', { device: { vendor: 'nvidia', name: 'NVIDIA H800', index: 0, partitioned: true } });
    expect(cellEnergy(seen([BOARD]), part, WINDOW).energyJ).toMatchObject({ available: false, code: 'sliced' });
  });

  test('is that of the board with the target’s UUID, whatever number each gave it', () => {
    const boards = [
      { ...BOARD, uuid: 'GPU-a' },
      { ...OTHER_BOARD, uuid: 'GPU-b' },
    ];
    const device = { vendor: 'nvidia', name: 'NVIDIA H800', index: 0, uuid: 'GPU-b' };
    const named = target('cuda', { onnx: { provider: 'cuda' }, device });
    expect(cellEnergy(seen(boards), named, WINDOW).energyJ).toMatchObject({ value: expect.closeTo(900, 6) });
    const gone = target('cuda', { onnx: { provider: 'cuda' }, device: { ...device, uuid: 'GPU-c' } });
    expect(cellEnergy(seen(boards), gone, WINDOW).energyJ).toMatchObject({ available: false });
  });

  test('of a target that may be any of several boards is that of none, with the fix', () => {
    const boardUnknown = note('boards-alike', { boards: 2, adapter: 'it' });
    const device = { vendor: 'nvidia', name: 'NVIDIA H800', index: 0, boardUnknown };
    const { energyJ, conditions } = cellEnergy(
      seen([{ ...BOARD, told: [TOLD] }, OTHER_BOARD]),
      target('webgpu', { onnx: { provider: 'webgpu' }, device }),
      WINDOW,
    );
    expect(energyJ).toEqual({ available: false, ...boardUnknown });
    expect(conditions).toEqual({ available: false, ...boardUnknown });
  });

  test('of a software adapter is the host’s', () => {
    const adapter = target('webgpu', { onnx: { provider: 'webgpu' }, software: true });
    expect(cellEnergy(seen([PACKAGE, BOARD]), adapter, WINDOW).energyJ).toMatchObject({ scope: 'package' });
  });

  test('without a sensor says what keeps it from being read, with the fix', () => {
    const denied: Refusal = {
      source: 'rapl',
      code: 'permission',
      message: 'energy_uj: permission denied',
      fix: 'run as root',
    };
    const absent: Refusal = { source: 'nvml', code: 'absent', message: 'no library', fix: 'install it' };
    expect(spoken(cellEnergy(seen([], [denied, absent]), cpu, WINDOW))).toEqual({
      energyJ: { available: false, reason: 'permission: rapl: energy_uj: permission denied (run as root)' },
      meanPowerW: { available: false, reason: expect.stringMatching(/^permission/) },
      idlePowerW: { available: false, reason: expect.stringMatching(/^permission/) },
      widestEnergyJ: { available: false, reason: expect.stringMatching(/^permission/) },
      conditions: { available: false, reason: expect.stringMatching(/^permission/) },
      sensors: [],
    });
    const reason = 'absent: no energy sensor for a made-up cpu; moebench detect --json says why';
    expect(spoken(cellEnergy(seen([], [absent]), cpu, WINDOW).energyJ)).toEqual({ available: false, reason });
  });

  test('says that the sampler has ended', () => {
    const ended = seen([{ ...PACKAGE, powerW: null }], [], 'the sampler ended (SIGSEGV)');
    const reason = 'gap: no look at this sensor; the sampler ended (SIGSEGV) (rapl/package-0)';
    expect(spoken(cellEnergy(ended, cpu, WINDOW).energyJ)).toEqual({ available: false, reason });
  });
});

describe('the conditions of a window', () => {
  const told = (changes: Partial<Conditions>): Conditions => ({ ...TOLD, ...changes });

  test('are spreads of clocks and temperature, shares of throttling, and the most processes', () => {
    const BOTH = [1, 2].map(pid => ({ pid, memoryBytes: null }));
    const hot = told({ clocksMHz: { sm: 1400 }, temperatureC: 90, throttled: ['hardware-thermal'], processes: BOTH });
    const { conditions } = cellEnergy(seen([{ ...BOARD, told: [told({}), told({}), told({}), hot] }]), gpu(0), WINDOW);
    expect(conditions).toEqual({
      available: true,
      looks: 4,
      clocksMHz: { sm: { min: 1400, mean: 1625, max: 1700 } },
      temperatureC: { min: 60, mean: 67.5, max: 90 },
      powerLimitW: 700,
      throttled: { 'hardware-thermal': 0.25 },
      processes: 2,
    });
  });

  test('that the driver does not tell are null, not 0', () => {
    const dumb = told({ clocksMHz: {}, temperatureC: null, powerLimitW: null, throttled: null, processes: null });
    const { conditions } = cellEnergy(seen([{ ...BOARD, told: [dumb] }]), gpu(0), WINDOW);
    expect(conditions).toMatchObject({
      clocksMHz: {},
      temperatureC: null,
      powerLimitW: null,
      throttled: null,
      processes: null,
    });
  });

  test('are those of the window alone', () => {
    const many = Array.from({ length: 30 }, () => told({}));
    const { conditions } = cellEnergy(seen([{ ...BOARD, told: many }]), gpu(0), WINDOW);
    expect(conditions).toMatchObject({ looks: 10 });
  });
});
