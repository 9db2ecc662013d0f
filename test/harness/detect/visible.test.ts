import { describe, expect, test } from 'vitest';
import { visibleBoards } from '../../../harness/detect/visible.ts';
import type { Device } from '../../../harness/vendors/device.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';

const board = (index: number, uuid: string, partitioned = false): Device => ({
  vendor: 'nvidia',
  name: 'NVIDIA H800',
  index,
  card: null,
  uuid,
  driver: null,
  memoryBytes: unavailable('not-asked'),
  partitioned,
});
const BOARDS = [board(0, 'GPU-aa11'), board(1, 'GPU-aa22'), board(2, 'GPU-bb33')];

describe('the boards that CUDA shows a program', () => {
  // NVIDIA's programming guide, CUDA environment variables.
  test.each<[string | undefined, readonly number[]]>([
    [undefined, [0, 1, 2]],
    ['1', [1]],
    ['2,0', [2, 0]],
    [' 2 , 1', [2, 1]],
    ['GPU-bb33,GPU-aa11', [2, 0]],
    ['GPU-bb', [2]],
    // The beginning of two UUIDs names neither.
    ['GPU-aa', []],
    // What follows an entry that is none is not seen, and what came before it is.
    ['0,9,1', [0]],
    ['1,-1,2', [1]],
    ['0,0,1', [0]],
    ['', []],
    ['NoDevFiles', []],
    // Slices and whole cards are not seen together.
    ['0,MIG-5c89', [0]],
  ])('of the list %j are %j', (list, indexes) => {
    const seen = visibleBoards(list, BOARDS);
    expect(seen.map(({ device }) => device.index)).toEqual(indexes);
    expect(seen.every(({ boardUnknown }) => boardUnknown === null)).toBe(true);
  });

  test('of a MIG slice are one, whose card is not known', () => {
    const cut = [board(0, 'GPU-aa11'), board(1, 'GPU-aa22', true)];
    expect(spoken(visibleBoards('MIG-5c89,MIG-77f0', cut))).toMatchObject([
      { device: { index: 1, partitioned: true }, boardUnknown: expect.stringContaining('MIG-5c89') },
    ]);
    expect(visibleBoards('MIG-5c89', [])).toEqual([]);
  });
});
