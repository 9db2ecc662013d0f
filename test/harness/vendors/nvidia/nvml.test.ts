/** NVML through FFI: against a library with its names and ABI, compiled here from a few lines of C. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nvml } from '../../../../harness/vendors/nvidia/nvml.ts';
import { SensorFault } from '../../../../harness/vendors/sensing/sensor.ts';
import { type SensorWorld, sensorWorld } from '../../../../harness/vendors/sensing/world.ts';
import { sensorWorldOf } from '../world.ts';

const SOURCE = join(import.meta.dirname, '../../../fixtures/nvml/nvml.c');
const COMPILER = ['cc', 'gcc', 'clang'].find(name => spawnSync(name, ['--version']).status === 0);
const REQUIRED = process.env.MOEBENCH_REQUIRE_ALL === '1';

const folder = mkdtempSync(join(tmpdir(), 'moebench-nvml-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compiled(name: string, ...flags: string[]): string {
  const path = join(folder, name);
  const { status, stderr } = spawnSync(COMPILER ?? 'cc', ['-shared', '-fPIC', '-Wall', ...flags, '-o', path, SOURCE], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${SOURCE} does not compile: ${stderr}`);
  return path;
}

/** This machine, where libnvidia-ml.so.1 is the library that was compiled. */
const worldWith = (path: string): SensorWorld => ({ ...sensorWorld, open: () => sensorWorld.open(path) });

describe.skipIf(COMPILER === undefined && !REQUIRED)('NVML, called through FFI (needs a C compiler)', () => {
  let world: SensorWorld;
  let oldWorld: SensorWorld;
  beforeAll(() => {
    world = worldWith(compiled('libnvidia-ml.so.1'));
    oldWorld = worldWith(compiled('libnvidia-ml-old.so.1', '-DOLD_NAMES'));
  });

  // The library reads its environment with getenv, so it has to be this process's own.
  const told = new Set<string>();
  const tell = (values: Readonly<Record<string, string | number>>) => {
    for (const [name, value] of Object.entries(values)) {
      process.env[`NVML_FAKE_${name}`] = String(value);
      told.add(name);
    }
  };
  beforeEach(() => {
    for (const name of told) delete process.env[`NVML_FAKE_${name}`];
    told.clear();
  });

  test('finds every device with its name, its UUID and its power limit', async () => {
    tell({ COUNT: 2, LIMIT_0: 700_000, LIMIT_1: 350_500, ENERGY_0: 1, ENERGY_1: 1, NAME_1: 'NVIDIA L40S' });
    const { sensors, refusals } = await nvml.find(world);
    expect(refusals).toEqual([]);
    expect(sensors).toMatchObject([
      {
        id: 'nvml/0',
        boundary: 'board',
        limitW: 700,
        device: { vendor: 'nvidia', index: 0, name: 'NVIDIA H800', uuid: 'GPU-00000000' },
      },
      {
        id: 'nvml/1',
        limitW: 350.5,
        device: { vendor: 'nvidia', index: 1, name: 'NVIDIA L40S', uuid: 'GPU-00000001' },
      },
    ]);
  });

  test('reads the energy counter in full width: millijoules beyond 32 bits', async () => {
    tell({ ENERGY_0: 5_000_000_123_456 });
    const [sensor] = (await nvml.find(world)).sensors;
    expect(await sensor?.look()).toEqual({ kind: 'counter', energyJ: 5_000_000_123.456, wrapsAtJ: null });
    tell({ ENERGY_0: 5_000_000_223_456 });
    expect(await sensor?.look()).toMatchObject({ energyJ: 5_000_000_223.456 });
  });

  test('reads power where the device has no counter', async () => {
    tell({ POWER_0: 68_250, LIMIT_0: 300_000 });
    const [sensor] = (await nvml.find(world)).sensors;
    expect(await sensor?.look()).toEqual({ kind: 'power', powerW: 68.25 });
  });

  test('estimates where it has neither, and calls it an estimate', async () => {
    tell({ LIMIT_0: 300_000, UTILISATION_0: 40 });
    const [sensor] = (await nvml.find(world)).sensors;
    expect(await sensor?.look()).toEqual({ kind: 'estimate', powerW: 120 });
  });

  test('has no sensor where the device tells nothing at all', async () => {
    const { sensors, refusals } = await nvml.find(world);
    expect(sensors).toEqual([]);
    expect(refusals).toMatchObject([
      { source: 'nvml', code: 'unsupported', message: 'nvmlDeviceGetPowerUsage: NOT_SUPPORTED' },
    ]);
  });

  test.each([
    [3, 'unsupported', 'NOT_SUPPORTED'],
    [4, 'permission', 'NO_PERMISSION'],
    [9, 'driver', 'DRIVER_NOT_LOADED'],
    [15, 'lost', 'GPU_IS_LOST'],
    [17, 'permission', 'OPERATING_SYSTEM'],
    [18, 'driver', 'LIB_RM_VERSION_MISMATCH'],
    [999, 'unreadable', 'UNKNOWN'],
    [12345, 'unreadable', 'status 12345'],
  ])('status %i when it starts is a refusal of code %s, with a fix', async (status, code, name) => {
    tell({ INIT: status });
    const { sensors, refusals } = await nvml.find(world);
    expect(sensors).toEqual([]);
    expect(refusals).toEqual([
      { source: 'nvml', code, message: `nvmlInit_v2: ${name}`, fix: expect.stringMatching(/\w{4}/) },
    ]);
  });

  test('one device that is lost does not take the others with it', async () => {
    tell({ COUNT: 3, ENERGY_0: 1, HANDLE_1: 'e15', ENERGY_2: 'e4', POWER_2: 5 });
    const { sensors, refusals } = await nvml.find(world);
    expect(sensors.map(({ id }) => id)).toEqual(['nvml/0']);
    expect(refusals.map(({ code, message }) => [code, message])).toEqual([
      ['lost', 'nvmlDeviceGetHandleByIndex_v2: GPU_IS_LOST'],
      ['permission', 'nvmlDeviceGetTotalEnergyConsumption: NO_PERMISSION'],
    ]);
  });

  test('a device that is lost later is a fault of the look, never 0', async () => {
    tell({ ENERGY_0: 1000 });
    const [sensor] = (await nvml.find(world)).sensors;
    tell({ ENERGY_0: 'e15' });
    await expect(sensor?.look()).rejects.toThrow(SensorFault);
    await expect(sensor?.look()).rejects.toMatchObject({ code: 'lost' });
  });

  test('tells clocks, temperature, cap, throttling, processes and memory, in full width', async () => {
    // 0x1 idle and 0x2 set by the user hold nothing down; 0x4 and 0x20 do.
    tell({ ENERGY_0: 1, LIMIT_0: 700_000, SM_CLOCK_0: 1755, MEMORY_CLOCK_0: 2619, TEMPERATURE_0: 61 });
    tell({ REASONS_0: 0x27, PROCESSES_0: 3, PROCESS_MEMORY_0: 0x4_0000_0007, MEMORY_0: 0x5_0000_0009 });
    for (const library of [world, oldWorld]) {
      const [sensor] = (await nvml.find(library)).sensors;
      expect(await sensor?.conditions?.()).toEqual({
        clocksMHz: { sm: 1755, memory: 2619 },
        temperatureC: 61,
        powerLimitW: 700,
        throttled: ['software-power-cap', 'software-thermal'],
        processes: [
          { pid: 4000, memoryBytes: 0x4_0000_0007 },
          // Of what the driver does not count, NVML says 2⁶⁴ − 1.
          { pid: 4001, memoryBytes: null },
          { pid: 4002, memoryBytes: null },
        ],
        memoryBytes: 0x5_0000_0009,
      });
    }
  });

  test('says of a condition that the device does not tell that it does not', async () => {
    tell({ ENERGY_0: 1, TEMPERATURE_0: 61, PROCESSES_0: 300 });
    const [sensor] = (await nvml.find(world)).sensors;
    expect(await sensor?.conditions?.()).toEqual({
      clocksMHz: {},
      temperatureC: 61,
      powerLimitW: null,
      throttled: null,
      processes: null,
      memoryBytes: null,
    });
  });

  test('a PPU that answers through its look-alike is T-Head’s', async () => {
    tell({ NAME_0: 'PPU-ZW810E', ENERGY_0: 1 });
    expect((await nvml.find(world)).sensors[0]?.device?.vendor).toBe('alibaba-thead');
  });

  test('lists no device: a refusal', async () => {
    tell({ COUNT: 0 });
    expect((await nvml.find(world)).refusals).toMatchObject([{ code: 'absent', message: 'NVML lists no device' }]);
  });
});

test('a machine without the library has no NVML sensor, and is told how to get one', async () => {
  const { sensors, refusals } = await nvml.find(sensorWorldOf({}));
  expect(sensors).toEqual([]);
  expect(refusals).toMatchObject([{ source: 'nvml', code: 'absent', fix: expect.stringContaining('driver') }]);
});

test('a library that is no NVML is refused for what it lacks', async () => {
  const library = { bind: () => null };
  const { refusals } = await nvml.find(sensorWorldOf({ libraries: { 'libnvidia-ml.so.1': library } }));
  expect(refusals).toMatchObject([{ code: 'unsupported', message: 'nvmlInit_v2: FUNCTION_NOT_FOUND' }]);
});
