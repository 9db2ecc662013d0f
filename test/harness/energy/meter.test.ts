/** The sampler's own process around a window: recorded sensors played to it, and their energy read back. Needs npm run build. */

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Meter, startMeter } from '../../../harness/energy/meter.ts';
import { lineText, type RecordingLine } from '../../../harness/sampler/recording.ts';
import { monotonicMs } from '../../../harness/timing/clock.ts';
import type { Target } from '../../../results/record.ts';
import { agreements } from '../../../results/selftest/sensors.ts';
import { target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';

const built = join(import.meta.dirname, '../../../dist/harness/sampler/sampler.js');
const folder = mkdtempSync(join(tmpdir(), 'moebench-meter-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two minutes of a package at 150 W and its memory at 25 W, counted up every 5 ms. */
function hostRecording(): string {
  const path = join(folder, 'host.jsonl');
  const parts = [
    { id: 'rapl/package-0', boundary: 'package', powerW: 150 },
    { id: 'rapl/dram-0', boundary: 'dram', powerW: 25 },
  ] as const;
  const sensors = parts.map(({ id, boundary }) => ({ id, source: 'rapl', device: null, boundary, limitW: null }));
  const looks = Array.from({ length: 24_000 }, (_, i) =>
    parts.map(({ id, powerW }): RecordingLine => {
      const look = { kind: 'counter', energyJ: 10 + powerW * 0.005 * i, wrapsAtJ: null } as const;
      return { kind: 'look', sensor: id, atMs: 5 * i, look };
    }),
  );
  const found: RecordingLine = { kind: 'sensors', schema: 'moebench.sensors/1', sensors, refusals: [] };
  writeFileSync(path, [found, ...looks.flat()].map(lineText).join(''));
  return path;
}

/** A minute of one board: by a counter at 500 W, and by power that another tool tells, 2 % more. */
function boardRecording(): string {
  const path = join(folder, 'board.jsonl');
  const device = { vendor: 'nvidia', index: 0, name: 'NVIDIA H800', uuid: null };
  const sensors = ['nvml', 'nvidia-smi'].map(source => {
    return { id: `${source}/0`, source, device, boundary: 'board', limitW: 700 } as const;
  });
  const looks = Array.from({ length: 6000 }, (_, i): RecordingLine[] => [
    { kind: 'look', sensor: 'nvml/0', atMs: 10 * i, look: { kind: 'counter', energyJ: 10 + 5 * i, wrapsAtJ: null } },
    { kind: 'look', sensor: 'nvidia-smi/0', atMs: 10 * i, look: { kind: 'power', powerW: 509 + (i % 101) / 50 } },
  ]);
  const found: RecordingLine = { kind: 'sensors', schema: 'moebench.sensors/1', sensors, refusals: [] };
  writeFileSync(path, [found, ...looks.flat()].map(lineText).join(''));
  return path;
}

/** Windows tried where the machine leaves the sampler without processor time at an edge. */
const WINDOWS = 5;

/**
 * What the meter reads over a window of this length. The sampler refuses a window whose edge it could not look at, which happens where
 * other programs hold all processors: the next window is taken then. Any other refusal is returned.
 */
async function readWindow(meter: Meter, of: Target, windowMs: number) {
  for (let left = WINDOWS - 1; ; left -= 1) {
    const startMs = monotonicMs();
    await sleep(windowMs);
    const endMs = monotonicMs();
    const readings = await meter.read(of, { startMs, endMs }, startMs);
    const unseen = readings.energy.sensors.some(({ energyJ }) => !energyJ.available && energyJ.code === 'gap');
    if (!unseen || left === 0) return { ...readings, seconds: (endMs - startMs) / 1000 };
  }
}

describe.skipIf(!existsSync(built))('the sampler around a window', () => {
  const script = pathToFileURL(built);

  test('gives idle power before it, and the joules of exactly this window', async () => {
    const meter = await startMeter(new AbortController().signal, { replay: [hostRecording()], script });
    try {
      const { energy, device, seconds } = await readWindow(meter, target('cpu'), 6000);
      expect(energy.energyJ, JSON.stringify(energy.energyJ)).toMatchObject({
        available: true,
        method: 'energy-counter',
        scope: 'package + dram',
      });
      expect(energy.energyJ.available ? energy.energyJ.value / (175 * seconds) : null).toBeCloseTo(1, 1);
      expect(energy.idlePowerW.available ? energy.idlePowerW.value / 175 : null).toBeCloseTo(1, 1);
      expect(spoken(device)).toEqual({ available: false, reason: 'it computes on the host, which has no device' });
      expect(energy.sensors.map(({ sensor }) => sensor)).toEqual(['replay/rapl/package-0', 'replay/rapl/dram-0']);
    } finally {
      meter.stop();
    }
  });

  test.each([
    [false, ['replay/nvml/0']],
    [true, ['replay/nvml/0', 'replay/nvidia-smi/0']],
  ])('asks every source of one board where that is wanted (%s), and pays for its joules once', async (every, asked) => {
    const meter = await startMeter(new AbortController().signal, { replay: [boardRecording()], script, every });
    try {
      const gpu = target('cuda:0', {
        onnx: { provider: 'cuda' },
        device: { vendor: 'nvidia', name: 'NVIDIA H800', index: 0 },
      });
      expect(spoken(meter.samplerShare())).toMatchObject({
        available: false,
        reason: expect.stringMatching(/too short/),
      });
      const { energy, seconds } = await readWindow(meter, gpu, 3000);
      const { energyJ, sensors } = energy;
      expect(energyJ, JSON.stringify(energyJ)).toMatchObject({ available: true });
      expect(energyJ.available ? energyJ.value / (500 * seconds) : null).toBeCloseTo(1, 1);
      expect(sensors.map(({ sensor }) => sensor)).toEqual(asked);
      const found = agreements(sensors).map(({ relation, ratio, holds }) => [relation, ratio.toFixed(1), holds]);
      expect(found).toEqual(every ? [['same', '1.0', true]] : []);
    } finally {
      meter.stop();
    }
  });

  test('that ends early leaves a reason, and the run goes on', async () => {
    const broken = join(folder, 'broken.js');
    writeFileSync(broken, 'process.stderr.write("segmentation fault, as it were"); process.exit(139);');
    const meter = await startMeter(new AbortController().signal, { script: pathToFileURL(broken) });
    const { energy } = await meter.read(target('cpu'), { startMs: 0, endMs: 1000 }, 0);
    meter.stop();
    const reason = 'the sampler ended (exit code 139 segmentation fault, as it were)';
    expect(spoken(energy.energyJ)).toEqual({ available: false, reason });
  });
});
