import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../../results/record.ts';
import { note } from '../../../results/schema/note.ts';
import { verifyRecord } from '../../../results/verify.ts';
import { torchTarget } from '../../reports/raced-fixture.ts';
import { layerA } from '../small-record.ts';
import { type Changes, type Line, startOf, wholeRecord } from '../whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-verify-race-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = { targets: [torchTarget()], cases: [layerA], rounds: 1 };
const RACE: Readonly<Record<string, number>> = { eager: 5, grouped: 4, compile: 6 };
/** Exact in binary, and no two cells' alike. */
const stepsOf = ({ kind, strategy }: Cell): readonly number[] => {
  const meanMs = (RACE[strategy] ?? 0) + (kind === 'race' ? 0 : 1 / 64);
  return [meanMs, meanMs];
};
const isRound = ({ kind, strategy }: Cell, of: string): boolean => kind === 'time' && strategy === of;
const skipped = (line: Line, code: 'lost-race' | 'proof-failed'): Line => ({
  kind: 'cell',
  cell: line.cell,
  startedAt: line.startedAt,
  wallMs: 0,
  outcome: { status: 'skipped', reason: note(code) },
});

/** A record in which compile lost, but for the changes. */
function problemsOf(changes: Changes = {}): readonly string[] {
  const path = wholeRecord(mkdtempSync(join(folder, 'run-')), {
    parts,
    stepsMs: cell => (isRound(cell, 'compile') ? null : stepsOf(cell)),
    lines: (line, cell) => [isRound(cell, 'compile') ? skipped(line, 'lost-race') : line],
    ...changes,
  });
  return verifyRecord(path, () => [], { now: new Date('2026-03-02T00:00:00.000Z') }).problems;
}

const cellOf = (stage: string): string => `torch-cuda:0/${layerA.id}/${stage}`;

describe('the plan of a record with a race', () => {
  test('holds where winner and runner-up went on and the others were skipped', () => {
    expect(problemsOf()).toEqual([]);
  });

  test('does not hold where a strategy that lost is measured', () => {
    expect(problemsOf({ stepsMs: stepsOf, lines: line => [line] })).toEqual([
      `${cellOf('compile/round-1')}: it is measured, and by the race compile lost to grouped and eager`,
    ]);
  });

  test('does not hold where the winner is skipped as having lost', () => {
    const lines: Changes['lines'] = (line, cell) => [cell.kind === 'time' ? skipped(line, 'lost-race') : line];
    const stepsMs = (cell: Cell) => (cell.kind === 'time' ? null : stepsOf(cell));
    expect(problemsOf({ stepsMs, lines })).toEqual([
      `${cellOf('eager/round-1')}: it is skipped as having lost, and by the race eager did not lose`,
      `${cellOf('grouped/round-1')}: it is skipped as having lost, and by the race grouped did not lose`,
    ]);
  });

  test('holds where a winner is skipped for another reason', () => {
    const lines: Changes['lines'] = (line, cell) => [cell.kind === 'time' ? skipped(line, 'proof-failed') : line];
    expect(problemsOf({ stepsMs: cell => (cell.kind === 'time' ? null : stepsOf(cell)), lines })).toEqual([]);
  });

  test('does not hold where times of the race were changed so that another wins', () => {
    // compile is the fastest now, and was skipped as having lost; eager lost, and was measured.
    const stepsMs = (cell: Cell) => {
      if (isRound(cell, 'compile')) return null;
      return cell.kind === 'race' && cell.strategy === 'compile' ? [1, 1] : stepsOf(cell);
    };
    expect(problemsOf({ stepsMs })).toEqual([
      `${cellOf('eager/round-1')}: it is measured, and by the race eager lost to compile and grouped`,
      `${cellOf('compile/round-1')}: it is skipped as having lost, and by the race compile did not lose`,
    ]);
  });

  test('does not hold where a round stands before the race', () => {
    const held: Line[] = [];
    const lines: Changes['lines'] = (line, cell) => {
      if (cell.kind !== 'race' || cell.strategy !== 'compile') {
        const early = isRound(cell, 'eager') ? [line, ...held] : [line];
        return isRound(cell, 'compile') ? [skipped(line, 'lost-race')] : early;
      }
      held.push(line);
      return [];
    };
    expect(problemsOf({ lines }).filter(text => !text.includes('window') && !text.includes('began'))).toEqual([
      `${cellOf('eager/round-1')}: it stands before the end of the race that decides whether it is run`,
    ]);
  });

  test('does not hold where a turn of the race has no line', () => {
    const lines: Changes['lines'] = (line, cell) => {
      if (cell.kind === 'race' && cell.strategy === 'eager') return [];
      return [isRound(cell, 'compile') ? skipped(line, 'lost-race') : line];
    };
    expect(problemsOf({ lines })).toContain(`${cellOf('eager/race')}: it is planned, and has no line`);
  });
});

test('a turn of a race that stands on no proof is unproven like any other cell', () => {
  const path = wholeRecord(mkdtempSync(join(folder, 'run-')), {
    parts,
    stepsMs: cell => (isRound(cell, 'compile') ? null : stepsOf(cell)),
    lines: (line, cell) => {
      if (cell.kind !== 'proof' || cell.strategy !== 'compile') {
        return [isRound(cell, 'compile') ? skipped(line, 'lost-race') : line];
      }
      if (line.kind !== 'proof' || line.outcome.status !== 'proven') return [line];
      const fault = { code: 'mismatch' as const, message: 'made up', detail: '' };
      const proof = { ...line.outcome.proof, holds: false };
      return [{ ...line, startedAt: startOf(0), outcome: { status: 'fault', fault, proof } }];
    },
  });
  const { promises } = verifyRecord(path, () => [], { now: new Date('2026-03-02T00:00:00.000Z') });
  expect(promises.find(({ promise }) => promise === 'proofs')).toMatchObject({
    status: 'broken',
    code: 'cells-unproven',
    values: { cells: 1, cell: cellOf('compile/race'), code: 'proof-failed-there' },
  });
});
