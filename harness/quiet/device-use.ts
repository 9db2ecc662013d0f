/** Other processes that compute on a board. Pure. */
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { DeviceLooks } from '../energy/device-looks.ts';

/**
 * Our processes there. `sharesPids`: the driver knows them by the numbers that we know, which is not so in a container. `workers`: how
 * many of them run at once.
 */
export type OwnProcesses = {
  readonly pids: readonly number[];
  readonly workers: number;
  readonly sharesPids: boolean;
};

export type OtherProcesses = {
  /** The most at one look. */
  readonly count: Reading;
  /** Process numbers known to be others'. */
  readonly pids: readonly number[];
};

/**
 * The processes listed that are not ours. Where ours are listed under numbers that we do not know, up to `workers` of each look are
 * ours. Where no process is listed although ours run, the driver hides them.
 */
export function otherProcesses(device: DeviceLooks, ours: OwnProcesses): OtherProcesses {
  if (!device.available) return { count: device, pids: [] };
  const { source } = device;
  const lists = device.looks.flatMap(({ processes }) =>
    processes === null ? [] : [[...new Set(processes.map(({ pid }) => pid))]],
  );
  if (lists.length === 0) return { count: unavailable('processes-not-listed', { source }), pids: [] };
  const known = ours.sharesPids || lists.some(pids => pids.some(pid => ours.pids.includes(pid)));
  const others = lists.map(pids => pids.filter(pid => !ours.pids.includes(pid)));
  if (known) return counted(Math.max(...others.map(({ length }) => length)), source, [...new Set(others.flat())]);
  if (ours.workers > 0 && lists.every(({ length }) => length === 0)) {
    return { count: unavailable('processes-hidden', { source }), pids: [] };
  }
  return counted(Math.max(...lists.map(({ length }) => Math.max(0, length - ours.workers))), source, []);
}

function counted(most: number, source: string, pids: readonly number[]): OtherProcesses {
  return { count: read(most, source, 'board'), pids: pids.toSorted((a, b) => a - b) };
}
