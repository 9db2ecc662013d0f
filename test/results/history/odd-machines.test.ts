/** Nights of clocks and machines that are not as they were: what a history makes of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seriesId } from '../../../results/history/observation.ts';
import { historyOf } from '../../../results/history/observe.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { verifyRecord } from '../../../results/verify.ts';
import { contextOf, target } from '../small-record.ts';
import { type Changes, startOf, wholeRecord } from '../whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-odd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places = 0;

type Night = Changes & { readonly startedAt?: string };

/** The records of these nights, written and read. Run `b` names run `a` as the one before it, and so on. */
function recordsOf(...nights: readonly Night[]): readonly RunRecord[] {
  places += 1;
  const root = join(folder, `nights-${places}`);
  const started = (at: number) => nights[at]?.startedAt ?? contextOf().startedAt;
  for (const [i, { startedAt: _, context, ...night }] of nights.entries()) {
    const previousRun = i === 0 ? {} : { previousRun: { runId: `run-${i - 1}`, startedAt: started(i - 1) } };
    wholeRecord(root, { ...night, context: { runId: `run-${i}`, startedAt: started(i), ...previousRun, ...context } });
  }
  return readRecords(root).records;
}

/** Run and place of each observation. */
const ordered = (records: readonly RunRecord[]) => historyOf(records).map(({ runId, order }) => `${runId}@${order}`);
const seriesOf = (records: readonly RunRecord[]) => new Set(historyOf(records).map(seriesId)).size;

describe('a clock', () => {
  test('that jumped forward a year for one night and back keeps the nights in their order', () => {
    const records = recordsOf(
      { startedAt: '2026-03-01T01:00:00.000Z' },
      { startedAt: '2027-03-02T01:00:00.000Z' },
      { startedAt: '2026-03-03T01:00:00.000Z' },
    );
    expect(ordered(records)).toEqual(['run-0@0', 'run-1@1', 'run-2@2']);
    expect(seriesOf(records)).toBe(1);
  });

  test('of a summer-time night counts in UTC: two runs within the hour that is there twice are two, in order', () => {
    // In Berlin both are 02:30 on 25 October 2026.
    const records = recordsOf({ startedAt: '2026-10-25T00:30:00.000Z' }, { startedAt: '2026-10-25T01:30:00.000Z' });
    expect(ordered(records)).toEqual(['run-0@0', 'run-1@1']);
  });

  test('of a run that crosses midnight leaves one observation of the day on which it started', () => {
    const [record] = recordsOf({ startedAt: '2026-02-28T23:59:59.999Z' });
    expect(record === undefined ? [] : historyOf([record])).toMatchObject([{ startedAt: '2026-02-28T23:59:59.999Z' }]);
    expect(
      record === undefined ? '' : verifyRecord(record.path, undefined, { now: new Date(startOf(2000)) }).status,
    ).toBe('sealed');
  });
});

describe('a machine', () => {
  const { machine } = contextOf();

  test('whose host was renamed, and which is named by --machine, goes on in its series', () => {
    const named = { ...machine, id: 'lab-h20', named: true };
    const records = recordsOf(
      { context: { machine: { ...named, hostname: 'old-host' } } },
      { startedAt: '2026-03-02T01:00:00.000Z', context: { machine: { ...named, hostname: 'new-host' } } },
    );
    expect(seriesOf(records)).toBe(1);
    expect(ordered(records)).toEqual(['run-0@0', 'run-1@1']);
  });

  test('that is named by its host begins a series when the host is renamed', () => {
    const renamed = { ...machine, id: 'lab-2', hostname: 'lab-2' };
    expect(seriesOf(recordsOf({}, { context: { machine: renamed } }))).toBe(2);
  });
});

describe('a board', () => {
  const board = (uuid?: string) => {
    const device = { vendor: 'nvidia' as const, name: 'H20', index: 0, ...(uuid === undefined ? {} : { uuid }) };
    return { parts: { targets: [target('webgpu', { device })] } };
  };

  test('that was swapped for another of its kind begins a series; the first one back goes on with its own', () => {
    const [a, b] = [board('GPU-a'), board('GPU-b')];
    expect(seriesOf(recordsOf(a, b))).toBe(2);
    expect(seriesOf(recordsOf(a, b, a))).toBe(2);
  });

  test('of which no serial is known is a series of its own, and is no swapped one', () => {
    expect(seriesOf(recordsOf(board(), board()))).toBe(1);
    expect(seriesOf(recordsOf(board('GPU-a'), board()))).toBe(2);
  });

  test('cut into MIG parts is a series a part', () => {
    expect(seriesOf(recordsOf(board('MIG-1'), board('MIG-2'), board('GPU-a')))).toBe(3);
  });
});
