import { describe, expect, test } from 'vitest';
import {
  othersTime,
  type ProcessLook,
  type ProcessorLook,
  parseProcessStat,
  parseProcStat,
} from '../../../harness/quiet/processor-time.ts';
import { spoken } from '../../spoken.ts';

// proc(5): user nice system idle iowait irq softirq steal guest guest_nice; guest is in user already.
const STAT = `cpu  300 30 60 600 30 12 18 9 5 0
cpu0 100 10 20 200 10 4 6 3 5 0
cpu1 100 10 20 200 10 4 6 3 0 0
cpu10 100 10 20 200 10 4 6 3 0 0
intr 1 2 3
`;

describe('/proc/stat', () => {
  test('counts the processors that may be used, and of those no interrupts as busy', () => {
    expect(parseProcStat(STAT, '0-1')).toEqual({
      available: true,
      cores: 2,
      totalTicks: 706,
      busyTicks: 260,
      stolenTicks: 6,
    });
    expect(parseProcStat(STAT, '0,10')).toMatchObject({ cores: 2 });
    expect(parseProcStat(STAT, '1')).toMatchObject({ cores: 1, totalTicks: 353 });
  });

  test('without the processors that may be used, or that is none, tells nothing', () => {
    for (const [text, allowed] of [
      [STAT, '64-127'],
      ['', '0-1'],
      [STAT, 'none'],
    ] as const) {
      expect(parseProcStat(text, allowed)).toMatchObject({ available: false, code: 'stat-without-cpus' });
    }
  });

  test('of an old form, without stolen time, tells who was busy and not what was stolen', () => {
    // Linux 2.4 has user nice system idle, 2.6.10 also iowait irq softirq.
    expect(parseProcStat('cpu0 100 10 20 200\n', '0')).toMatchObject({ totalTicks: 330, stolenTicks: null });
    expect(parseProcStat('cpu0 100 10 20 200 10 4 6\n', '0')).toMatchObject({ totalTicks: 350, stolenTicks: null });
  });
});

describe('/proc/<pid>/stat', () => {
  test('gives parent, name and ticks, those of children that ended apart', () => {
    const text = '812 (node) S 40 812 812 0 -1 4194560 9 0 0 0 31 12 200 7 20 0 11 0 555 0 0\n';
    expect(parseProcessStat(text)).toEqual({ parent: 40, name: 'node', ticks: 43, endedTicks: 207 });
  });

  test('with a name that holds brackets and blanks is read all the same', () => {
    const text = '9 (tmux: (a) b) S 1 9 9 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0 5\n';
    expect(parseProcessStat(text)).toEqual({ parent: 1, name: 'tmux: (a) b', ticks: 3, endedTicks: 7 });
  });

  test('that is cut short tells nothing', () => {
    expect(parseProcessStat('9 (sh) S 1 9 9')).toBeNull();
    expect(parseProcessStat('')).toBeNull();
  });
});

type Row = Partial<ProcessLook> & { readonly pid: number; readonly parent: number };

function look(
  totalTicks: number,
  busyTicks: number,
  rows: readonly Row[],
  stolenTicks: number | null = 0,
  cores = 4,
): ProcessorLook {
  const processes = new Map(rows.map(({ pid, ...row }) => [pid, { name: `p${pid}`, ticks: 0, endedTicks: 0, ...row }]));
  return { cores, totalTicks, busyTicks, stolenTicks, processes };
}

const SELF = 40;
const us: Row = { pid: SELF, parent: 1, ticks: 10 };
const init: Row = { pid: 1, parent: 0, ticks: 500 };

describe('between two looks, others used', () => {
  test('what was busy beyond us and all that descends from us', () => {
    // 4 cores × 1000 ticks went by. We: 20 by ourselves, 1500 by a worker, 80 by its helper; another: 300; one that is gone: 10.
    const before = look(10_000, 5000, [init, us, { pid: 77, parent: 1, ticks: 4000 }]);
    const after = look(14_000, 6910, [
      init,
      { ...us, ticks: 30 },
      { pid: 50, parent: SELF, ticks: 1500 },
      { pid: 51, parent: 50, ticks: 80 },
      { pid: 77, parent: 1, ticks: 4300, name: 'chess' },
    ]);
    expect(othersTime(before, after, SELF)).toEqual({
      otherCores: {
        available: true,
        value: expect.closeTo(0.31, 9),
        method: '/proc/stat less our own processes',
        scope: 'host, 4 cores',
      },
      stolenCores: { available: true, value: 0, method: '/proc/stat', scope: 'host, 4 cores' },
      most: { pid: 77, name: 'chess', cores: 0.3 },
    });
  });

  test('nothing, where a worker of ours ran and ended: its time is then in its parent’s', () => {
    const before = look(0, 0, [init, us]);
    const after = look(4000, 3900, [init, { ...us, endedTicks: 3900 }]);
    expect(othersTime(before, after, SELF).otherCores).toMatchObject({ value: 0 });
  });

  test('nothing less than nothing, where ticks were rounded', () => {
    const before = look(0, 0, [init, us]);
    const after = look(4000, 3900, [init, { ...us, endedTicks: 3904 }]);
    expect(othersTime(before, after, SELF).otherCores).toMatchObject({ available: true, value: 0 });
  });

  test('does not lay at another’s door what its children used before they ended', () => {
    const before = look(0, 0, [init, us, { pid: 77, parent: 1, ticks: 5 }, { pid: 78, parent: 77, ticks: 900 }]);
    const after = look(4000, 100, [init, us, { pid: 77, parent: 1, ticks: 25, endedTicks: 980 }]);
    expect(othersTime(before, after, SELF).most).toEqual({ pid: 77, name: 'p77', cores: 0.02 });
  });

  test('what the hypervisor gave them', () => {
    expect(othersTime(look(0, 0, [us]), look(4000, 0, [us], 600), SELF).stolenCores).toMatchObject({ value: 0.6 });
  });

  test('nobody knows what where /proc/stat counts far less than our own processes used: it is another machine’s', () => {
    // Idle time passes and nothing is busy, while our worker used 3.9 of 4 cores.
    const before = look(0, 0, [init, us]);
    const idle = look(4000, 0, [init, { ...us, endedTicks: 3900 }]);
    expect(othersTime(before, idle, SELF)).toMatchObject({
      otherCores: { available: false, code: 'stat-below-own', values: { busy: 0, own: 3900 } },
      stolenCores: { available: false },
    });
  });

  test('nobody knows what of the hypervisor where nothing counts it', () => {
    const { otherCores, stolenCores } = othersTime(look(0, 0, [us], null), look(4000, 400, [us], null), SELF);
    expect(otherCores).toMatchObject({ value: 0.4 });
    expect(stolenCores).toMatchObject({ available: false, code: 'no-stolen-column' });
  });

  test('is not known over less than half a second, nor when processors came or went', () => {
    const short = othersTime(look(0, 0, [us]), look(4 * 49, 0, [us]), SELF);
    expect(spoken(short.otherCores)).toEqual({
      available: false,
      reason: 'too-short: /proc/stat moved on by 49 ticks of 10 ms',
    });
    // A /proc/stat that stands still, as in some sandboxes.
    expect(othersTime(look(9, 9, [us]), look(9, 9, [us]), SELF).otherCores).toMatchObject({ code: 'stat-frozen' });
    const fewer = othersTime(look(0, 0, [us], 0, 8), look(4000, 0, [us]), SELF);
    expect(spoken(fewer.stolenCores)).toMatchObject({
      available: false,
      reason: expect.stringContaining('8 processors'),
    });
  });
});
