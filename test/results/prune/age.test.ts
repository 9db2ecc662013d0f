import { describe, expect, test } from 'vitest';
import { ageOfRuns, type Keep } from '../../../results/prune/age.ts';
import type { RunRecord } from '../../../results/record.ts';
import { contextOf } from '../small-record.ts';

const NOW = new Date('2026-04-01T00:00:00.000Z');

type Night = { readonly runId: string; readonly startedAt: string; readonly machine?: string; readonly after?: Night };

const recordOf = ({ runId, startedAt, machine = 'lab-1', after }: Night, path = runId): RunRecord => {
  const context = contextOf();
  const previousRun = after === undefined ? {} : { previousRun: { runId: after.runId, startedAt: after.startedAt } };
  return {
    path,
    context: {
      ...context,
      previousSha256: null,
      runId,
      startedAt,
      machine: { ...context.machine, id: machine },
      ...previousRun,
    },
    proofs: [],
    cells: [],
    attempts: [],
    sealed: true,
    lineOrder: [],
  };
};

const night = (runId: string, startedAt: string, more: Partial<Night> = {}): Night => ({ runId, startedAt, ...more });

/** Names of the runs that are old, in order. */
const old = (nights: readonly Night[], keep: Keep): readonly string[] =>
  [
    ...ageOfRuns(
      nights.map(item => recordOf(item)),
      keep,
      NOW,
    ),
  ].flatMap(([record, why]) => (why === null ? [record.context.runId] : []));

const [a, b, c] = [
  night('a', '2026-03-01T01:00:00.000Z'),
  night('b', '2026-03-02T01:00:00.000Z'),
  night('c', '2026-03-03T01:00:00.000Z'),
];

describe('the newest runs of each machine are kept', () => {
  test('by count', () => {
    expect(old([c, a, b], { runs: 2 })).toEqual(['a']);
    expect(old([c, a, b], { runs: 3 })).toEqual([]);
    expect(old([c, a, b], { runs: 400 })).toEqual([]);
  });

  test('of every machine its newest, also of one that has not run for long', () => {
    const idle = night('d', '2025-01-01T01:00:00.000Z', { machine: 'lab-2' });
    expect(old([a, b, c, idle], { runs: 1 })).toEqual(['a', 'b']);
  });

  test('in the order in which they ran, where the clock of the newest was set back for a night', () => {
    const back = night('back', '2020-01-01T00:00:00.000Z', { after: c });
    expect(old([a, b, c, back], { runs: 1 })).toEqual(['a', 'b', 'c']);
  });

  test('a copy of a run counts for no run and shares its answer', () => {
    const records = [recordOf(a), recordOf(b), recordOf(b, 'copy-of-b'), recordOf(c)];
    const answers = ageOfRuns(records, { runs: 2 }, NOW);
    expect(records.map(record => answers.get(record)?.code ?? 'old')).toEqual(['old', 'recent', 'recent', 'recent']);
  });
});

describe('runs of the last days are kept', () => {
  test('to the millisecond, whatever the zone and its summer time', () => {
    const edge = night('edge', '2026-03-02T00:00:00.000Z');
    const before = night('before', '2026-03-01T23:59:59.999Z');
    expect(old([before, edge], { days: 30 })).toEqual(['before']);
  });

  test('a clock that was set back for a night does not make the night old', () => {
    const back = night('back', '1970-01-02T00:00:00.000Z', { after: c });
    expect(old([a, b, c, back], { days: 40 })).toEqual([]);
    expect(old([a, b, c, back], { days: 29 })).toEqual(['a', 'b']);
  });

  test('a run dated later than the clock here is kept, and makes no other run young', () => {
    const ahead = night('ahead', '2031-01-01T00:00:00.000Z', { after: a });
    const next = night('next', '2026-03-02T01:00:00.000Z', { after: ahead });
    const answers = ageOfRuns(
      [a, ahead, next].map(item => recordOf(item)),
      { days: 1 },
      NOW,
    );
    expect([...answers.values()].map(why => why?.code ?? 'old')).toEqual(['old', 'ahead-of-clock', 'old']);
  });
});
