/** The sensors around a run: a sampler process, idle power before the run, and the energy of each window. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from '../../results/record.ts';
import type { CellEnergy } from '../../results/schema/energy.ts';
import { type Reading, unavailable } from '../../results/schema/reading.ts';
import { FIND_MS, SAMPLER, SamplerChild } from '../sampler/child.ts';
import { RecordingReader } from '../sampler/recording-reader.ts';
import { samplerShare } from '../sampler/share.ts';
import { cellEnergy, type Seen, type SensorSeries } from './cell-energy.ts';
import { type DeviceLooks, deviceLooks } from './device-looks.ts';
import { type Energy, energyOver } from './energy.ts';
import type { Window } from './series.ts';

/** The energy of a window on a target, and the conditions of its board. */
export type SensorReadings = { readonly energy: CellEnergy; readonly device: DeviceLooks };

/** Reads the sensors over a window. `sinceMs`: older looks are dropped. Tests put a fake in. */
export type ReadSensors = (target: Target, window: Window, sinceMs: number) => Promise<SensorReadings>;

export type Meter = {
  readonly read: ReadSensors;
  /** The share of one core that the sampler and its tools took since idle power was read. */
  readonly samplerShare: () => Reading;
  readonly stop: () => void;
};

/** Idle power is measured over this time, or longer for a slow sensor. */
const IDLE_MS = 3000;
const LONGEST_IDLE_MS = 30_000;
/** Share of the idle window left off at each edge: the sampler is still warming up, and an edge needs looks beyond it. */
const IDLE_EDGE = 0.15;
/** How long the look after a window's end is waited for. */
const EDGE_MS = 2000;
/** Time before a cell whose looks show a sensor's period. */
const CONTEXT_MS = 30_000;
const POLL_MS = 50;

export type MeterOptions = {
  /** Recordings to play in place of their sources. */
  readonly replay?: readonly string[];
  readonly script?: URL;
  /** Also sources of a reading that another source gives. */
  readonly every?: boolean;
};

/** Starts a sampler, and reads idle power where there is a sensor. */
export async function startMeter(
  interrupt: AbortSignal,
  { replay = [], script = SAMPLER, every = false }: MeterOptions = {},
): Promise<Meter> {
  const sampler = new SamplerChild(replay, script, every);
  const reader = new RecordingReader(sampler.path);
  const stop = () => {
    reader.close();
    sampler.stop();
  };
  const isOver = () => sampler.ended !== null || interrupt.aborted;
  try {
    await until(() => {
      reader.take();
      return reader.found !== null || isOver();
    }, FIND_MS);
    const idle = await readIdle(reader, isOver);
    const share = samplerShare(sampler.pid, () => performance.now());
    return {
      read: readWindows(reader, sampler, idle),
      samplerShare: () => (reader.series.size === 0 ? unavailable('no-sensor') : share()),
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The idle power of each sensor; the slowest sensor decides how long measuring takes. */
async function readIdle(reader: RecordingReader, isOver: () => boolean): Promise<Seen['idle']> {
  let idle: Seen['idle'] = new Map();
  if (reader.series.size === 0) return idle;
  const startMs = performance.now();
  await until(() => {
    reader.take();
    if (performance.now() - startMs >= IDLE_MS) idle = idlePowers(reader);
    return isOver() || (idle.size > 0 && ![...idle.values()].some(mayCome));
  }, LONGEST_IDLE_MS);
  return idle;
}

function readWindows(reader: RecordingReader, sampler: SamplerChild, idle: Seen['idle']): ReadSensors {
  return async (target, window, sinceMs) => {
    reader.take();
    reader.forget(sinceMs - CONTEXT_MS);
    const read = (): SensorReadings => {
      reader.take();
      const found = reader.found ?? { sensors: [], refusals: [] };
      // Without a sensor it has nothing to do, and ends.
      const stopped = reader.found?.sensors.length === 0 ? null : sampler.ended;
      const seen = { found, series: reader.series, idle, stopped };
      return { energy: cellEnergy(seen, target, window), device: deviceLooks(seen, target, window) };
    };
    let readings = read();
    await until(() => {
      const { sensors } = readings.energy;
      if (sensors.every(({ energyJ }) => energyJ.available || energyJ.code !== 'gap')) return true;
      readings = read();
      return sampler.ended !== null;
    }, EDGE_MS);
    return readings;
  };
}

/** The mean power of each sensor since the sampler started, without the edges. */
function idlePowers(reader: RecordingReader): Seen['idle'] {
  return new Map(
    (reader.found?.sensors ?? []).map(({ id, limitW }) => {
      const series = reader.series.get(id) ?? { looks: [], faults: [] };
      return [id, energyOver({ ...series, limitW }, middleOf(series.looks))];
    }),
  );
}

function middleOf(looks: SensorSeries['looks']): Window {
  const [firstMs, lastMs] = [looks[0]?.atMs ?? 0, looks.at(-1)?.atMs ?? 0];
  const edgeMs = IDLE_EDGE * (lastMs - firstMs);
  return { startMs: firstMs + edgeMs, endMs: lastMs - edgeMs };
}

/** Whether waiting may help. */
function mayCome(energy: Energy): boolean {
  return energy.status === 'refused' && (energy.code === 'too-short' || energy.code === 'gap');
}

async function until(holds: () => boolean, timeoutMs: number): Promise<void> {
  const startMs = performance.now();
  while (!holds() && performance.now() - startMs < timeoutMs) await sleep(POLL_MS);
}
