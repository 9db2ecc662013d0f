import { describe, expect, test } from 'vitest';
import { readRecords } from '../../../results/store.ts';
import { contextOf, skippedLine } from '../small-record.ts';
import { attemptOf, CELL, cellOf, found, isTimed, PROOF, summary, written } from '../verified.ts';
import { type Changes, type Line, startOf } from '../whole-record.ts';

const skipped = (cell: string): Line => {
  const line = skippedLine(cell);
  if (line.kind !== 'cell') throw new Error('a skipped line is a cell');
  return { ...line, startedAt: startOf(500) };
};

describe('plan and lines', () => {
  const two = { parts: { rounds: 2 } };
  const second = CELL.replace('round-1', 'round-2');

  test.each<[string, Changes, readonly string[]]>([
    [
      'a planned cell without a line',
      { ...two, lines: (line, cell) => (cell.id === second ? [] : [line]) },
      [`samples line 2 of ${second}: no cell names it`, `${second}: it is planned, and has no line`],
    ],
    [
      'a line that is not planned',
      { lines: (line, cell) => (cell.kind === 'proof' ? [line] : [line, { ...skipped('cpu/more') }]) },
      ['cpu/more: it has a line, and is not planned'],
    ],
    [
      'an attempt at what is not planned',
      { lines: line => (isTimed(line) ? [{ ...attemptOf(line), cell: 'cpu/more' }, skipped(CELL)] : [line]) },
      [`cpu/more: its samples are those of ${CELL}`, 'cpu/more: it has a line, and is not planned'],
    ],
    [
      'a second line of a cell',
      { lines: line => (isTimed(line) ? [line, { ...skipped(CELL) }] : [line]) },
      [`${CELL}: it has 2 lines`],
    ],
    [
      'a second line of a proof',
      { lines: line => (isTimed(line) ? [line] : [line, line]) },
      [`${PROOF}: it has 2 lines`],
    ],
    [
      'a proof in the place of a cell',
      { lines: line => (isTimed(line) ? [{ ...proofOf(written()), cell: CELL, startedAt: startOf(3) }] : [line]) },
      [`samples line 1 of ${CELL}: no cell names it`, `${CELL}: it is planned as time, its line is another`],
    ],
    [
      'a cell in the place of a proof',
      { lines: line => (isTimed(line) ? [line] : [{ ...skipped(PROOF), startedAt: line.startedAt }]) },
      [`${PROOF}: it is planned as proof, its line is another`],
    ],
    [
      'a round that the suite does not have',
      { ...two, context: { suite: { ...contextOf().suite, rounds: 1 } } },
      [`plan: ${second} is of round 2, and the suite has 1`],
    ],
    [
      'a cell that stands on no proof of the plan',
      {
        context: {
          plan: contextOf().plan.map(cell => (cell.kind === 'proof' ? cell : { ...cell, proof: 'cpu/none' })),
        },
      },
      [`plan: ${CELL} stands on cpu/none, which is no proof of the plan`],
    ],
    [
      'a cell that is planned twice',
      {
        context: { plan: [...contextOf().plan, cellOf()] },
        lines: (line, cell) => (line.startedAt === startOf(2) ? [] : [line].filter(() => cell !== undefined)),
      },
      [`samples line 2 of ${CELL}: no cell names it`, `plan: ${CELL} is there twice`],
    ],
  ])('%s is found', (_, changes, problems) => {
    const path = written(changes);
    expect(summary(path)).toMatchObject({ status: 'broken', problems });
    expect(found(path, 'plan')).toBe('broken plan-differs');
  });

  test('a proof behind the cell that stands on it is found', () => {
    const kept: Line[] = [];
    const path = written({
      lines: line => {
        if (!isTimed(line)) {
          kept.push({ ...line, startedAt: startOf(2) });
          return [];
        }
        return [line, ...kept];
      },
    });
    expect(summary(path).problems).toEqual([`${CELL}: its proof stands behind it`]);
    expect(found(path, 'proofs')).toBe('broken cells-unproven');
  });

  test('a plan for a target that is not there is found', () => {
    expect(summary(written({ context: { targets: [] } })).problems[0]).toMatch(
      /^plan: cpu\/proof-\w+ names a case or target that is not here$/,
    );
  });
});

function proofOf(path: string): Line {
  const [line] = readRecords(path).records[0]?.proofs ?? [];
  if (line === undefined) throw new Error('a record has a proof');
  const { previousSha256: _, ...unchained } = line;
  return unchained;
}
