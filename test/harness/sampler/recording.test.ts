import { describe, expect, test } from 'vitest';
import { lineText, parseRecording, type RecordingLine } from '../../../harness/sampler/recording.ts';
import { replay } from '../../../harness/sampler/replay.ts';
import { UNTOLD } from '../energy/untold.ts';
import { sensorWorldOf } from '../vendors/world.ts';

const info = { id: 'nvml/0', source: 'nvml', device: null, boundary: 'board', limitW: 700 } as const;
const conditions = { ...UNTOLD, temperatureC: 55 };
const LINES: readonly RecordingLine[] = [
  { kind: 'sensors', schema: 'moebench.sensors/1', sensors: [info], refusals: [] },
  { kind: 'look', sensor: 'nvml/0', atMs: 5000, look: { kind: 'power', powerW: 100 } },
  { kind: 'conditions', sensor: 'nvml/0', atMs: 5000, conditions },
  { kind: 'look', sensor: 'nvml/0', atMs: 5100, look: { kind: 'power', powerW: 200 } },
  { kind: 'fault', sensor: 'nvml/0', atMs: 5200, code: 'lost', message: 'GPU_IS_LOST' },
];
const TEXT = LINES.map(lineText).join('');

describe('a recording', () => {
  test('is read back as it was written; a line that is still being written is left', () => {
    expect(parseRecording(TEXT)).toEqual(LINES);
    expect(parseRecording(TEXT.slice(0, -5))).toEqual(LINES.slice(0, -1));
    expect(parseRecording('')).toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('holds no %d: that is a fault of the sensor', powerW => {
    const text = lineText({ kind: 'look', sensor: 'nvml/0', atMs: 1, look: { kind: 'power', powerW } });
    expect(parseRecording(text)).toEqual([
      { kind: 'fault', sensor: 'nvml/0', atMs: 1, code: 'absurd', message: `the sensor said ${powerW}` },
    ]);
  });
});

describe('a recording played again', () => {
  const played = async () => {
    let nowMs = 77;
    const { sensors } = await replay(TEXT, () => nowMs).find(sensorWorldOf({}));
    const [sensor] = sensors;
    if (sensor === undefined) throw new Error('no sensor');
    const at = (ms: number) => {
      nowMs = 77 + ms;
    };
    return { sensor, at };
  };

  test('is its sensors under names of their own', async () => {
    expect((await played()).sensor).toMatchObject({
      id: 'replay/nvml/0',
      source: 'replay/nvml',
      boundary: 'board',
      limitW: 700,
    });
  });

  test('shows what was seen at the same distance from its start', async () => {
    const { sensor, at } = await played();
    expect(await sensor.look()).toEqual({ kind: 'power', powerW: 100 });
    at(99);
    expect(await sensor.look()).toEqual({ kind: 'power', powerW: 100 });
    at(150);
    expect(await sensor.look()).toEqual({ kind: 'power', powerW: 200 });
    expect(await sensor.conditions?.()).toEqual(conditions);
    at(250);
    await expect(sensor.look()).rejects.toMatchObject({ code: 'lost', message: 'GPU_IS_LOST' });
  });

  test('has no more readings once it is over', async () => {
    const { sensor, at } = await played();
    at(2000);
    await expect(sensor.look()).rejects.toMatchObject({ code: 'absent', message: 'the recording is over' });
  });
});
