import { describe, expect, test } from 'vitest';
import { target } from '../small-record.ts';
import { attemptOf, base, found, isTimed, measuring, summary, written } from '../verified.ts';
import { type Changes, type Line, remeasured, startOf } from '../whole-record.ts';

describe('times', () => {
  const moved =
    (n: number, change: Partial<Pick<Line, 'startedAt' | 'wallMs'>>): NonNullable<Changes['lines']> =>
    line => [line.startedAt === startOf(n) ? { ...line, ...change } : line];
  const three = { rounds: 3 };

  test.each<[string, Changes, RegExp]>([
    [
      'a cell before its run',
      { lines: moved(0, { startedAt: '2026-03-01T00:00:00.000Z' }) },
      /^cpu\/proof.*before its run/,
    ],
    [
      'a cell before the one that is told before it',
      { parts: three, lines: moved(2, { startedAt: startOf(0) }) },
      /round-2: it began .*; \S+round-1 before it began/,
    ],
    [
      'a cell that takes longer than there is until the next',
      { parts: three, lines: moved(1, { wallMs: 9000 }) },
      /round-2: it began .* and took 9000 ms$/,
    ],
    ['a cell behind the seal', { finishedAt: startOf(0) }, /it began .* and took 1000 ms, which is after the seal/],
    ['a seal before the run', { finishedAt: '2026-02-01T00:00:00.000Z' }, /before the run began/],
    [
      'a run that begins in the future',
      { context: { startedAt: '2099-01-01T00:00:00.000Z' } },
      /^2099-01-01T00:00:00.000Z is ahead of the clock here/,
    ],
    [
      'a cell in the future',
      { parts: three, lines: moved(3, { startedAt: '2099-01-01T00:00:00.000Z' }) },
      /is ahead of the clock here, 2026-03-02/,
    ],
    ['a seal in the future', { finishedAt: '2026-03-02T00:06:00.000Z' }, /is ahead of the clock here, 2026-03-02/],
    [
      'a window before that of the cell before',
      {
        parts: three,
        lines: measuring((measurement, cell) =>
          cell.round === 1 ? { ...measurement, window: { startMs: 902_000, endMs: 902_100 } } : measurement,
        ),
      },
      /round-2: its window begins before that of \S+round-1 ends/,
    ],
  ])('%s is found', (_, changes, problem) => {
    const path = written(changes);
    expect(summary(path).problems).toContainEqual(expect.stringMatching(problem));
    expect(found(path, 'times')).toBe('broken times-disordered');
  });

  test('are in order within what clocks are set by, and where the machine was started anew before going on', () => {
    const path = written({
      parts: three,
      finishedAt: '2026-03-02T00:04:00.000Z',
      lines: (line, cell) => {
        if (cell.round === 1) return [{ ...line, startedAt: new Date(Date.parse(line.startedAt) - 900).toISOString() }];
        if (cell.round !== 2) return [line];
        const later = { ...line, startedAt: '2026-03-01T09:00:00.000Z' };
        return [remeasured(later, measurement => ({ ...measurement, window: { startMs: 500, endMs: 520 } }))];
      },
    });
    expect(summary(path).problems).toEqual([]);
  });

  test('of a cell that failed for its disturbance are those of its attempt', () => {
    const fault = { code: 'disturbed', message: 'made up', detail: '' } as const;
    const path = written({
      lines: line => {
        if (!isTimed(line)) return [line];
        const long = { ...line, wallMs: 5000 };
        const failed: Line = { ...base(long), kind: 'cell', outcome: { status: 'fault', fault } };
        return [attemptOf(long), failed];
      },
    });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
  });

  test('of cells that ran at once may overlap', () => {
    const parts = { targets: [target('cpu'), target('webgpu')], concurrent: true };
    const path = written({
      parts,
      lines: line => [isTimed(line) ? { ...line, startedAt: startOf(3), wallMs: 7000 } : line],
    });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
  });
});
