/** The sampler's loop: look at every sensor, write it down, sleep. */

import { type Conditions, type Sensor, SensorFault } from '../vendors/sensing/sensor.ts';
import { Pace } from './pace.ts';
import type { RecordingLine } from './recording.ts';

/** What a sampler asks of the process it runs in. */
export type SamplerProcess = {
  readonly nowMs: () => number;
  /** Processor time used so far, without that of tools. */
  readonly cpuMs: () => number;
  /** How many tools were started so far. */
  readonly toolRuns: () => number;
  /** `idle`: nothing is under way, the whole process may stop. */
  readonly sleep: (ms: number, idle: boolean) => Promise<void>;
  /** At once: a call to the system costs more than what is written. */
  readonly write: (lines: readonly RecordingLine[]) => void;
  readonly goesOn: () => boolean;
};

/** Clocks and temperature change slowly, and cost more calls than energy. */
const CONDITIONS_EVERY_MS = 1000;
/** A tool is a process: it runs at most a twentieth of the time, and at most once a second. */
const TOOL_REST = 20;
const TOOL_EVERY_MS = 1000;

/** Samples until the process says that it is over. The sensors of a source are read together, since a tool answers for all of them. */
export async function sample(sensors: readonly Sensor[], self: SamplerProcess): Promise<void> {
  const names = [...new Set(sensors.map(({ source }) => source))];
  const sources = names.map(
    name =>
      new SampledSource(
        sensors.filter(({ source }) => source === name),
        self,
      ),
  );
  for (const source of sources) await source.look();
  const pace = new Pace(self.cpuMs());
  while (self.goesOn()) {
    for (const source of sources) {
      if (!source.isDue()) continue;
      // A tool takes its time; the others are looked at meanwhile.
      if (source.runsTools) void source.look();
      else await source.look();
    }
    pace.looked(self.cpuMs);
    await self.sleep(pace.delayMs, !sources.some(({ isBusy }) => isBusy));
  }
}

/** The conditions that each sensor reports, once; a sensor that cannot report now is left out. */
export async function tellConditions(
  sensors: readonly Sensor[],
  { nowMs, write }: Pick<SamplerProcess, 'nowMs' | 'write'>,
): Promise<void> {
  for (const { id, conditions } of sensors) {
    try {
      if (conditions !== undefined) write([conditionsLine(id, nowMs(), await conditions())]);
    } catch (error) {
      if (!(error instanceof SensorFault)) throw error;
    }
  }
}

function conditionsLine(sensor: string, atMs: number, conditions: Conditions): RecordingLine {
  const throttled = conditions.throttled === null ? null : [...conditions.throttled];
  const processes = conditions.processes === null ? null : [...conditions.processes];
  return { kind: 'conditions', sensor, atMs, conditions: { ...conditions, throttled, processes } };
}

class SampledSource {
  runsTools = false;
  isBusy = false;
  readonly #sensors: readonly Sensor[];
  readonly #self: SamplerProcess;
  #dueMs = Number.NEGATIVE_INFINITY;
  #conditionsDueMs = Number.NEGATIVE_INFINITY;

  constructor(sensors: readonly Sensor[], self: SamplerProcess) {
    this.#sensors = sensors;
    this.#self = self;
  }

  isDue(): boolean {
    return !this.isBusy && this.#self.nowMs() >= this.#dueMs;
  }

  async look(): Promise<void> {
    this.isBusy = true;
    const startMs = this.#self.nowMs();
    const toolsBefore = this.#self.toolRuns();
    const withConditions = startMs >= this.#conditionsDueMs;
    if (withConditions) this.#conditionsDueMs = startMs + CONDITIONS_EVERY_MS;
    const lines = await Promise.all(this.#sensors.map(sensor => this.#linesOf(sensor, withConditions)));
    this.#self.write(lines.flat());
    this.runsTools = this.#self.toolRuns() > toolsBefore;
    const endMs = this.#self.nowMs();
    if (this.runsTools) this.#dueMs = endMs + Math.max(TOOL_EVERY_MS, TOOL_REST * (endMs - startMs));
    this.isBusy = false;
  }

  async #linesOf(sensor: Sensor, withConditions: boolean): Promise<readonly RecordingLine[]> {
    const look = this.#asked(
      sensor.id,
      () => sensor.look(),
      (atMs, value) => ({
        kind: 'look',
        sensor: sensor.id,
        atMs,
        look: value,
      }),
    );
    const { conditions } = sensor;
    if (!withConditions || conditions === undefined) return [await look];
    const answer = this.#asked(
      sensor.id,
      () => conditions(),
      (atMs, value) => conditionsLine(sensor.id, atMs, value),
    );
    return [await look, await answer];
  }

  /** A line at the middle of the time that asking took; a fault of the sensor's is a line too, any other error a bug. */
  async #asked<T>(
    sensor: string,
    ask: () => Promise<T>,
    lineOf: (atMs: number, value: T) => RecordingLine,
  ): Promise<RecordingLine> {
    const startMs = this.#self.nowMs();
    const middleMs = () => (startMs + this.#self.nowMs()) / 2;
    try {
      const value = await ask();
      return lineOf(middleMs(), value);
    } catch (error) {
      if (!(error instanceof SensorFault)) throw error;
      return { kind: 'fault', sensor, atMs: middleMs(), code: error.code, message: error.message };
    }
  }
}
