/** What the driver told of a target's own board over a window, and what of it is memory. Pure. */
import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import { type Absence, absenceOf, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { Conditions } from '../vendors/sensing/sensor.ts';
import { reasonWithout, type Seen } from './cell-energy.ts';
import type { Window } from './series.ts';
import { isOf, noBoardOf } from './target-board.ts';

/** Every look at the board in the window; `source`: who told. */
export type DeviceLooks =
  | { readonly available: true; readonly source: string; readonly looks: readonly Conditions[] }
  | Absence;

export function deviceLooks(seen: Seen, target: Target, { startMs, endMs }: Window): DeviceLooks {
  if (isOnHost(target)) return unavailable('on-the-host');
  const unknown = noBoardOf(target);
  if (unknown !== null) return absenceOf(unknown);
  const own = seen.found.sensors.filter(info => isOf(info, target));
  if (own.length === 0) return absenceOf(reasonWithout(seen, target));
  const told = own.map(({ id, source }) => ({ source, all: seen.series.get(id)?.conditions ?? [] }));
  const [first] = told.filter(({ all }) => all.length > 0);
  if (first === undefined) return unavailable('sensor-without-conditions');
  const looks = first.all.filter(({ atMs }) => atMs >= startMs && atMs <= endMs).map(({ conditions }) => conditions);
  if (looks.length > 0) return { available: true, source: first.source, looks };
  const seconds = Number(((endMs - startMs) / 1000).toPrecision(2));
  return unavailable('window-without-look', { seconds });
}

/**
 * The most device memory that was held at any look: by the processes `pids` where the driver counts by process, else by all on
 * the board, the driver included. What was held only between two looks, a second apart, is not seen.
 */
export function peakDeviceMemory(told: DeviceLooks, pids: readonly number[]): Reading {
  if (!told.available) return told;
  const { source, looks } = told;
  const own = looks.flatMap(({ processes }) => ownBytes(processes ?? [], pids));
  if (own.length > 0) return peakOf(own, source, 'process, timed window');
  const all = looks.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  if (all.length > 0) return peakOf(all, source, 'board, all processes and the driver, timed window');
  return unavailable('memory-not-told', { source });
}

/** What of a board these processes hold together; nothing where none of them is on it, or one does not tell. */
function ownBytes(
  processes: readonly { readonly pid: number; readonly memoryBytes: number | null }[],
  pids: readonly number[],
): readonly number[] {
  const own = processes.filter(({ pid }) => pids.includes(pid));
  const bytes = own.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  return own.length === 0 || bytes.length < own.length ? [] : [bytes.reduce((sum, each) => sum + each, 0)];
}

/** A process with no memory on the device, or a board without any, was not counted. */
function peakOf(bytes: readonly number[], source: string, scope: string): Reading {
  const most = Math.max(...bytes);
  return most > 0
    ? read(most, `${source}, sampled`, scope)
    : unavailable('absurd', { detail: `${source} says ${most} bytes` });
}
