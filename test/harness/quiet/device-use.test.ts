import { describe, expect, test } from 'vitest';
import type { DeviceLooks } from '../../../harness/energy/device-looks.ts';
import { otherProcesses } from '../../../harness/quiet/device-use.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';
import { UNTOLD } from '../energy/untold.ts';

const looks = (...lists: readonly (readonly number[] | null)[]): DeviceLooks => ({
  available: true,
  source: 'nvml',
  looks: lists.map(pids => ({
    ...UNTOLD,
    processes: pids === null ? null : pids.map(pid => ({ pid, memoryBytes: null })),
  })),
});
const WORKER = 700;
const onHost = { pids: [WORKER], workers: 1, sharesPids: true };
const inContainer = { pids: [47], workers: 1, sharesPids: false };
const count = (value: number) => ({ available: true, value, method: 'nvml', scope: 'board' });

describe('others on a board', () => {
  test('are those that are listed and are not our worker, by the look with the most of them', () => {
    const told = looks([WORKER], [WORKER, 9001, 30], [WORKER, 30], null);
    expect(otherProcesses(told, onHost)).toEqual({ count: count(2), pids: [30, 9001] });
  });

  test('are none where the worker is alone, or where nobody is listed', () => {
    expect(otherProcesses(looks([WORKER], [WORKER]), onHost)).toEqual({ count: count(0), pids: [] });
    expect(otherProcesses(looks([], []), onHost).count).toEqual(count(0));
  });

  test('are all who are listed where ours is not: one that computes through Vulkan is on another list', () => {
    expect(otherProcesses(looks([9001]), onHost)).toEqual({ count: count(1), pids: [9001] });
  });

  test('are one less than are listed in a container, which knows our worker by another number', () => {
    expect(otherProcesses(looks([88_123]), inContainer)).toEqual({ count: count(0), pids: [] });
    expect(otherProcesses(looks([88_123], [88_123, 90_000]), inContainer)).toEqual({ count: count(1), pids: [] });
    const two = { ...inContainer, pids: [47, 48], workers: 2 };
    expect(otherProcesses(looks([88_123, 90_000]), two).count).toEqual(count(0));
  });

  test('are known in a container whose driver lists our worker by our number', () => {
    expect(otherProcesses(looks([47, 52]), inContainer)).toEqual({ count: count(1), pids: [52] });
  });

  test('are not known, rather than none, where a container is shown nobody, not even our worker', () => {
    expect(spoken(otherProcesses(looks([], []), inContainer))).toMatchObject({
      count: { available: false, reason: expect.stringMatching(/^permission: nvml lists no process.*--pid=host$/) },
    });
    // Before a run there is none of ours that could be missed.
    expect(otherProcesses(looks([]), { ...inContainer, pids: [], workers: 0 }).count).toEqual(count(0));
  });

  test('are not known where the driver lists no processes, or the board is not known', () => {
    expect(otherProcesses(looks(null), onHost).count).toEqual({
      available: false,
      code: 'processes-not-listed',
      values: { source: 'nvml' },
    });
    const none = unavailable('boards-alike', { boards: 2, adapter: 'x' });
    expect(otherProcesses(none, onHost)).toEqual({ count: none, pids: [] });
  });
});
