import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markAhead } from '../../../results/ahead.ts';
import { historyOf } from '../../../results/history/observe.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { readRecords } from '../../../results/store.ts';
import { layerA, layerB } from '../small-record.ts';
import { type Changes, remeasured, wholeRecord } from '../whole-record.ts';
import { ROUNDS } from './nights.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-usable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is found of the one record that these changes make. */
function observed(changes: Changes = {}) {
  wholeRecord(folder, { parts: ROUNDS, ...changes });
  return historyOf(readRecords(folder).records);
}

const REASONS: readonly (readonly [string, Changes, string])[] = [
  ['whose rounds are not all measured', { stepsMs: ({ round }) => (round === 1 ? null : [5]) }, 'rounds-missing'],
  ['of which nothing was measured', { stepsMs: () => null }, 'not-measured'],
  [
    'whose cells come after the run was cut off',
    { lines: (line, { kind }) => (kind === 'proof' ? [line] : []), finishedAt: null },
    'not-measured',
  ],
  ['whose proof has no line', { lines: line => (line.kind === 'proof' ? [] : [line]), finishedAt: null }, 'unproven'],
  [
    'whose median is above its greatest step',
    { lines: line => [remeasured(line, m => ({ ...m, stepMs: { ...m.stepMs, medianMs: 2 * m.stepMs.maxMs } }))] },
    'impossible',
  ],
  [
    'of which others disturbed a round',
    {
      lines: (line, { round }) =>
        line.kind === 'cell' && line.outcome.status === 'measured' && round === 1
          ? [{ ...line, outcome: { ...line.outcome, quiet: DISTURBED } }]
          : [line],
    },
    'disturbed',
  ],
  [
    'of which a round is a fault since others disturbed it',
    {
      lines: (line, { round }) =>
        line.kind === 'cell' && round === 1
          ? [{ ...line, outcome: { status: 'fault', fault: { code: 'disturbed', message: '', detail: '' } } }]
          : [line],
    },
    'disturbed',
  ],
  [
    'of a self-test',
    { context: { selftest: { names: [layerA.id, layerA.id], pairs: 1, roundsPerPair: 2 } } },
    'self-test',
  ],
];

const NOT_ASKED = unavailable('not-asked');
const DISTURBED = {
  loadAverage: NOT_ASKED,
  otherCores: read(1, '/proc/stat', 'host'),
  stolenCores: NOT_ASKED,
  temperatureC: NOT_ASKED,
  swappedInPages: NOT_ASKED,
  throttling: NOT_ASKED,
  otherProcesses: NOT_ASKED,
  disturbed: [{ code: 'cpu-others' as const, values: { cores: 1, allowed: 2 } }],
};

for (const [what, changes, reason] of REASONS) {
  test(`a work ${what} is ${reason}`, () => {
    expect(observed(changes).map(({ unusable }) => unusable)).toEqual([reason]);
  });
}

test('a run without a seal is judged where all rounds of a work are there', () => {
  expect(observed({ finishedAt: null }).map(({ unusable }) => unusable)).toEqual([null]);
});

test('a disturbed work leaves the others of its run as they are', () => {
  const cases = [layerA, layerB];
  const found = observed({
    parts: { cases },
    lines: (line, cell) =>
      line.kind === 'cell' && line.outcome.status === 'measured' && cell.case === layerB.id
        ? [{ ...line, outcome: { ...line.outcome, quiet: DISTURBED } }]
        : [line],
  });
  expect(found.map(item => [item.case, item.unusable])).toEqual([
    [layerA.id, null],
    [layerB.id, 'disturbed'],
  ]);
});

test('a record of which a line was changed is damaged, and kept', () => {
  const path = wholeRecord(folder, { parts: ROUNDS });
  writeFileSync(path, readFileSync(path, 'utf8').replace('"wallMs":1000', '"wallMs":1001'));
  expect(historyOf(readRecords(folder).records).map(({ unusable }) => unusable)).toEqual(['damaged']);
});

test('a record that is dated after the clock of its reader is not judged', () => {
  wholeRecord(folder, { parts: ROUNDS });
  const records = markAhead(readRecords(folder).records, new Date('2026-02-01T00:00:00Z'));
  expect(historyOf(records).map(({ unusable }) => unusable)).toEqual(['ahead-of-clock']);
});

describe('a work with eight rounds', () => {
  const EIGHT = { rounds: 8 };
  const disturbedIn =
    (rounds: readonly number[]): NonNullable<Changes['lines']> =>
    (line, { round }) =>
      line.kind === 'cell' && line.outcome.status === 'measured' && rounds.includes(round)
        ? [{ ...line, outcome: { ...line.outcome, quiet: DISTURBED } }]
        : [line];
  const lost: NonNullable<Changes['lines']> = (line, { round }) =>
    line.kind === 'cell' && round < 2
      ? [{ ...line, outcome: { status: 'fault', fault: { code: 'disturbed', message: '', detail: '' } } }]
      : [line];
  const figures = (lines: NonNullable<Changes['lines']>) =>
    observed({ parts: EIGHT, lines, stepsMs: ({ round }) => [round < 2 ? 50 : 5] }).map(
      ({ unusable, rounds, roundStepMs }) => ({ unusable, rounds, roundStepMs }),
    );

  test.each([
    ['were disturbed', disturbedIn([0, 1])],
    ['are faults since others disturbed them', lost],
  ])('of which two %s is judged by the six quiet ones', (_, lines) => {
    expect(figures(lines)).toEqual([{ unusable: null, rounds: 6, roundStepMs: [5, 5, 5, 5, 5, 5] }]);
  });

  test('of which four were disturbed has too few quiet ones', () => {
    expect(figures(disturbedIn([0, 1, 2, 3]))).toMatchObject([{ unusable: 'disturbed', rounds: 8 }]);
  });
});
