import { describe, expect, test } from 'vitest';
import { differenceOf, type Pairing } from '../../../reports/difference/difference.ts';
import type { ComparedWork, Difference } from '../../../reports/difference/schema.ts';
import type { Metric } from '../../../reports/regressions/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord, Target } from '../../../results/record.ts';
import { note } from '../../../results/schema/note.ts';
import type { CellQuiet } from '../../../results/schema/quiet.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { violations as schemaViolations } from '../../harness/commands/published.ts';
import { proofOf } from '../../results/made-proof.ts';
import { contextOf, layer, layerA, layerB, printOf, target } from '../../results/small-record.ts';
import { type Changes, type Line, remeasured } from '../../results/whole-record.ts';
import { recordOf, sideOf } from './sides.ts';

const FLAT = [10, 10.01, 9.99, 10.01, 9.99, 10];
const SLOWER = FLAT.map(ms => 1.05 * ms);

function compared(a: readonly RunRecord[], b: readonly RunRecord[], pairing: Pairing = 'runs'): Difference {
  const difference = differenceOf(sideOf('a', a), sideOf('b', b), pairing);
  if (difference === null) throw new Error('nothing in common');
  expect(schemaViolations('diff', difference)).toEqual([]);
  return difference;
}

const metricOf = ({ works: [work] }: Difference, metric: Metric = 'step-time') => {
  const found = work?.metrics.find(item => item.metric === metric);
  if (found === undefined) throw new Error(`no ${metric}`);
  return found;
};

const reasons = ({ withheld, ratio }: ComparedWork['metrics'][number]): readonly string[] =>
  (ratio.available ? withheld : [ratio]).map(factText);

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

describe('what carries no verdict', () => {
  const DISTURBED: CellQuiet = {
    loadAverage: unavailable('not-asked'),
    otherCores: read(1.5, '/proc/stat', 'host'),
    stolenCores: unavailable('not-asked'),
    temperatureC: unavailable('not-asked'),
    swappedInPages: unavailable('not-asked'),
    throttling: unavailable('not-asked'),
    otherProcesses: unavailable('not-asked'),
    disturbed: [{ code: 'cpu-others', values: { used: 1.5, cores: 2, quiet: 0.1, who: '' } }],
  };
  const inRound = (wanted: number, change: (line: Extract<Line, { kind: 'cell' }>) => Line): Changes => ({
    lines: (line, { kind, round }) =>
      line.kind === 'cell' && kind === 'time' && round === wanted ? [change(line)] : [line],
  });
  const changed = (change: (line: Extract<Line, { kind: 'cell' }>) => Line) => recordOf(SLOWER, inRound(2, change));

  test('a disturbed round: the ratio is shown, and memory is judged all the same', () => {
    const disturbed = changed(line =>
      line.outcome.status === 'measured' ? { ...line, outcome: { ...line.outcome, quiet: DISTURBED } } : line,
    );
    const difference = compared([recordOf(FLAT)], [disturbed]);
    expect(metricOf(difference)).toMatchObject({ verdict: 'withheld', ratio: { available: true } });
    expect(reasons(metricOf(difference))[0]).toContain('other processes disturbed 1 of 6 rounds of B');
    expect(metricOf(difference, 'peak-host-memory')).toMatchObject({ verdict: 'not-separable', withheld: [] });
  });

  test('a proof that does not hold: there is no ratio', () => {
    const unproven = recordOf(SLOWER, {
      lines: line =>
        line.kind === 'proof'
          ? [{ ...line, outcome: { status: 'proven', proof: proofOf(layer, { holds: false }) } }]
          : [line],
    });
    const step = metricOf(compared([unproven], [recordOf(FLAT)]));
    expect(step).toMatchObject({ verdict: 'no-interval', ratio: { available: false, code: 'side-unproven' } });
    expect(reasons(step)[0]).toMatch(/^A is unproven: /);
  });

  test('a round that cannot be true', () => {
    const impossible = changed(line =>
      remeasured(line, found => ({ ...found, peakHostBytes: read(9e9, 'VmHWM', 'process') })),
    );
    expect(metricOf(compared([recordOf(FLAT)], [impossible])).ratio).toMatchObject({ code: 'side-impossible' });
  });

  test('rounds whose outputs differ, on one side or between the two', () => {
    const other = printOf(0.25, { y: 13 });
    const once = changed(line => remeasured(line, found => ({ ...found, first: other, last: other })));
    expect(metricOf(compared([recordOf(FLAT)], [once])).ratio).toMatchObject({ code: 'side-disagrees-with-itself' });
    const always = recordOf(SLOWER, {
      lines: line => [
        line.kind === 'cell' ? remeasured(line, found => ({ ...found, first: other, last: other })) : line,
      ],
    });
    const step = metricOf(compared([recordOf(FLAT)], [always]));
    expect(step.ratio).toMatchObject({ code: 'sides-disagree' });
    expect(reasons(step)[0]).toContain('‖y‖ is 12 and 13');
  });

  test('a side that failed, with the words of its runtime', () => {
    const failed = recordOf(FLAT, {
      lines: line =>
        line.kind === 'cell'
          ? [{ ...line, outcome: { status: 'fault', fault: { code: 'crash', message: 'no kernel', detail: '' } } }]
          : [line],
    });
    expect(reasons(metricOf(compared([recordOf(FLAT)], [failed])))).toEqual([
      'no round of B was measured: crash: no kernel',
    ]);
    const skipped = recordOf(FLAT, { stepsMs: () => null });
    expect(metricOf(compared([skipped], [recordOf(FLAT)])).ratio).toMatchObject({
      code: 'side-failed',
      because: [note('proof-failed')],
    });
  });

  test('a record that is dated ahead of the clock', () => {
    const ahead = { ...recordOf(SLOWER), aheadOfClock: true as const };
    expect(metricOf(compared([recordOf(FLAT)], [ahead]))).toMatchObject({
      verdict: 'withheld',
      withheld: [{ code: 'side-ahead-of-clock', values: { side: 'B' } }],
    });
  });
});

describe('energy', () => {
  const withEnergy = (energyJ: (round: number) => ReturnType<typeof read>) =>
    recordOf(FLAT, {
      lines: (line, { round }) => [
        line.kind === 'cell' ? remeasured(line, found => ({ ...found, energyJ: energyJ(round) })) : line,
      ],
    });
  const counted = (joules: number) => withEnergy(() => read(joules, 'energy-counter', 'board'));

  test('of a step is compared round by round', () => {
    const { a, ratio, verdict } = metricOf(compared([counted(30)], [counted(33)]), 'energy-per-step');
    // 30 J in windows of 3 steps.
    expect(a).toMatchObject({ point: 10 });
    expect(ratio).toMatchObject({ available: true });
    if (!ratio.available) throw new Error('no ratio');
    expect(ratio.point).toBeCloseTo(1.1, 9);
    expect(verdict).toBe('more');
  });

  test('of two boundaries is not compared', () => {
    const package_ = withEnergy(() => read(30, 'energy-counter', 'package'));
    expect(metricOf(compared([counted(30)], [package_]), 'energy-per-step').ratio).toMatchObject({
      code: 'sides-read-differently',
      values: { a: 'energy-counter (board)', b: 'energy-counter (package)' },
    });
  });

  test('that is estimated decides nothing', () => {
    const estimated = withEnergy(() => read(30, 'estimated', 'board'));
    expect(metricOf(compared([estimated], [estimated]), 'energy-per-step').verdict).toBe('withheld');
  });

  test('without a sensor is absent, never 0', () => {
    expect(metricOf(compared([recordOf(FLAT)], [recordOf(FLAT)]), 'energy-per-step')).toMatchObject({
      a: { available: false, code: 'side-without-reading' },
      ratio: { available: false },
    });
  });
});

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
