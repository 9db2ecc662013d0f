/** Who else computes on a board. Pure. */
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { DeviceLooks } from '../energy/device-looks.ts';

/**
 * What of ours computes there. `sharesPids`: our processes have the numbers that the driver knows them by, which those in a
 * container have not. `workers`: how many of ours run at once.
 */
export type OwnProcesses = {
  readonly pids: readonly number[];
  readonly workers: number;
  readonly sharesPids: boolean;
};

export type OtherProcesses = {
  /** The most at one look. */
  readonly count: Reading;
  /** Those that are known to be others, by number. */
  readonly pids: readonly number[];
};

/**
 * Whoever is listed and is none of ours. Where ours are listed under numbers that we do not know, each look holds up to
 * `workers` of ours; and where none is listed at all, the driver hides them from us.
 */
export function otherProcesses(told: DeviceLooks, own: OwnProcesses): OtherProcesses {
  if (!told.available) return { count: told, pids: [] };
  const { source } = told;
  const lists = told.looks.flatMap(({ processes }) =>
    processes === null ? [] : [[...new Set(processes.map(({ pid }) => pid))]],
  );
  if (lists.length === 0) return { count: unavailable('processes-not-listed', { source }), pids: [] };
  const known = own.sharesPids || lists.some(pids => pids.some(pid => own.pids.includes(pid)));
  const others = lists.map(pids => pids.filter(pid => !own.pids.includes(pid)));
  if (known) return counted(Math.max(...others.map(({ length }) => length)), source, [...new Set(others.flat())]);
  if (own.workers > 0 && lists.every(({ length }) => length === 0)) {
    return { count: unavailable('processes-hidden', { source }), pids: [] };
  }
  return counted(Math.max(...lists.map(({ length }) => Math.max(0, length - own.workers))), source, []);
}

function counted(most: number, source: string, pids: readonly number[]): OtherProcesses {
  return { count: read(most, source, 'board'), pids: pids.toSorted((a, b) => a - b) };
}
