/** A timed cell from its job to its line: what was measured, what its window cost, and whether others disturbed it. */
import { driftOf } from '../../results/drift.ts';
import type { Cell, CellLine, Target } from '../../results/record.ts';
import type { Drift, Fault, Measurement } from '../../results/schema/outcome.ts';
import type { CellQuiet } from '../../results/schema/quiet.ts';
import type { RunWriter } from '../../results/store.ts';
import { peakDeviceMemory } from '../energy/device-looks.ts';
import type { ReadSensors, SensorReadings } from '../energy/meter.ts';
import { cellQuiet } from '../quiet/cell-quiet.ts';
import { otherProcesses } from '../quiet/device-use.ts';
import type { HostLook, LookAtHost } from '../quiet/host-look.ts';
import type { Result } from '../runners/job.ts';

/** Length of the parts in which a sustained cell's step times are kept. */
const DRIFT_PART_MS = 60_000;

/** What reads the sensors and the host around a timed cell, and where its samples go. */
export type Instruments = {
  readonly writer: Pick<RunWriter, 'appendSamples'>;
  readonly readSensors: ReadSensors;
  readonly lookAtHost: LookAtHost;
};

/** `sinceMs`: when it began, by the clock of the sensors. `atOnce`: how many cells are timed at the same time, this one included. */
export type Timed = {
  readonly cell: Cell;
  readonly target: Target;
  readonly sinceMs: number;
  readonly atOnce: number;
};

/** Runs the job of a cell between two looks at the host. */
export async function timeCell(
  { cell, target, sinceMs, atOnce }: Timed,
  execute: () => Promise<Result>,
  { writer, readSensors, lookAtHost }: Instruments,
): Promise<CellLine['outcome']> {
  const before = await lookAtHost();
  const result = await execute();
  const after = await lookAtHost();
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault };
  if (result.kind !== 'measurement') return { status: 'fault', fault: wrongResult(result) };
  const { samplesMs, pids } = result;
  const samplesSha256 = writer.appendSamples(cell.id, samplesMs);
  const drift = cell.kind === 'sustained' ? { drift: driftIn(samplesMs, result.measurement.clock) } : {};
  const readings = await readSensors(target, result.measurement.window, sinceMs);
  const peakDeviceBytes = deviceMemory(result.measurement, readings, pids);
  const measurement = { ...result.measurement, ...readings.energy, peakDeviceBytes, ...drift, samplesSha256 };
  return { status: 'measured', measurement, quiet: quietOf(target, before, after, readings, pids, atOnce) };
}

/** A part has as many samples as their steps fill it with. */
function driftIn(samplesMs: readonly number[], { stepsPerSample }: Measurement['clock']): Drift {
  return { ...driftOf(samplesMs, DRIFT_PART_MS / stepsPerSample), everyMs: DRIFT_PART_MS };
}

/** What a runner knows of its own memory is believed before what the driver says of it from outside. */
function deviceMemory(
  { peakDeviceBytes }: Pick<Measurement, 'peakDeviceBytes'>,
  { device }: SensorReadings,
  pids: readonly number[],
) {
  return peakDeviceBytes.available ? peakDeviceBytes : peakDeviceMemory(device, pids);
}

function quietOf(
  target: Target,
  before: HostLook,
  after: HostLook,
  { device }: SensorReadings,
  pids: readonly number[],
  atOnce: number,
): CellQuiet {
  const ourProcesses = { pids, workers: atOnce, sharesPids: after.sharesPids };
  return cellQuiet({ target, before, after, others: otherProcesses(device, ourProcesses) });
}

/** The fault of a worker that answered another question. */
export function wrongResult(result: Result): Fault {
  return { code: 'internal', message: `the worker answered with a ${result.kind}`, detail: '' };
}
