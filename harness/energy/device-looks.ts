/** What the driver reports of a target's board over a window, and the memory used on it. Pure. */
import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import { type Absence, absenceOf, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { Conditions } from '../vendors/sensing/sensor.ts';
import { reasonWithout, type Seen } from './cell-energy.ts';
import type { Window } from './series.ts';
import { isOf, noBoardOf } from './target-board.ts';

/** Every look at the board in the window; `source`: the sensor source that gave it. */
export type DeviceLooks =
  | { readonly available: true; readonly source: string; readonly looks: readonly Conditions[] }
  | Absence;

export function deviceLooks(seen: Seen, target: Target, { startMs, endMs }: Window): DeviceLooks {
  if (isOnHost(target)) return unavailable('on-the-host');
  const unknown = noBoardOf(target);
  if (unknown !== null) return absenceOf(unknown);
  const sensors = seen.found.sensors.filter(info => isOf(info, target));
  if (sensors.length === 0) return absenceOf(reasonWithout(seen, target));
  const sources = sensors.map(({ id, source }) => ({ source, all: seen.series.get(id)?.conditions ?? [] }));
  const [first] = sources.filter(({ all }) => all.length > 0);
  if (first === undefined) return unavailable('sensor-without-conditions');
  const looks = first.all.filter(({ atMs }) => atMs >= startMs && atMs <= endMs).map(({ conditions }) => conditions);
  if (looks.length > 0) return { available: true, source: first.source, looks };
  const seconds = Number(((endMs - startMs) / 1000).toPrecision(2));
  return unavailable('window-without-look', { seconds });
}

/**
 * The peak of device memory over all looks: of the processes `pids` where the driver counts by process, else of all on the board,
 * the driver included. A peak between two looks, a second apart, is missed.
 */
export function peakDeviceMemory(device: DeviceLooks, pids: readonly number[]): Reading {
  if (!device.available) return device;
  const { source, looks } = device;
  const bytes = looks.flatMap(({ processes }) => ownBytes(processes ?? [], pids));
  if (bytes.length > 0) return peakOf(bytes, source, 'process, timed window');
  const all = looks.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  if (all.length > 0) return peakOf(all, source, 'board, all processes and the driver, timed window');
  return unavailable('memory-not-told', { source });
}

/** The memory that these processes use on a board together; empty where none of them is on it, or one is not reported. */
function ownBytes(
  processes: readonly { readonly pid: number; readonly memoryBytes: number | null }[],
  pids: readonly number[],
): readonly number[] {
  const ours = processes.filter(({ pid }) => pids.includes(pid));
  const bytes = ours.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  return ours.length === 0 || bytes.length < ours.length
    ? []
    : [bytes.reduce((sum, processBytes) => sum + processBytes, 0)];
}

/** A driver that reports no memory at all has not counted it. */
function peakOf(bytes: readonly number[], source: string, scope: string): Reading {
  const most = Math.max(...bytes);
  return most > 0
    ? read(most, `${source}, sampled`, scope)
    : unavailable('absurd', { detail: `${source} says ${most} bytes` });
}
