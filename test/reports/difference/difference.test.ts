import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../reports/difference/difference.ts';
import type { Difference } from '../../../reports/difference/schema.ts';
import type { RunRecord, Target } from '../../../results/record.ts';
import { layerA, layerB, target } from '../../results/small-record.ts';
import { compared, FLAT, metricOf, recordOf, SLOWER, sideOf } from './sides.ts';

describe('two runs of the same work', () => {
  test('a step that takes 5 % longer is slower, with the ratio of the means', () => {
    const difference = compared([recordOf(FLAT)], [recordOf(SLOWER)]);
    const step = metricOf(difference);
    expect(step.verdict).toBe('more');
    expect(step.ratio).toMatchObject({ available: true, kind: 'confidence-95', rounds: 6 });
    if (!step.ratio.available) throw new Error('no ratio');
    expect(step.ratio.point).toBeCloseTo(1.05, 9);
    expect(step.a).toMatchObject({ available: true });
    expect(difference.counts).toEqual({ less: 0, more: 1, 'not-separable': 0, 'no-interval': 0, withheld: 0 });
    expect(difference).toMatchObject({ pairing: 'runs', turns: null, changed: [] });
  });

  test('the other way round it is faster; of equal runs it is not separable', () => {
    expect(metricOf(compared([recordOf(SLOWER)], [recordOf(FLAT)])).verdict).toBe('less');
    expect(metricOf(compared([recordOf(FLAT)], [recordOf(FLAT)])).verdict).toBe('not-separable');
  });

  test('of fewer than 5 rounds on a side there is a range and no verdict', () => {
    const step = metricOf(compared([recordOf([10, 10])], [recordOf([20, 21, 22, 20, 21])]));
    expect(step).toMatchObject({ verdict: 'no-interval', ratio: { kind: 'range', low: 2, high: 2.2 } });
  });

  test('no work in both is no difference', () => {
    const [a, b] = [layerA, layerB].map(item => recordOf(FLAT, { parts: { cases: [item] } }));
    expect(
      differenceOf(sideOf('a', a === undefined ? [] : [a]), sideOf('b', b === undefined ? [] : [b]), 'runs'),
    ).toBeNull();
  });

  test('a work of one run alone is listed on its side', () => {
    const both = recordOf(FLAT, { parts: { cases: [layerA, layerB] } });
    const difference = compared([both], [recordOf(FLAT)]);
    expect(difference.works.map(work => work.case)).toEqual([layerA.id]);
    expect(difference.onlyInA).toEqual([{ case: layerB.id, target: 'cpu', strategy: 'session' }]);
    expect(difference.onlyInB).toEqual([]);
    expect(compared([recordOf(FLAT)], [both]).onlyInB).toHaveLength(1);
  });
});

describe('turns', () => {
  const turn = (ms: number): RunRecord => recordOf([ms]);

  test('are paired one by one: a drift that both follow leaves the interval narrow', () => {
    const drift = [10, 14, 9, 20, 12, 11];
    const difference = compared(
      drift.map(turn),
      drift.map(ms => turn(ms * 1.03)),
      'turns',
    );
    const { ratio, verdict } = metricOf(difference);
    expect(difference.turns).toBe(6);
    expect(verdict).toBe('more');
    if (!ratio.available) throw new Error('no ratio');
    expect(ratio.low).toBeCloseTo(1.03, 9);
    expect(ratio.high).toBeCloseTo(1.03, 9);
    // As two runs of as many rounds, nothing could be told.
    expect(metricOf(compared([recordOf(drift)], [recordOf(drift.map(ms => ms * 1.03))])).verdict).toBe('not-separable');
  });

  test('every turn is a round of the work', () => {
    const { works } = compared([turn(1), turn(2)], [turn(1), turn(2)], 'turns');
    expect(works[0]?.a).toMatchObject({ rounds: 2, plannedRounds: 2 });
  });
});

describe('which lanes are held against each other', () => {
  const torch = (id: string, strategies: readonly string[], device = 'cpu'): Target => {
    const { onnx: _, ...rest } = target(id);
    const tried = strategies.map(strategy => ({
      strategy,
      dtype: 'float32' as const,
      works: true as const,
      kernel: 'k',
    }));
    return {
      ...rest,
      runner: 'torch',
      strategies: [...strategies],
      process: { command: ['python', 'server.py'], versions: { torch: '2.13.0' }, device, tried },
    };
  };
  const on = (...targets: readonly Target[]) => recordOf(FLAT, { parts: { targets } });
  const lanes = ({ works }: Difference) =>
    works.map(({ a, b }) => [`${a.target} ${a.strategy}`, `${b.target} ${b.strategy}`]);

  test('those of one target and strategy', () => {
    const difference = compared([on(target('cpu'), target('webgpu'))], [on(target('webgpu'), target('cpu'))]);
    expect(lanes(difference).toSorted()).toEqual([
      ['cpu session', 'cpu session'],
      ['webgpu session', 'webgpu session'],
    ]);
  });

  test('those of one target by strategies that differ, which is said', () => {
    const difference = compared([on(torch('torch-cpu', ['eager']))], [on(torch('torch-cpu', ['compile']))]);
    expect(lanes(difference)).toEqual([['torch-cpu eager', 'torch-cpu compile']]);
    expect(difference.works[0]?.changed).toEqual([{ what: 'strategy', a: 'eager', b: 'compile' }]);
  });

  test('those of two targets, where each side has but one', () => {
    const difference = compared([on(target('cpu'))], [on(torch('torch-cpu', ['eager']))]);
    expect(lanes(difference)).toEqual([['cpu session', 'torch-cpu eager']]);
    expect(difference.changed).toContainEqual({ what: 'target.id', a: 'cpu', b: 'torch-cpu' });
    expect(difference.changed).toContainEqual({ what: 'target.version.torch', a: null, b: '2.13.0' });
  });

  test('none of two targets where a side has several: nobody says which is meant', () => {
    const several = on(target('cpu'), target('webgpu'));
    expect(differenceOf(sideOf('a', [several]), sideOf('b', [on(torch('torch-cpu', ['eager']))]), 'runs')).toBeNull();
  });
});
