import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { observationSchema, seriesId } from '../../../results/history/observation.ts';
import { historyOf, observationsOf } from '../../../results/history/observe.ts';
import type { CellEnergy } from '../../../results/schema/energy.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { readRecords } from '../../../results/store.ts';
import { contextOf, layerA, STARTED, target } from '../small-record.ts';
import { type Changes, remeasured, wholeRecord } from '../whole-record.ts';
import { night, ROUNDS } from './nights.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moebench-observe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is found of the one record that these changes make. */
function observed(changes: Changes = {}) {
  wholeRecord(folder, { parts: ROUNDS, ...changes });
  return historyOf(readRecords(folder).records);
}

test('an observation is what one run found of one work on one target', () => {
  const [found, ...others] = observed({ stepsMs: ({ round }) => (round === 0 ? [4, 6] : [5, 5, 8]) });
  expect(others).toEqual([]);
  expect(found).toEqual({
    machine: 'lab-1',
    target: 'cpu',
    board: null,
    strategy: 'session',
    workloadSha256: layerA.sha256,
    concurrent: false,
    powerLimitW: null,
    runId: 'run-1',
    startedAt: STARTED,
    order: 0,
    case: layerA.id,
    role: 'work',
    computeKernel: null,
    unusable: null,
    rounds: 2,
    plannedRounds: 2,
    roundStepMs: [5, 6],
    energyJPerStep: null,
    peakHostBytes: 5e8,
    peakDeviceBytes: null,
    clockMHz: null,
    setup: {
      'program.version': '0.1.0',
      'program.origin': 'test',
      'system.os': 'Linux',
      'system.kernel': '6.1',
      'system.cpu': 'made up',
      'system.cores': '2',
      'suite.name': 'small',
      'suite.sha256': contextOf().suite.sha256,
      'target.device': 'a made-up cpu',
      'target.threads': '2',
    },
  });
  expect(observationSchema.parse(found)).toEqual(found);
});

test('a run that was copied into a second folder is in the history once', () => {
  const path = wholeRecord(folder, { parts: ROUNDS });
  const copy = join(folder, 'copies', 'run-1.jsonl');
  mkdirSync(dirname(copy));
  writeFileSync(copy, readFileSync(path));
  expect(historyOf(readRecords(folder).records)).toHaveLength(1);
});

test('two machines have a history each', () => {
  wholeRecord(folder, { context: night(2) });
  wholeRecord(folder, { context: night(3, { machine: { ...night(3).machine, id: 'lab-2' } }) });
  wholeRecord(folder, { context: night(4) });
  const found = historyOf(readRecords(folder).records);
  expect(found.map(({ machine, order }) => [machine, order])).toEqual([
    ['lab-1', 0],
    ['lab-1', 1],
    ['lab-2', 0],
  ]);
});

test('a record names the newest record of its machine, and a night of a clock set back stays in its place', () => {
  wholeRecord(folder, { context: night(2) });
  wholeRecord(folder, { context: night(3) });
  wholeRecord(folder, {
    context: night(4, { runId: '20250304T010000Z-small-0001', startedAt: '2025-03-04T01:00:00.000Z' }),
  });
  wholeRecord(folder, { context: night(5) });
  const { records } = readRecords(folder);
  expect(records.map(({ context }) => context.previousRun?.startedAt ?? null)).toEqual([
    // By name: the night of 2025, then March 2, 3 and 5.
    '2026-03-03T01:00:00.000Z',
    null,
    '2026-03-02T01:00:00.000Z',
    '2026-03-03T01:00:00.000Z',
  ]);
  expect(historyOf(records).map(({ startedAt }) => startedAt.slice(0, 10))).toEqual([
    '2026-03-02',
    '2026-03-03',
    '2025-03-04',
    '2026-03-05',
  ]);
});

test('a machine that was named goes on with its history under another host name', () => {
  const named = (day: number, hostname: string) =>
    night(day, { machine: { ...night(day).machine, id: 'lab-h20', named: true, hostname } });
  wholeRecord(folder, { context: named(2, 'pod-7f3a') });
  wholeRecord(folder, { context: named(3, 'pod-91cc') });
  const ids = historyOf(readRecords(folder).records).map(seriesId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('a board that was swapped for another of its kind begins a series', () => {
  const onBoard = (day: number, uuid: string) => {
    const gpu = target('torch-cuda:0', { device: { vendor: 'nvidia', name: 'NVIDIA H20', index: 0, uuid } });
    wholeRecord(folder, {
      context: { ...night(day), targets: [gpu], plan: contextOf({ ...ROUNDS, targets: [gpu] }).plan },
    });
  };
  onBoard(2, 'GPU-a');
  onBoard(3, 'GPU-b');
  const found = historyOf(readRecords(folder).records);
  expect(found.map(({ board }) => board)).toEqual(['GPU-a', 'GPU-b']);
  expect(new Set(found.map(seriesId)).size).toBe(2);
});

const CONDITIONS: CellEnergy['conditions'] = {
  available: true,
  looks: 9,
  clocksMHz: { sm: { min: 1900, mean: 1950, max: 1980 }, memory: { min: 2600, mean: 2600, max: 2600 } },
  temperatureC: null,
  powerLimitW: 500,
  throttled: null,
  processes: 1,
};

/** An accelerator whose rounds were read with this energy and these conditions. */
function readOf(energyJ: CellEnergy['energyJ'], limitOf: (round: number) => number = () => 500) {
  const gpu = target('torch-cuda:0', { device: { vendor: 'nvidia', name: 'NVIDIA H20', index: 0 } });
  const [found] = observed({
    parts: { ...ROUNDS, targets: [gpu] },
    lines: (line, { round }) => [
      remeasured(line, measurement => ({
        ...measurement,
        energyJ,
        conditions: { ...CONDITIONS, powerLimitW: limitOf(round) },
      })),
    ],
  });
  return found;
}

test('energy of a step is joules of all rounds over their steps; clock and cap are those of the board', () => {
  // Three steps a round.
  const found = readOf(read(12, 'energy-counter', 'board'));
  expect(found).toMatchObject({ energyJPerStep: 4, clockMHz: 1950, powerLimitW: 500 });
});

test('an estimated energy is none', () => {
  expect(readOf(read(12, 'estimated', 'board'))?.energyJPerStep).toBe(null);
});

test('a night within which the power cap was changed is of neither cap', () => {
  expect(readOf(unavailable('no-sensor'), round => 500 - 100 * round)?.powerLimitW).toBe(null);
});

test('a record without order is the first of its machine', () => {
  wholeRecord(folder, { parts: ROUNDS });
  const [record] = readRecords(folder).records;
  expect(record && observationsOf(record).map(({ order }) => order)).toEqual([0]);
});
