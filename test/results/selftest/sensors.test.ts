import { describe, expect, test } from 'vitest';
import type { CellLine } from '../../../results/record.ts';
import type { SensorReading } from '../../../results/schema/energy.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { findingText } from '../../../results/selftest/finding-text.ts';
import { agreements, sensorsOf } from '../../../results/selftest/sensors.ts';
import { CPU, twinRecord } from './twin-record.ts';

const IDLE = unavailable('not-asked');

function sensor(id: string, boundary: string, joules: number | null, device: string | null = null): SensorReading {
  const method = id.startsWith('estimated') ? 'estimated' : id.startsWith('nvml') ? 'energy-counter' : 'sampled-power';
  const energyJ = joules === null ? unavailable('too-short', { detail: 'made up' }) : read(joules, method, boundary);
  return { sensor: id, device, boundary, energyJ, idlePowerW: IDLE };
}

const PACKAGES = [sensor('rapl/package-0', 'package', 1000), sensor('rapl/package-1', 'package', 900)];
const verdicts = (sensors: readonly SensorReading[]) =>
  agreements(sensors).map(({ relation, first, second, ratio, holds }) => [
    relation,
    first.sensors.join(' + '),
    second.sensors.join(' + '),
    Number(ratio.toFixed(3)),
    holds,
  ]);

describe('sensors of one window', () => {
  test('of one board by two sources: a counter and integrated power may be 5 % apart', () => {
    const board = (joules: number) => [
      sensor('nvml/0', 'board', 1000, 'nvidia/0'),
      sensor('nvidia-smi/0', 'board', joules, 'nvidia/0'),
    ];
    expect(verdicts(board(1049))).toEqual([['same', 'nvml/0', 'nvidia-smi/0', 0.953, true]]);
    expect(verdicts(board(1100))).toEqual([['same', 'nvml/0', 'nvidia-smi/0', 0.909, false]]);
  });

  test('of the host: its packages together lie within the chassis', () => {
    expect(verdicts([...PACKAGES, sensor('ipmi/chassis', 'chassis', 2500)])).toEqual([
      ['within', 'rapl/package-0 + rapl/package-1', 'ipmi/chassis', 0.76, true],
    ]);
    expect(verdicts([sensor('ipmi/chassis', 'chassis', 1800), ...PACKAGES])).toEqual([
      ['within', 'rapl/package-0 + rapl/package-1', 'ipmi/chassis', 1.056, false],
    ]);
  });

  test('of different devices say nothing of each other, and all lie within the chassis', () => {
    const boards = [sensor('nvml/0', 'board', 900, 'nvidia/0'), sensor('nvml/1', 'board', 100, 'nvidia/1')];
    expect(verdicts([...boards, ...PACKAGES])).toEqual([]);
    expect(verdicts([...boards, sensor('ipmi/chassis', 'chassis', 1200)]).map(([, first]) => first)).toEqual([
      'nvml/0',
      'nvml/1',
    ]);
  });

  test('memory lies beside its package and not in it', () => {
    expect(verdicts([...PACKAGES, sensor('rapl/dram-0', 'dram', 2000)])).toEqual([]);
  });

  test('of which a part could not be read, or is an estimate, are no witness', () => {
    const chassis = sensor('ipmi/chassis', 'chassis', 100);
    expect(
      verdicts([sensor('rapl/package-0', 'package', 90), sensor('rapl/package-1', 'package', null), chassis]),
    ).toEqual([]);
    expect(verdicts([sensor('estimated/0', 'package', 9000), chassis])).toEqual([]);
  });
});

describe('a record', () => {
  const stepMs = () => 10;

  test('with two sources holds their readings, the window and how far apart they are', () => {
    const sensors = [...PACKAGES, sensor('ipmi/chassis', 'chassis', 2500)];
    const found = sensorsOf(twinRecord({ pairs: 1, stepMs, sensors }), CPU);
    expect(found).toMatchObject({ windowMs: 30_000, readings: sensors, reason: null });
    expect(found.agreements.map(({ ratio }) => ratio)).toEqual([1900 / 2500]);
  });

  test('of one source alone says that there is nothing to compare', () => {
    const { reason, readings } = sensorsOf(twinRecord({ pairs: 1, stepMs, sensors: PACKAGES }), CPU);
    expect(readings).toHaveLength(2);
    expect(reason).toEqual({ code: 'no-comparable-sensors', values: {} });
  });

  test('of which no sensor could be read says of how many, and why', () => {
    const unread = sensor('rapl/package-0', 'package', null);
    const record = twinRecord({ pairs: 1, stepMs, sensors: [unread] });
    const cells = record.cells.map((line): CellLine => {
      if (line.outcome.status !== 'measured' || line.outcome.measurement.sensors.length === 0) return line;
      const energyJ = unavailable('no-file', { path: '/dev/ipmi0' });
      return { ...line, outcome: { status: 'measured', measurement: { ...line.outcome.measurement, energyJ } } };
    });
    const { reason } = sensorsOf({ ...record, cells }, CPU);
    expect(reason).toEqual({
      code: 'no-sensor-read',
      values: { sensors: 1 },
      because: [{ code: 'no-file', values: { path: '/dev/ipmi0' } }],
    });
    expect(reason === null ? '' : findingText(reason)).toBe(
      'none of 1 sensors could be read: absent: no /dev/ipmi0 here',
    );
  });

  test('without a sensor gives the reason of its cells, and no figure', () => {
    const expected = {
      windowMs: null,
      readings: [],
      agreements: [],
      reason: { code: 'no-sensor', values: {} },
    };
    expect(sensorsOf(twinRecord({ pairs: 1, stepMs }), CPU)).toEqual(expected);
  });
});
