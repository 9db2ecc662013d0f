/** A run that may take so long and no longer. */
import { describe, expect, test } from 'vitest';
import { limitFrom, TimeLeft } from '../../../harness/cells/run-limit.ts';
import { cellOf } from '../../../harness/plan.ts';
import type { Cell, ContextLine } from '../../../results/record.ts';
import { contextOf, layerA, layerB, target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { outcomes, staged } from '../staged.ts';

const cases = [layerA, layerB];
const over = 'not run: the run may take 1 s, and a cell or round more would take longer';

/** The clock of a staged run moves by 10 ms at each look as well. */
const limit = (untilMs: number) => ({ untilMs, maxMs: 1000 });

describe('a run with a limit', () => {
  test('ends after whole rounds: a round that would end too late does not begin, and the record is sealed', async () => {
    // Two proofs and rounds of two cells, 1 s each: at 7.5 s two rounds are over, and the third would end at 8 s.
    const { jobs, lines, events, summary } = await staged({ cases, rounds: 5, jobMs: 1000, limit: limit(7500) });
    expect(jobs).toHaveLength(2 + 2 * 2);
    expect(outcomes(lines).map(({ status }) => status)).toEqual([
      ...Array(4).fill('measured'),
      ...Array(6).fill('skipped'),
    ]);
    expect(events.at(-1)).toMatch(/^sealed /);
    expect(summary).toEqual({ status: 'finished', measured: 4, failed: 0, unsupported: 0 });
  });

  test('says of each cell that it was not run, and why', async () => {
    const { lines } = await staged({ cases, rounds: 2, jobMs: 1000, limit: limit(5500) });
    const last = outcomes(lines).at(-1);
    expect(last?.status === 'skipped' && spoken(last.reason)).toBe(over);
  });

  test('of which not even the proofs come in time measures nothing, and has a line for every cell', async () => {
    const { context, jobs, lines, summary } = await staged({ cases, rounds: 1, jobMs: 1000, limit: limit(900) });
    expect(jobs).toHaveLength(1);
    expect(lines.flatMap(line => ('cell' in line ? [line.cell] : []))).toEqual(context.plan.map(({ id }) => id));
    expect(lines[1]).toMatchObject({ kind: 'proof', outcome: { status: 'fault', fault: { code: 'timeout' } } });
    expect(summary).toMatchObject({ status: 'finished', measured: 0 });
  });

  test('that is long enough changes nothing', async () => {
    const { jobs, summary } = await staged({ cases, rounds: 3, jobMs: 1000, limit: limit(60_000) });
    expect(jobs).toHaveLength(2 + 3 * 2);
    expect(summary).toMatchObject({ measured: 6, failed: 0 });
  });

  test('with all targets at once skips the cells of a group together', async () => {
    const targets = [target('cpu'), target('webgpu:0')];
    const options = { cases: [layerA], rounds: 4, targets, concurrent: true, jobMs: 1000, limit: limit(6500) };
    const { lines } = await staged(options);
    const statuses = outcomes(lines).map(({ status }) => status);
    expect(statuses).toEqual([...Array(4).fill('measured'), ...Array(4).fill('skipped')]);
  });
});

describe('the time left', () => {
  const suite = (longMs: number | null): Pick<ContextLine['suite'], 'sustained'> => {
    const { timing } = contextOf().suite;
    return { sustained: longMs === null ? null : { ...timing, minWindowMs: longMs } };
  };
  const cell = (kind: Exclude<Cell['kind'], 'proof'>, round = 0) => cellOf(kind, target('cpu'), layerA, round);
  /** A clock that shows each of these times once. */
  const clockOf = (...times: readonly number[]) => {
    const left = [...times];
    return { now: () => new Date(0), monotonicMs: () => left.shift() ?? Number.POSITIVE_INFINITY };
  };

  test('is not enough for a long cell whose window is longer', () => {
    expect(new TimeLeft(clockOf(100), limit(1000), suite(901)).mayStart(cell('sustained'))).toBe(false);
    expect(new TimeLeft(clockOf(100), limit(1000), suite(900)).mayStart(cell('sustained'))).toBe(true);
  });

  test('is over for good: a short cell behind a long one does not start either', () => {
    const left = new TimeLeft(clockOf(100, 110), limit(1000), suite(5000));
    expect([cell('sustained'), cell('time')].map(next => left.mayStart(next))).toEqual([false, false]);
  });

  test('ends a round in the middle where it is longer than the round before', () => {
    const left = new TimeLeft(clockOf(0, 300, 999, 1000), limit(1000), suite(null));
    const cells = [cell('time', 0), cell('time', 1), cell('time', 1), cell('time', 1)];
    expect(cells.map(next => left.mayStart(next))).toEqual([true, true, true, false]);
  });

  test('is counted in minutes from where the clock is', () => {
    expect(limitFrom(clockOf(5000), 1.5)).toEqual({ limit: { untilMs: 95_000, maxMs: 90_000 } });
    expect(limitFrom(clockOf(5000), undefined)).toEqual({});
  });
});
