/** A recording read while it is written: what is new since the last time, by sensor. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { SensorSeries } from '../energy/cell-energy.ts';
import { type Found, parseRecording, type RecordingLine } from './recording.ts';

type Growing = { -readonly [K in keyof SensorSeries]: SensorSeries[K][number][] };

export class RecordingReader {
  /** null: the sampler is still looking for sensors. */
  found: Found | null = null;
  readonly #series = new Map<string, Growing>();
  readonly #file: number;
  readonly #chunk = Buffer.alloc(2 ** 16);
  #unread: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  get series(): ReadonlyMap<string, SensorSeries> {
    return this.#series;
  }

  /** Takes in what was written since. */
  take(): void {
    const parts = [this.#unread];
    for (let size = this.#read(); size > 0; size = this.#read()) parts.push(Buffer.from(this.#chunk.subarray(0, size)));
    const bytes = Buffer.concat(parts);
    const end = bytes.lastIndexOf('\n') + 1;
    this.#unread = bytes.subarray(end);
    for (const line of parseRecording(bytes.toString('utf8', 0, end))) this.#add(line);
  }

  /** Lets go of what was seen before a time. */
  forget(beforeMs: number): void {
    for (const series of this.#series.values()) {
      series.looks = series.looks.filter(({ atMs }) => atMs >= beforeMs);
      series.faults = series.faults.filter(({ atMs }) => atMs >= beforeMs);
      series.conditions = series.conditions.filter(({ atMs }) => atMs >= beforeMs);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(): number {
    return readSync(this.#file, this.#chunk, 0, this.#chunk.length, null);
  }

  #add(line: RecordingLine): void {
    if (line.kind === 'sensors') {
      this.found = line;
      for (const { id } of line.sensors) this.#series.set(id, { looks: [], faults: [], conditions: [] });
      return;
    }
    const series = this.#series.get(line.sensor);
    if (series === undefined) throw new Error(`a look at ${line.sensor}, which is not among the sensors`);
    if (line.kind === 'look') series.looks.push(line);
    else if (line.kind === 'fault') series.faults.push(line);
    else series.conditions.push(line);
  }
}
