import { describe, expect, test } from 'vitest';
import { formatSpan, overrun, Speeds } from '../../../harness/cells/overrun.ts';
import { plan } from '../../../harness/plan.ts';
import type { Cell, CellLine } from '../../../results/record.ts';
import { note } from '../../../results/schema/note.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { sha256 } from '../../../suites/identity.ts';
import { contextOf, layerA, measurementOf, target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';

const TIMING = { minWindowMs: 0, minSteps: 3, maxSteps: 9, maxWarmupMs: 0, timeoutMs: 120_000 };

describe('a cell that would overrun', () => {
  test('is named with how long it would take, at what speed, and what it may', () => {
    // 5 steps of 5.208 TFLOP at 31 GFLOP/s: 168 s each, 14 min in all.
    expect(spoken(overrun(5.208e12, 31e9, TIMING))).toBe('about 14 min at 31 GFLOP/s measured; the suite allows 2 min');
  });

  test('is judged by the longest a cell may take, where the suite says so', () => {
    // 5 steps of 1 s.
    expect(overrun(1e9, 1e9, TIMING)).toBeUndefined();
    expect(spoken(overrun(1e9, 1e9, { ...TIMING, maxCellMs: 4_000 }))).toBe(
      'about 5 s at 1 GFLOP/s measured; the suite allows 4 s',
    );
    expect(overrun(1e9, 1e9, { ...TIMING, maxCellMs: 5_000 })).toBeUndefined();
  });

  test('is not known before anything was measured', () => {
    expect(overrun(1e18, undefined, TIMING)).toBeUndefined();
  });

  test.each([
    [200, '1 s'],
    [89_000, '89 s'],
    [120_000, '2 min'],
    [5_400_000, '2 h'],
  ])('%i ms are told as %s', (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});

describe('the speed of a target', () => {
  const [here, there] = [target('cpu'), target('webgpu')];
  const { cases } = contextOf({ cases: [layerA] });
  const cellsOf = (id: string): readonly Cell[] => plan([id === 'cpu' ? here : there], [layerA], 2).slice(1);
  const took = (ms: number): CellLine['outcome'] => ({
    status: 'measured',
    measurement: { ...measurementOf(), stepMs: roundStatistics([ms]), samplesSha256: sha256('') },
  });

  test('is the greatest that was measured on it', () => {
    const speeds = new Speeds(cases);
    const [first, second] = cellsOf('cpu');
    const [elsewhere] = cellsOf('webgpu');
    if (first === undefined || second === undefined || elsewhere === undefined) throw new RangeError('two rounds');
    expect(speeds.of(first)).toBeUndefined();
    speeds.note(first, took(4));
    speeds.note(second, took(8));
    expect(speeds.of(second)).toBe((layerA.flopsPerStep * 1000) / 4);
    expect(speeds.of(elsewhere)).toBeUndefined();
  });

  test('is not moved by what was skipped or failed', () => {
    const speeds = new Speeds(cases);
    const [first] = cellsOf('cpu');
    if (first === undefined) throw new RangeError('two rounds');
    speeds.note(first, { status: 'skipped', reason: note('proof-failed') });
    expect(speeds.of(first)).toBeUndefined();
  });
});
