import { describe, expect, test } from 'vitest';
import { Pace } from '../../../harness/sampler/pace.ts';
import type { RecordingLine } from '../../../harness/sampler/recording.ts';
import { sample, tellConditions } from '../../../harness/sampler/sampling.ts';
import { type Sensor, SensorFault } from '../../../harness/vendors/sensing/sensor.ts';
import { UNTOLD } from '../energy/untold.ts';

/** A sampler's process on a clock that only sleeping and tools move. It ends after a second. */
function playing(untilMs = 1000) {
  const state = { nowMs: 0, cpuMs: 0, tools: 0, lines: [] as RecordingLine[], calls: 0, idle: [] as boolean[] };
  const self = {
    nowMs: () => state.nowMs,
    cpuMs: () => state.cpuMs,
    toolRuns: () => state.tools,
    sleep: async (ms: number, idle: boolean) => {
      // A look that takes no time on this clock has ended before it moves on.
      await new Promise(setImmediate);
      state.nowMs += ms;
      state.idle.push(idle);
    },
    write: (lines: readonly RecordingLine[]) => {
      state.calls += 1;
      state.lines.push(...lines);
    },
    goesOn: () => state.nowMs < untilMs,
  };
  return { state, self };
}

function sensor(id: string, changes: Partial<Sensor> = {}): Sensor {
  const source = id.split('/')[0] ?? '';
  const look = async () => ({ kind: 'power', powerW: 100 }) as const;
  return { id, source, device: null, boundary: 'board', limitW: null, look, ...changes };
}

describe('the sampler', () => {
  test('looks at all sensors of a source at one moment, and writes them at once', async () => {
    const { state, self } = playing(100);
    await sample([sensor('nvml/0'), sensor('nvml/1')], self);
    expect(state.lines.slice(0, 2)).toEqual([
      { kind: 'look', sensor: 'nvml/0', atMs: 0, look: { kind: 'power', powerW: 100 } },
      { kind: 'look', sensor: 'nvml/1', atMs: 0, look: { kind: 'power', powerW: 100 } },
    ]);
    expect(state.lines.length).toBe(2 * state.calls);
  });

  test('writes a fault in the place of a look, and goes on', async () => {
    const { state, self } = playing(100);
    const look = async () => {
      throw new SensorFault('lost', 'GPU_IS_LOST', 'reset it');
    };
    await sample([sensor('nvml/0', { look }), sensor('nvml/1')], self);
    expect(state.lines[0]).toEqual({ kind: 'fault', sensor: 'nvml/0', atMs: 0, code: 'lost', message: 'GPU_IS_LOST' });
    expect(state.lines[1]).toMatchObject({ kind: 'look', sensor: 'nvml/1' });
  });

  test('ends with a bug, which is no fault of a sensor', async () => {
    const look = async () => {
      throw new TypeError('a bug');
    };
    await expect(sample([sensor('nvml/0', { look })], playing().self)).rejects.toThrow('a bug');
  });

  test('that only looks for sensors has each tell its conditions once; one that cannot tells nothing', async () => {
    const { state, self } = playing();
    const told = { ...UNTOLD, temperatureC: 40, throttled: ['sync-boost'] };
    const lost = async () => {
      throw new SensorFault('lost', 'GPU_IS_LOST', 'reset it');
    };
    const all = [sensor('nvml/0', { conditions: lost }), sensor('nvml/1', { conditions: async () => told })];
    await tellConditions([...all, sensor('rapl/package-0')], self);
    expect(state.lines).toEqual([{ kind: 'conditions', sensor: 'nvml/1', atMs: 0, conditions: told }]);
  });

  test('asks for conditions once a second, whatever the looks', async () => {
    const { state, self } = playing(3500);
    const told = {
      clocksMHz: {},
      temperatureC: 60,
      powerLimitW: null,
      throttled: null,
      processes: [{ pid: 7, memoryBytes: 9 }],
      memoryBytes: 10,
    };
    await sample([sensor('nvml/0', { conditions: async () => told })], self);
    const conditions = state.lines.filter(({ kind }) => kind === 'conditions');
    expect(conditions).toHaveLength(4);
    expect(conditions[0]).toMatchObject({ conditions: told });
    expect(state.lines.filter(({ kind }) => kind === 'look').length).toBeGreaterThan(100);
  });

  test('starts a tool once a second at most, and for a twentieth of the time', async () => {
    const looksIn60s = async (tookMs: number) => {
      const { state, self } = playing(60_000);
      const look = async () => {
        state.tools += 1;
        state.nowMs += tookMs;
        return { kind: 'power', powerW: 90 } as const;
      };
      await sample([sensor('npu-smi/0', { look })], self);
      return state.lines.length;
    };
    expect(await looksIn60s(10)).toBeGreaterThan(50);
    expect(await looksIn60s(10)).toBeLessThan(62);
    expect(await looksIn60s(300)).toBeLessThan(11);
  });

  test('does not stop its thread while a tool runs, whose answer could not come through', async () => {
    const { state, self } = playing(1200);
    const answers: (() => void)[] = [];
    let asked = 0;
    const look = async () => {
      state.tools += 1;
      asked += 1;
      if (asked > 1) await new Promise<void>(resolve => answers.push(resolve));
      return { kind: 'power', powerW: 90 } as const;
    };
    await sample([sensor('npu-smi/0', { look }), sensor('nvml/0')], self);
    for (const answer of answers) answer();
    expect(asked).toBe(2);
    expect(state.idle[0]).toBe(true);
    expect(state.idle.at(-1)).toBe(false);
    expect(state.lines.filter(line => line.kind === 'look' && line.sensor === 'nvml/0').length).toBeGreaterThan(10);
  });
});

describe('the pace', () => {
  const delayAt = (costMs: number) => {
    let cpuMs = 500;
    const pace = new Pace(cpuMs);
    for (let i = 0; i < 40; i += 1) {
      cpuMs += costMs;
      pace.looked(() => cpuMs);
    }
    return pace.delayMs;
  };

  test('keeps the sampler at a third of a percent of a core, whatever a look costs', () => {
    expect(delayAt(0.1)).toBeCloseTo(30.3, 1);
    expect(delayAt(0.33)).toBeCloseTo(100, 6);
  });

  test('is 20 ms at the fastest, and a second at the slowest', () => {
    expect(delayAt(0.001)).toBe(20);
    expect(delayAt(50)).toBe(1000);
  });
});
