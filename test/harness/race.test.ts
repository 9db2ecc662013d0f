/** What round 0 means for the rounds behind it, while a run goes on and when it is taken up again. */
import { describe, expect, test } from 'vitest';
import { jobOf } from '../../harness/cells/cell-job.ts';
import { type OutcomeLine, RunState } from '../../harness/cells/run-state.ts';
import { plan } from '../../harness/plan.ts';
import type { Cell, CellLine } from '../../results/record.ts';
import type { Fault } from '../../results/schema/outcome.ts';
import { roundStatistics } from '../../results/statistics.ts';
import { sha256 } from '../../suites/identity.ts';
import { torchTarget } from '../reports/raced-fixture.ts';
import { contextOf, layerA, layerB, measurementOf, proofThat, STARTED, target } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const torch = torchTarget();
const context = {
  ...contextOf({ targets: [torch], cases: [layerA, layerB], rounds: 2 }),
  plan: [...plan([torch], [layerA, layerB], 2, new Set([layerA.id]))],
};

type Turn = number | Fault['code'];

const USUAL: Readonly<Record<string, Turn>> = { eager: 1, grouped: 2, compile: 3 };

const begun = { startedAt: STARTED, wallMs: 1 };

const measured = (meanMs: number): CellLine['outcome'] => ({
  status: 'measured',
  measurement: { ...measurementOf(), stepMs: roundStatistics([meanMs, meanMs]), samplesSha256: sha256('') },
});

function lineOf(cell: Cell, turn: Turn): OutcomeLine {
  if (cell.kind === 'proof') {
    return { kind: 'proof', cell: cell.id, ...begun, outcome: { status: 'proven', proof: proofThat(true) } };
  }
  const fault = (code: Fault['code']) => ({
    status: 'fault' as const,
    fault: { code, message: 'made up', detail: '' },
  });
  return { kind: 'cell', cell: cell.id, ...begun, outcome: typeof turn === 'number' ? measured(turn) : fault(turn) };
}

/** A run whose race of the first case went so, its proofs done; the second case's is decided for eager. */
function raced(turns: Readonly<Record<string, Turn>>, order = (cells: readonly Cell[]) => cells): RunState {
  const state = new RunState(context);
  const cells = context.plan.filter(({ kind }) => kind === 'proof' || kind === 'race');
  for (const cell of order(cells)) {
    const turn = (cell.case === layerA.id ? turns : USUAL)[cell.strategy];
    if (cell.kind === 'proof' || turn !== undefined) state.add(cell, lineOf(cell, turn ?? 0));
  }
  return state;
}

const cellsOf = (kind: Cell['kind'], item = layerA.id) =>
  context.plan.filter(cell => cell.kind === kind && cell.case === item);
/** By strategy, why its cells of a kind are skipped; null: they run. */
const skipsIn = (state: RunState, kind: Cell['kind'], item = layerA.id) =>
  Object.fromEntries(
    cellsOf(kind, item).map(cell => {
      const reason = state.reasonToSkip(cell);
      return [cell.strategy, reason === undefined ? null : spoken(reason)];
    }),
  );

describe('behind a race', () => {
  test('winner and runner-up go on, and the others are skipped with the times of both', () => {
    expect(skipsIn(raced({ eager: 5, grouped: 4, compile: 6.0004 }), 'time')).toEqual({
      eager: null,
      grouped: null,
      compile: 'lost the race: grouped took 4 ms a step, compile 6 ms',
    });
  });

  test('the winner alone runs the long cell', () => {
    expect(skipsIn(raced({ eager: 5, grouped: 4, compile: 6 }), 'sustained')).toEqual({
      eager: 'lost the race: grouped took 4 ms a step, eager 5 ms',
      grouped: null,
      compile: 'lost the race: grouped took 4 ms a step, compile 6 ms',
    });
  });

  test('each case goes by its own race', () => {
    const state = raced({ eager: 5, grouped: 4, compile: 3 });
    expect(skipsIn(state, 'time')).toMatchObject({ eager: expect.stringContaining('lost'), compile: null });
    expect(skipsIn(state, 'time', layerB.id)).toMatchObject({ eager: null, compile: expect.stringContaining('lost') });
  });

  test('a strategy whose turn failed has lost; with one left, that one goes on', () => {
    expect(skipsIn(raced({ eager: 5, grouped: 'crash', compile: 6 }), 'time')).toEqual({
      eager: null,
      grouped: 'lost the race: eager took 5 ms a step, grouped no time',
      compile: null,
    });
    expect(skipsIn(raced({ eager: 5, grouped: 'crash', compile: 'out-of-memory' }), 'time')).toEqual({
      eager: null,
      grouped: 'lost the race: eager took 5 ms a step, grouped no time',
      compile: 'its race ended in out-of-memory',
    });
  });

  test('a case of which no strategy was measured is not timed', () => {
    const skips = skipsIn(raced({ eager: 'crash', grouped: 'crash', compile: 'timeout' }), 'time');
    expect(skips).toEqual({
      eager: 'no strategy was measured in the race',
      grouped: 'no strategy was measured in the race',
      compile: 'its race ended in timeout',
    });
  });

  test('a fault that lasts ends its own strategy and no other', () => {
    const state = raced({ eager: 5, grouped: 4, compile: 6 });
    const [eager] = cellsOf('time').filter(({ strategy }) => strategy === 'eager');
    if (eager === undefined) throw new Error('a round of eager is planned');
    state.add(eager, lineOf(eager, 'out-of-memory'));
    expect(skipsIn(state, 'time')).toMatchObject({ eager: 'round 1 ended in out-of-memory', grouped: null });
  });

  test('what was measured counts, and what is a turn of a race feeds no estimate', () => {
    // At 1 s a step of this small layer nothing else could be timed within the suite's second.
    const state = raced({ eager: 1000, grouped: 1000, compile: 1000 });
    expect(state.tally.measured).toBe(6);
    expect(skipsIn(state, 'time')).toMatchObject({ eager: null, grouped: null });
    expect(cellsOf('race', layerB.id).map(cell => state.reasonToSkip(cell))).toEqual([undefined, undefined, undefined]);
  });

  test('a run that is taken up again decides as it had, whatever the order in which lines are read', () => {
    const turns = { eager: 5, grouped: 4, compile: 4 };
    const backwards = raced(turns, cells => [
      ...cells.filter(({ kind }) => kind === 'proof'),
      ...cells.filter(({ kind }) => kind === 'race').toReversed(),
    ]);
    expect(skipsIn(backwards, 'time')).toEqual(skipsIn(raced(turns), 'time'));
    expect(skipsIn(backwards, 'time')).toMatchObject({ eager: expect.stringContaining('lost') });
  });

  test('nothing has lost while a turn is still to come', () => {
    expect(skipsIn(raced({ eager: 5, grouped: 4 }), 'time')).toEqual({ eager: null, grouped: null, compile: null });
  });
});

test('a turn of a race is a timed cell by its strategy, with the same timing, and traces nothing', () => {
  const [cell] = cellsOf('race').slice(1);
  if (cell === undefined) throw new Error('a race is planned');
  expect(jobOf(cell, context, { place: null, serve: undefined })).toMatchObject({
    kind: 'time',
    strategy: 'grouped',
    timing: context.suite.timing,
    trace: false,
  });
});

test('a target with one strategy has no race, and its rounds no race to lose', () => {
  const alone = contextOf({ targets: [target('cpu')], cases: [layerA], rounds: 1 });
  const state = new RunState(alone);
  for (const cell of alone.plan.filter(({ kind }) => kind === 'proof')) state.add(cell, lineOf(cell, 0));
  expect(alone.plan.map(cell => state.reasonToSkip(cell))).toEqual(alone.plan.map(() => undefined));
});
