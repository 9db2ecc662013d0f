import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { raceOf, recordedRace } from '../../results/race.ts';
import type { Cell, CellLine } from '../../results/record.ts';
import { caseA } from '../reports/fixture.ts';
import { racedRecord, type Turn } from '../reports/raced-fixture.ts';

const lane = { target: 'torch-cuda:0', case: caseA.id };
const even = [10, 10, 10, 10, 10];
const all = { eager: even, grouped: even, compile: even };
const raceIn = (race: Readonly<Record<string, Turn>>, rounds = all) =>
  recordedRace(racedRecord({ race, rounds }), lane);

describe('a race', () => {
  test('is won by the least mean step, and the next goes on beside it', () => {
    expect(raceIn({ eager: 5, grouped: 4, compile: 4.5 })).toEqual({
      status: 'decided',
      winner: 'grouped',
      runnerUp: 'compile',
      ranking: [
        { strategy: 'grouped', meanMs: 4 },
        { strategy: 'compile', meanMs: 4.5 },
        { strategy: 'eager', meanMs: 5 },
      ],
    });
  });

  test('goes by the order of the plan where two are equally fast', () => {
    expect(raceIn({ eager: 4, grouped: 4, compile: 4 })).toMatchObject({ winner: 'eager', runnerUp: 'grouped' });
  });

  test('is lost by a strategy that failed; with fewer than two left, those left go on', () => {
    expect(raceIn({ eager: 5, grouped: 'fault', compile: 6 })).toMatchObject({ winner: 'eager', runnerUp: 'compile' });
    expect(raceIn({ eager: 'fault', grouped: 4, compile: 'fault' })).toMatchObject({
      winner: 'grouped',
      runnerUp: null,
    });
    expect(raceIn({ eager: 'fault', grouped: 'fault', compile: 'fault' })).toMatchObject({
      winner: null,
      runnerUp: null,
    });
  });

  test('has no winner while a turn has no line', () => {
    expect(raceIn({ eager: 5, grouped: 'missing', compile: 6 })).toEqual({ status: 'open' });
  });

  test('is void where a turn has two lines, or a strategy of the rounds is not in it', () => {
    expect(raceIn({ eager: 5, grouped: 'twice', compile: 6 })).toEqual({ status: 'void' });
    expect(raceIn({ eager: 5, grouped: 4 })).toEqual({ status: 'void' });
  });

  test('is void where a strategy runs twice in it', () => {
    const record = racedRecord({ race: { eager: 5, grouped: 4, compile: 6 }, rounds: all });
    const again = record.context.plan
      .filter(({ kind }) => kind === 'race')
      .map(cell => ({ ...cell, id: `${cell.id}-2` }));
    const plan = [...record.context.plan, ...again];
    expect(recordedRace({ ...record, context: { ...record.context, plan } }, lane)).toEqual({ status: 'void' });
  });

  test('is none where the plan has none', () => {
    expect(raceIn({})).toEqual({ status: 'none' });
  });

  test('is not won by a turn that the reader does not believe', () => {
    const record = racedRecord({ race: { eager: 5, grouped: 4, compile: 6 }, rounds: all });
    const race = recordedRace(record, lane, ({ strategy }) => strategy !== 'grouped');
    expect(race).toMatchObject({ winner: 'eager', runnerUp: 'compile' });
  });

  test('does not look at the rounds, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 5 }), times => {
        const race = raceIn({ eager: 5, grouped: 4, compile: 4.5 }, { ...all, compile: times });
        expect(race).toMatchObject({ winner: 'grouped', runnerUp: 'compile' });
      }),
    );
  });

  test('is not won by a time that is none', () => {
    const record = racedRecord({ race: { eager: 5, grouped: 4 }, rounds: { eager: even, grouped: even } });
    const outcomes = new Map(record.cells.map(({ cell, outcome }) => [cell, outcome]));
    for (const sumMs of [0, Number.NaN, Number.NEGATIVE_INFINITY]) {
      const outcomesOf = ({ id, strategy }: Pick<Cell, 'id' | 'strategy'>): readonly CellLine['outcome'][] => {
        const outcome = outcomes.get(id);
        if (outcome?.status !== 'measured') return [];
        if (strategy !== 'grouped') return [outcome];
        const stepMs = { ...outcome.measurement.stepMs, sumMs };
        return [{ ...outcome, measurement: { ...outcome.measurement, stepMs } }];
      };
      expect(raceOf(record.context.plan, outcomesOf, lane)).toMatchObject({ winner: 'eager', runnerUp: null });
    }
  });
});
