import { expect, test } from 'vitest';
import type { LaneStanding } from '../../../results/history/lane-standing.ts';
import { type RunStanding, runsToRead } from '../../../results/history/runs-to-read.ts';

const NOW = new Date('2026-06-01T00:00:00Z');

const lane = (changes: Partial<LaneStanding> = {}): LaneStanding => ({
  target: 'cpu',
  workloadSha256: 'a',
  strategy: 'eager',
  raced: false,
  measured: 5,
  planned: 5,
  impossible: false,
  proof: 'proven',
  ...changes,
});

const run = (day: number, changes: Partial<RunStanding> = {}): RunStanding => {
  const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
  return {
    path: `day-${day}`,
    machine: 'lab',
    runId: `day-${day}`,
    startedAt,
    latestAt: startedAt,
    concurrent: false,
    selftest: false,
    lanes: [lane()],
    ...changes,
  };
};

const read = (runs: readonly RunStanding[], newest = 2): readonly string[] =>
  [...runsToRead(runs, { newest, now: NOW })].toSorted();

test('of each machine the newest runs are read, in whatever order the files are', () => {
  const other = [4, 5, 6].map(day => run(day, { machine: 'other', path: `other-${day}` }));
  expect(read([run(2), run(9), ...other, run(1), run(3)])).toEqual(['day-3', 'day-9', 'other-5', 'other-6']);
});

test('a work that no newer run has keeps its last run', () => {
  const old = [lane(), lane({ workloadSha256: 'b' })];
  expect(read([run(1, { lanes: old }), run(2, { lanes: old }), run(3), run(4), run(5)])).toEqual([
    'day-2',
    'day-4',
    'day-5',
  ]);
});

test.each<[string, Partial<LaneStanding>]>([
  ['were cut off', { measured: 4 }],
  ['are unproven', { proof: 'unproven' }],
  ['have no probes', { proof: 'no-probe' }],
  ['cannot be true', { impossible: true }],
  ['are of another target', { target: 'gpu' }],
  ['are of another strategy', { strategy: 'compile' }],
  ['raced nothing, where it did', { raced: true }],
])('a run is read where all newer ones %s', (_, changes) => {
  const newer = [3, 4, 5].map(day => run(day, { lanes: [lane('raced' in changes ? {} : changes)] }));
  const older = [1, 2].map(day => run(day, { lanes: [lane('raced' in changes ? changes : {})] }));
  expect(read([...older, ...newer])).toContain('day-2');
  expect(read([...older, ...newer])).not.toContain('day-1');
});

test('of works that were never whole, the run that got furthest is read', () => {
  const runs = [3, 4, 2, 1, 2].map((measured, i) => run(i + 1, { lanes: [lane({ measured })] }));
  expect(read(runs)).toEqual(['day-2', 'day-4', 'day-5']);
});

test.each<[string, Partial<LaneStanding>]>([
  ['has no probes', { proof: 'no-probe' }],
  ['is unproven', { proof: 'unproven' }],
  ['cannot be true', { impossible: true }],
])('runs that measured nothing of a work stand before no older run that did, though that one %s', (_, changes) => {
  const newer = [2, 3, 4, 5].map(day => run(day, { lanes: [lane({ measured: 0 })] }));
  expect(read([run(1, { lanes: [lane(changes)] }), ...newer])).toEqual(['day-1', 'day-4', 'day-5']);
});

test('a run ahead of the clock that measured a work stands before one that measured nothing of it', () => {
  const ahead = run(1, { latestAt: '2027-01-01T00:00:00.000Z', path: 'ahead' });
  const newer = [2, 3, 4].map(day => run(day, { lanes: [lane({ measured: 0 })] }));
  expect(read([ahead, ...newer])).toContain('ahead');
});

test('runs that all targets shared are works of their own', () => {
  expect(read([run(1, { concurrent: true }), run(2), run(3), run(4)])).toEqual(['day-1', 'day-3', 'day-4']);
});

test('self-tests and runs ahead of the clock take no place of other runs', () => {
  const later = '2027-01-01T00:00:00.000Z';
  const ahead = [7, 8].map(day => run(day, { latestAt: later, path: `ahead-${day}` }));
  const selftests = [5, 6].map(day => run(day, { selftest: true, path: `self-test-${day}` }));
  expect(read([run(1), run(2), run(3), ...selftests, ...ahead])).toEqual([
    'ahead-7',
    'ahead-8',
    'day-2',
    'day-3',
    'self-test-5',
    'self-test-6',
  ]);
});
