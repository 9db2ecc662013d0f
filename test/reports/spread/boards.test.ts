import { describe, expect, test } from 'vitest';
import { poolNewest } from '../../../reports/rows/pool-newest.ts';
import { boardName, boardsOf } from '../../../reports/spread/boards.ts';
import type { RunRecord } from '../../../results/record.ts';
import { note } from '../../../results/schema/note.ts';
import { agreeingRecord, caseA } from '../fixture.ts';

type Board = RunRecord['context']['targets'][number]['device'];

type Changes = { readonly machine?: string; readonly run?: string; readonly at?: string; readonly faster?: number };

/** The H20's run of layer A, on another machine or board, at another time, each round faster by so many ms. */
function pool(device: Partial<Board> = {}, { machine = 'lab-1', run = 'run-1', at, faster = 0 }: Changes = {}) {
  const record = agreeingRecord();
  const { context } = record;
  const targets = context.targets.map(target => ({ ...target, device: { ...target.device, ...device } }));
  const cells = record.cells.map(line => {
    const { outcome } = line;
    if (outcome.status !== 'measured') return line;
    const { stepMs } = outcome.measurement;
    const moved = { ...stepMs, sumMs: stepMs.sumMs - faster, medianMs: stepMs.medianMs - faster };
    return { ...line, outcome: { ...outcome, measurement: { ...outcome.measurement, stepMs: moved } } };
  });
  const changed = {
    ...record,
    cells,
    context: {
      ...context,
      targets,
      runId: run,
      startedAt: at ?? context.startedAt,
      machine: { ...context.machine, id: machine },
    },
  };
  const found = poolNewest([changed]).find(one => one.target.id === 'webgpu-0' && one.workloadCase.id === caseA.id);
  if (found === undefined) throw new Error('the fixture has this pool');
  return found;
}

describe('a board', () => {
  test('is known by its serial number, whatever its machine is called', () => {
    expect(boardName(pool({ uuid: 'GPU-1f' }, { machine: 'a' }))).toBe(
      boardName(pool({ uuid: 'gpu-1F ' }, { machine: 'b' })),
    );
  });

  test.each([
    'NaN',
    'nan',
    '[N/A]',
    'N/A',
    'None',
    'null',
    '',
    ' ',
    'unknown',
    '[Not Supported]',
    'not available',
    '0',
    '0x0',
    '00000000-0000-0000-0000-000000000000',
  ])("whose serial number reads '%s' is known by its place in its machine", uuid => {
    expect(boardName(pool({ uuid }))).toBe('lab-1/nvidia/0');
  });

  test('of which nobody knows which one it is, is one with all others of its machine', () => {
    const boardUnknown = note('not-asked');
    expect(boardName(pool({ boardUnknown, index: 0 }))).toBe(boardName(pool({ boardUnknown, index: 1 })));
  });
});

describe('boards are counted, not pools', () => {
  const other = { machine: 'lab-2', run: 'run-2', faster: 0.125 };
  const names = (...pools: Parameters<typeof boardsOf>[0]) => boardsOf(pools).map(({ name }) => name);

  test('two machines with a run of their own each are two', () => {
    expect(names(pool(), pool({}, other))).toEqual(['lab-1/nvidia/0', 'lab-2/nvidia/0']);
  });

  test('the same record under the name of a second machine is one', () => {
    expect(names(pool(), pool({}, { machine: 'lab-2' }))).toHaveLength(1);
  });

  test('nor does another run, another day, or another serial number make a copy of its measurements a second board', () => {
    const copy = { machine: 'lab-2', run: 'run-2', at: '2026-04-01T00:00:00.000Z' };
    expect(names(pool({ uuid: 'GPU-1' }), pool({ uuid: 'GPU-2' }, copy))).toHaveLength(1);
  });

  test('a copy with rounds left out is one with what it was copied from', () => {
    const whole = pool();
    const part = pool({}, { machine: 'lab-2', run: 'run-2' });
    expect(boardsOf([{ ...part, rounds: part.rounds.slice(2) }, whole])).toEqual([
      { name: 'lab-1/nvidia/0', pool: whole },
    ]);
  });

  test('the rounds of one run, split over two machines, are of one board', () => {
    const [first, second] = [pool(), pool({}, { machine: 'lab-2', faster: 0.125 })];
    expect(
      names({ ...first, rounds: first.rounds.slice(0, 2) }, { ...second, rounds: second.rounds.slice(2) }),
    ).toHaveLength(1);
  });

  test('one board that has moved to another machine, or has run again, is one', () => {
    expect(names(pool({ uuid: 'GPU-1' }), pool({ uuid: 'GPU-1' }, other))).toHaveLength(1);
    expect(names(pool(), pool({}, { run: 'run-2', at: '2026-03-02T00:00:00.000Z', faster: 0.125 }))).toHaveLength(1);
  });

  test('a copy of two boards makes one of them', () => {
    const [a, b] = [pool(), pool({}, other)];
    expect(
      names(a, b, { ...pool({}, { machine: 'lab-3', run: 'run-3' }), rounds: [...a.rounds, ...b.rounds] }),
    ).toHaveLength(1);
  });

  test('an import under the id of this machine is no second board, and does not speak for the one that is here', () => {
    const ours = pool();
    const theirs = pool({}, { run: 'run-2', at: '2026-03-02T00:00:00.000Z', faster: 0.125 });
    const imported = {
      schema: 'moebench.origin/1' as const,
      importedAt: '2026-03-03T00:00:00.000Z',
      from: 'elsewhere.jsonl',
      sha256: 'a'.repeat(64),
    };
    const marked = { ...theirs, record: { ...theirs.record, imported } };
    expect(boardsOf([marked, { ...ours, rounds: ours.rounds.slice(1) }])).toMatchObject([
      { pool: { record: { context: { runId: 'run-1' } } } },
    ]);
    const late = { ...theirs, record: { ...theirs.record, aheadOfClock: true as const } };
    expect(boardsOf([late, ours])).toEqual([{ name: 'lab-1/nvidia/0', pool: ours }]);
  });

  test('the pool of most rounds speaks for its board, then the newest, in whatever order they come', () => {
    const [older, newer] = [
      pool({ uuid: 'GPU-1' }),
      pool({ uuid: 'GPU-1' }, { run: 'run-2', at: '2026-03-02T00:00:00.000Z', faster: 0.125 }),
    ];
    expect(boardsOf([older, newer])[0]?.pool).toBe(newer);
    expect(boardsOf([newer, older])[0]?.pool).toBe(newer);
    expect(boardsOf([{ ...newer, rounds: newer.rounds.slice(1) }, older])[0]?.pool).toBe(older);
  });
});
