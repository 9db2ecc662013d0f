/** A recording played back as sensors: each reading returns at its time after the start. */
import { readFileSync } from 'node:fs';
import { type Conditions, type Look, type Sensor, SensorFault, type SensorSource } from '../vendors/sensing/sensor.ts';
import { parseRecording, type RecordingLine, type SensorInfo } from './recording.ts';

type Of<K extends RecordingLine['kind']> = Extract<RecordingLine, { kind: K }>;

const SOURCE = 'replay';

/** How long the last line of a recording is valid. */
const LINGER_MS = 1000;

/** The sensors of a sampler's file, as a source. `nowMs`: the clock by which it is played. */
export function replay(text: string, nowMs: () => number): SensorSource {
  const lines = parseRecording(text);
  const refusals = lines.flatMap(line => (line.kind === 'sensors' ? line.refusals : []));
  const infos = lines.flatMap(line => (line.kind === 'sensors' ? line.sensors : []));
  return {
    id: SOURCE,
    find: async () => {
      const startMs = nowMs();
      return { sensors: infos.map(info => played(info, lines, () => nowMs() - startMs)), refusals };
    },
  };
}

/** The recordings of these files, as sources. */
export function replayFiles(paths: readonly string[], nowMs: () => number): readonly SensorSource[] {
  return paths.map(path => replay(readFileSync(path, 'utf8'), nowMs));
}

function played(info: SensorInfo, lines: readonly RecordingLine[], elapsedMs: () => number): Sensor {
  const looks = lines.filter(
    (line): line is Of<'look'> | Of<'fault'> =>
      (line.kind === 'look' || line.kind === 'fault') && line.sensor === info.id,
  );
  const conditions = lines.filter(
    (line): line is Of<'conditions'> => line.kind === 'conditions' && line.sensor === info.id,
  );
  // Of what it was: of two that read the same, one is believed, as it was then.
  const sensor = { ...info, id: `${SOURCE}/${info.id}`, source: `${SOURCE}/${info.source}` };
  const firstMs = Math.min(...[...looks.slice(0, 1), ...conditions.slice(0, 1)].map(({ atMs }) => atMs));
  const look = async (): Promise<Look> => {
    const line = latest(looks, firstMs + elapsedMs());
    if (line.kind === 'fault') throw new SensorFault(line.code, line.message, 'it was so when this was recorded');
    return line.look;
  };
  if (conditions.length === 0) return { ...sensor, look };
  return {
    ...sensor,
    look,
    conditions: async (): Promise<Conditions> => latest(conditions, firstMs + elapsedMs()).conditions,
  };
}

/** The last line at or before a time; a recording that is over has no more readings, rather than its last for ever. */
function latest<T extends { readonly atMs: number }>(lines: readonly T[], atMs: number): T {
  let [from, to] = [0, lines.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((lines[middle]?.atMs ?? atMs) <= atMs) from = middle;
    else to = middle;
  }
  const [line, last] = [lines[from], lines.at(-1)];
  if (line === undefined || last === undefined || atMs > last.atMs + LINGER_MS) {
    throw new SensorFault('absent', 'the recording is over', 'play a longer one');
  }
  return line;
}
