import { describe, expect, test } from 'vitest';
import type { Pool } from '../../../reports/rows/pool.ts';
import { poolNewest } from '../../../reports/rows/pool-newest.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { markAhead } from '../../../results/ahead.ts';
import type { Violation } from '../../../results/physics/violations.ts';
import type { RunRecord } from '../../../results/record.ts';
import { agreeingRecord, caseA, fixtureRecord } from '../fixture.ts';

const NOW = new Date('2026-06-01T00:00:00.000Z');
const [MARCH, APRIL, MAY] = ['03', '04', '05'].map(month => `2026-${month}-01T01:00:00.000Z`);
if (MARCH === undefined || APRIL === undefined || MAY === undefined) throw new Error('three months');

type Parts = {
  /** Rounds that were measured; the others ended before they began. */
  readonly measured?: number;
  readonly change?: (record: RunRecord) => RunRecord;
};

/** A run of layer A on the H20, five rounds planned. */
function runOf(runId: string, startedAt: string, { measured = 5, change = record => record }: Parts = {}): RunRecord {
  const record = fixtureRecord({ runId, startedAt, change: measurement => measurement });
  const cells = record.cells.filter(({ cell }) => Number(cell.split(':').at(-1)) < measured);
  return change({ ...record, cells });
}

const imported: RunRecord['imported'] = {
  schema: 'moebench.origin/1',
  importedAt: MAY,
  from: 'elsewhere.jsonl',
  sha256: 'a'.repeat(64),
};
const asImport = (record: RunRecord): RunRecord => ({ ...record, imported });
const unsealed = (record: RunRecord): RunRecord => ({ ...record, sealed: false });
const withoutProofs = (record: RunRecord): RunRecord => ({ ...record, proofs: [] });
const withoutProbes = (record: RunRecord): RunRecord => ({
  ...record,
  cells: record.cells.map(line => {
    if (line.outcome.status !== 'measured') return line;
    const { measurement } = line.outcome;
    const [first, last] = [measurement.first, measurement.last].map(print => ({ ...print, probes: null }));
    if (first === undefined || last === undefined) throw new Error('two prints');
    return { ...line, outcome: { ...line.outcome, measurement: { ...measurement, first, last } } };
  }),
});
const ofProgram =
  (version: string) =>
  (record: RunRecord): RunRecord => ({
    ...record,
    context: { ...record.context, program: { ...record.context.program, version } },
  });
/** As a suite of so many rounds plans it. */
const planned =
  (rounds: number) =>
  (record: RunRecord): RunRecord => ({
    ...record,
    context: {
      ...record.context,
      plan: record.context.plan.filter(({ kind, round }) => kind !== 'time' || round < rounds),
    },
    cells: record.cells.filter(({ cell }) => Number(cell.split(':').at(-1)) < rounds),
  });

function poolsOf(records: readonly RunRecord[], invalid?: ReadonlyMap<RunRecord, readonly Violation[]>): Pool[] {
  const marked = invalid === undefined ? markAhead(records, NOW) : records;
  return poolNewest(marked, invalid).filter(
    ({ workloadCase, target }) => workloadCase.id === caseA.id && target.id === 'webgpu-0',
  );
}

const said = (pools: readonly Pool[]) =>
  pools.map(({ record, rounds, olderRuns, newerRuns }) => ({
    run: record.context.runId,
    rounds: rounds.length,
    olderRuns,
    newer: newerRuns.map(({ run, reason }) => `${run}: ${factText(reason)}`),
  }));

describe('of two runs of one work a row stands on', () => {
  test.each<readonly [string, readonly RunRecord[], string, readonly string[]]>([
    ['the newer, where both are whole', [runOf('old', MARCH), runOf('new', APRIL)], 'new', []],
    [
      'the older, where the newer was cut off after one round',
      [runOf('old', MARCH), runOf('new', APRIL, { measured: 1, change: unsealed })],
      'old',
      ['new: 1 of 5 rounds measured'],
    ],
    [
      'the older, where the newer lost its last round',
      [runOf('old', MARCH), runOf('new', APRIL, { measured: 4 })],
      'old',
      ['new: 4 of 5 rounds measured'],
    ],
    [
      'the one with most rounds, where none is whole',
      [runOf('old', MARCH, { measured: 4 }), runOf('new', APRIL, { measured: 3 })],
      'old',
      ['new: 3 of 5 rounds measured'],
    ],
    [
      'the newer, where none is whole and both have as many rounds',
      [runOf('old', MARCH, { measured: 3 }), runOf('new', APRIL, { measured: 3 })],
      'new',
      [],
    ],
    [
      'the newer, though its run has no seal',
      [runOf('old', MARCH), runOf('new', APRIL, { change: unsealed })],
      'new',
      [],
    ],
    [
      'the newer, though an older program wrote it',
      [runOf('old', MARCH, { change: ofProgram('0.9.0') }), runOf('new', APRIL, { change: ofProgram('0.1.0') })],
      'new',
      [],
    ],
    [
      'the newer, whole by a plan of fewer rounds',
      [runOf('old', MARCH), runOf('new', APRIL, { change: planned(3) })],
      'new',
      [],
    ],
    [
      'the older, where the newer has no proof',
      [runOf('old', MARCH), runOf('new', APRIL, { change: withoutProofs })],
      'old',
      ['new: unproven (no-proof-line)'],
    ],
    [
      'the older, where the newer has no probes',
      [runOf('old', MARCH), runOf('new', APRIL, { change: withoutProbes })],
      'old',
      ['new: unproven (no-probe)'],
    ],
    [
      'the one without probes, where the other has no proof at all',
      [runOf('old', MARCH, { change: withoutProbes }), runOf('new', APRIL, { change: withoutProofs })],
      'old',
      ['new: unproven (no-proof-line)'],
    ],
    [
      'the older, where the newer is dated 2099',
      [runOf('old', MARCH), runOf('new', '2099-01-01T00:00:00.000Z')],
      'old',
      ['new: dated later than the clock here'],
    ],
    [
      'the older though it was cut off, where the newer is dated 2099',
      [runOf('old', MARCH, { measured: 2 }), runOf('new', '2099-01-01T00:00:00.000Z')],
      'old',
      ['new: dated later than the clock here'],
    ],
    ['a run dated 2099, where there is no other', [runOf('new', '2099-01-01T00:00:00.000Z')], 'new', []],
  ])('%s', (_, records, run, newer) => {
    const expected = [expect.objectContaining({ run, newer })];
    expect(said(poolsOf(records))).toEqual(expected);
    expect(said(poolsOf(records.toReversed()))).toEqual(expected);
  });

  test('the older, where the newer cannot be true', () => {
    const [old, newer] = [runOf('old', MARCH), runOf('new', APRIL)];
    const violation = { cell: `webgpu-0:${caseA.id}:2`, code: 'step-sum', why: { code: 'step-sum', values: {} } };
    const invalid = new Map([[newer, [violation]]]);
    expect(said(poolsOf([old, newer], invalid))).toEqual([
      { run: 'old', rounds: 5, olderRuns: 0, newer: ['new: cannot be true (step-sum)'] },
    ]);
  });
});

test('older runs are those that started before, and newer ones those set aside', () => {
  const runs = [
    runOf('first', MARCH, { measured: 2 }),
    runOf('second', APRIL),
    runOf('third', MAY, { measured: 4 }),
    runOf('last', '2099-01-01T00:00:00.000Z'),
  ];
  expect(said(poolsOf(runs))).toEqual([
    {
      run: 'second',
      rounds: 5,
      olderRuns: 1,
      newer: ['third: 4 of 5 rounds measured', 'last: dated later than the clock here'],
    },
  ]);
});

test('an import under the id of this machine is a machine of its own, however new it is', () => {
  const runs = [runOf('ours', MARCH), asImport(runOf('theirs', APRIL))];
  expect(said(poolsOf(runs))).toEqual([
    { run: 'theirs', rounds: 5, olderRuns: 0, newer: [] },
    { run: 'ours', rounds: 5, olderRuns: 0, newer: [] },
  ]);
});

test('an import of a later date displaces no other import either', () => {
  const runs = [asImport(runOf('theirs', APRIL)), asImport(runOf('later', '2099-01-01T00:00:00.000Z'))];
  expect(said(poolsOf(runs))).toMatchObject([{ run: 'theirs', newer: ['later: dated later than the clock here'] }]);
});

test('a run that was copied into a second folder counts once, the sealed copy before one that was cut off', () => {
  const run = runOf('once', MARCH);
  const copy = { ...run, path: 'copy/once.jsonl' };
  expect(said(poolsOf([run, copy]))).toEqual([{ run: 'once', rounds: 5, olderRuns: 0, newer: [] }]);
  const cut = { ...runOf('once', MARCH, { measured: 2, change: unsealed }), path: 'a/once.jsonl' };
  expect(said(poolsOf([cut, run]))).toMatchObject([{ run: 'once', rounds: 5 }]);
  expect(said(poolsOf([asImport(run), run]))).toMatchObject([{ run: 'once', rounds: 5 }]);
  expect(poolsOf([asImport(run), run])[0]?.record.imported).toBeUndefined();
});

test('each strategy of a target is a pool of its own', () => {
  const record = agreeingRecord();
  const { context } = record;
  const both: RunRecord = {
    ...record,
    context: {
      ...context,
      targets: context.targets.map(target => ({ ...target, strategies: ['session', 'grouped'] })),
      plan: context.plan.map(cell =>
        cell.kind === 'time' && cell.round > 2 ? { ...cell, strategy: 'grouped' } : cell,
      ),
    },
  };
  expect(poolsOf([both]).map(({ strategy, rounds, evidence }) => [strategy, rounds.length, evidence.status])).toEqual([
    ['grouped', 2, 'unproven'],
    ['session', 3, 'proven'],
  ]);
});
