/** Every source with what it reads absent, unreadable, frozen and lying: there is a reason, and never a 0. */
import { describe, expect, test } from 'vitest';
import { energyOver } from '../../../harness/energy/energy.ts';
import type { TimedFault, TimedLook } from '../../../harness/energy/series.ts';
import { firstOfEach } from '../../../harness/vendors/sensing/extent.ts';
import { type Look, SENSOR_CODES, SensorFault, type SensorSource } from '../../../harness/vendors/sensing/sensor.ts';
import { findSensors, SOURCES } from '../../../harness/vendors/sources.ts';
import { type Figure, MACHINES, type Machine } from './machines.ts';
import { sensorWorldOf } from './world.ts';

const sourceOf = (id: string): SensorSource => {
  const source = SOURCES.find(candidate => candidate.id === id);
  if (source === undefined) throw new Error(`no source ${id}`);
  return source;
};

/** Finds the sensor while it says `start`, looks at it 200 times, 50 ms apart, and reads eight seconds of that. */
async function eightSeconds(source: string, machine: Machine, start: Figure, figureAt: (look: number) => Figure) {
  let figure = start;
  const { sensors, refusals } = await sourceOf(source).find(machine(() => figure));
  const [sensor] = sensors;
  if (sensor === undefined) return { refusals, energy: null, looks: [] };
  const looks: TimedLook[] = [];
  const faults: TimedFault[] = [];
  for (let i = 0; i < 200; i += 1) {
    figure = figureAt(i);
    const atMs = 50 * i;
    const look = await sensor.look().catch((error: unknown) => error);
    if (look instanceof SensorFault) faults.push({ atMs, code: look.code, message: look.message });
    else if (isLook(look)) looks.push({ atMs, look });
    else throw look;
  }
  const energy = energyOver({ looks, faults, limitW: sensor.limitW }, { startMs: 1000, endMs: 9000 });
  return { refusals, energy, looks };
}

function isLook(value: unknown): value is Look {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** What 100 W look like in a source's own figures, at the look so many times 50 ms in. */
const HUNDRED_WATTS: Readonly<Record<string, (look: number) => number>> = {
  'rapl counter': look => 1_000_000 + 5_000_000 * look,
  'nvml counter': look => 1_000_000 + 5000 * look,
  'nvml power': look => 100_000 + (look % 2),
  // 95 of 195 hundredths of a second busy: 205 W × 0.488.
  'estimated estimate': look => 1000 + 95 * look,
};

describe.each(MACHINES)('$source ($reads)', ({ source, reads, machine }) => {
  const healthy = HUNDRED_WATTS[`${source} ${reads}`] ?? (() => Number.NaN);

  test('reads 100 W where there are 100 W', async () => {
    const { energy } = await eightSeconds(source, machine, healthy(0), healthy);
    expect(energy).toMatchObject({ status: 'measured' });
    expect(energy?.status === 'measured' ? energy.meanPowerW : null).toBeCloseTo(100, 0);
  });

  test('has no sensor where it may not read, and says what would mend that', async () => {
    const { refusals, energy } = await eightSeconds(source, machine, 'denied', () => 'denied');
    expect(energy).toBeNull();
    expect(refusals).toMatchObject([{ source, fix: expect.stringMatching(/\w{4}/) }]);
  });

  test.each<[string, (look: number) => Figure]>([
    ['cannot be read any more', look => (look < 100 ? healthy(look) : 'denied')],
    ['is no number any more', look => (look < 100 ? healthy(look) : 'N/A')],
    ['is empty', look => (look < 100 ? healthy(look) : '')],
  ])('has no energy where the figure %s', async (_, figureAt) => {
    const { energy } = await eightSeconds(source, machine, healthy(0), figureAt);
    expect(energy).toMatchObject({ status: 'refused' });
    expect(SENSOR_CODES).toContain(energy?.status === 'refused' ? energy.code : null);
  });

  test('has no energy where the figure freezes, or never moved', async () => {
    if (reads === 'estimate') return;
    for (const since of [0, 100]) {
      const { energy } = await eightSeconds(source, machine, healthy(0), look => healthy(Math.min(look, since)));
      expect(energy).toMatchObject({ status: 'refused', code: 'frozen' });
    }
  });

  test('has no energy where the figure is always 0', async () => {
    const { energy } = await eightSeconds(source, machine, 0, () => 0);
    expect(energy).toMatchObject({ status: 'refused', code: reads === 'estimate' ? 'absurd' : 'frozen' });
  });

  test.each<[string, (look: number) => number]>([
    ['goes back', look => (look < 100 ? healthy(look) : healthy(look) - healthy(99))],
    ['is far beyond any limit', look => (look === 100 ? healthy(look) + 4e9 : healthy(look))],
  ])('never takes a figure that %s for energy', async (_, figureAt) => {
    const { energy } = await eightSeconds(source, machine, healthy(0), figureAt);
    if (energy?.status === 'measured') expect(energy.meanPowerW).toBeGreaterThan(40);
    else expect(['reset', 'absurd', 'unreadable', 'frozen', 'gap']).toContain(energy?.code);
  });
});

describe('a counter that wraps around', () => {
  test('counts on, at the range the kernel names', async () => {
    const machine = MACHINES.find(({ source }) => source === 'rapl')?.machine;
    const range = 262_143_328_850;
    const figureAt = (look: number) => (range - 400_000_000 + 5_000_000 * look) % range;
    const { energy } = await eightSeconds('rapl', machine ?? (() => sensorWorldOf({})), figureAt(0), figureAt);
    expect(energy).toMatchObject({ status: 'measured', method: 'energy-counter' });
    expect(energy?.status === 'measured' ? energy.energyJ : null).toBeCloseTo(800, 3);
  });
});

describe('all sources', () => {
  test('on an empty machine find nothing, and each says why', async () => {
    const { sensors, refusals } = await findSensors(sensorWorldOf({}));
    expect(sensors).toEqual([]);
    expect(new Set(refusals.map(({ source }) => source))).toEqual(new Set(SOURCES.map(({ id }) => id)));
    for (const { code, message, fix } of refusals) {
      expect(SENSOR_CODES).toContain(code);
      expect(message.length).toBeGreaterThan(5);
      expect(fix.length).toBeGreaterThan(3);
    }
  });

  test('where every file and every tool talks nonsense find nothing that reads 0', async () => {
    const world = {
      ...sensorWorldOf({}),
      run: async () => ({ status: 'exited', code: 0, stdout: 'lorem ipsum\n', stderr: '' }) as const,
      readFile: async () => ({ status: 'read', text: 'lorem ipsum\n' }) as const,
      list: async () => ['intel-rapl:0', 'intel-rapl:0:0', 'hwmon0', 'card0', '0'],
    };
    const { sensors, refusals } = await findSensors(world);
    expect(sensors).toEqual([]);
    expect(refusals.length).toBeGreaterThan(0);
  });
});

test('of two sources that read the same thing the first is believed, with all its parts', () => {
  const sensor = (id: string, boundary: 'package' | 'board', index: number | null) => ({
    id,
    source: id.split('/')[0] ?? '',
    device: index === null ? null : { vendor: 'nvidia', index, name: 'NVIDIA H800', uuid: null },
    boundary,
    limitW: null,
    look: async () => ({ kind: 'power', powerW: 1 }) as const,
  });
  const kept = firstOfEach([
    sensor('nvml/0', 'board', 0),
    sensor('rapl/package-0', 'package', null),
    sensor('rapl/package-1', 'package', null),
    sensor('nvidia-smi/0', 'board', 0),
    sensor('nvidia-smi/1', 'board', 1),
    sensor('estimated/host', 'package', null),
  ]);
  expect(kept.map(({ id }) => id)).toEqual(['nvml/0', 'rapl/package-0', 'rapl/package-1', 'nvidia-smi/1']);
});
