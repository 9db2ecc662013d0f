import { describe, expect, test } from 'vitest';
import { unavailable } from '../../../results/schema/reading.ts';
import { contextOf, target } from '../../results/small-record.ts';
import { type Changes, remeasured } from '../../results/whole-record.ts';
import { compared, FLAT, recordOf } from './sides.ts';

describe('what changed between two runs', () => {
  const plain = contextOf({ rounds: FLAT.length });
  const board = { vendor: 'nvidia', name: 'NVIDIA H20', driver: '550.1', memoryBytes: unavailable('not-asked') };
  const changesOf = (context: Changes['context'], other: Changes['context'] = {}) =>
    compared([recordOf(FLAT, { context: context ?? {} })], [recordOf(FLAT, { context: other ?? {} })]).changed;

  test('is named: driver, kernel, version, suite, policy', () => {
    const { machine, program, suite } = plain;
    const before = { machine: { ...machine, accelerators: [board] } };
    const after = {
      machine: { ...machine, kernel: '6.8', accelerators: [{ ...board, driver: '560.2' }] },
      program: { ...program, version: '0.2.0', runtimes: { 'onnxruntime-node': '1.31.0' } },
      suite: { ...suite, name: 'other' },
      disturbed: 'retry' as const,
    };
    expect(changesOf(before, after)).toEqual([
      { what: 'machine.kernel', a: '6.1', b: '6.8' },
      { what: 'board.0.driver', a: '550.1', b: '560.2' },
      { what: 'program.version', a: '0.1.0', b: '0.2.0' },
      { what: 'suite.name', a: 'small', b: 'other' },
      { what: 'disturbed', a: 'warn', b: 'retry' },
      { what: 'runtimes.onnxruntime-node', a: null, b: '1.31.0' },
    ]);
  });

  test('a machine of another name, and a board of the same kind', () => {
    const swapped = (uuid: string) => ({
      targets: [target('cpu', { device: { vendor: null, name: 'a board', index: 0, uuid } })],
    });
    const other = { ...swapped('GPU-2'), machine: { ...plain.machine, id: 'lab-2', hostname: 'lab-2' } };
    expect(changesOf(swapped('GPU-1'), other)).toEqual([
      { what: 'machine.id', a: 'lab-1', b: 'lab-2' },
      { what: 'target.board', a: 'GPU-1', b: 'GPU-2' },
    ]);
  });

  test('the clock and the power limit of a work, in the timed windows', () => {
    const at = (clock: number, limit: number) =>
      recordOf(FLAT, {
        lines: line => [
          line.kind === 'cell'
            ? remeasured(line, found => ({
                ...found,
                conditions: {
                  available: true,
                  looks: 3,
                  clocksMHz: { sm: { min: clock, mean: clock, max: clock } },
                  temperatureC: null,
                  powerLimitW: limit,
                  throttled: {},
                  processes: 1,
                },
              }))
            : line,
        ],
      });
    expect(compared([at(1980, 700)], [at(1500, 500)]).works[0]?.changed).toEqual([
      { what: 'power-limit-W', a: '700', b: '500' },
      { what: 'clock-MHz', a: '1980', b: '1500' },
    ]);
    // Within 1 % clocks are alike.
    expect(compared([at(1980, 700)], [at(1975, 700)]).works[0]?.changed).toEqual([]);
  });
});
