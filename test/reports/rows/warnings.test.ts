import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { WARNING_CODES } from '../../../reports/rows/warnings/codes.ts';
import { type WarnedRound, warningsOf } from '../../../reports/rows/warnings/rounds.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { note } from '../../../results/schema/note.ts';
import { read } from '../../../results/schema/reading.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { HOST_CLOCK } from '../../results/small-record.ts';

/** Rounds of these steps. Half of the default steps lie above and half below, in no direction, on a clock of 10 ns. */
const rounds = (...stepMs: readonly (readonly number[])[]): WarnedRound[] =>
  stepMs.map((ms, round) => ({
    round,
    measurement: {
      stepMs: roundStatistics(ms),
      warmup: { steps: 6, ms: 60, settled: true },
      clock: HOST_CLOCK,
      window: { startMs: 0, endMs: ms.reduce((sum, step) => sum + step, 0) },
    },
    disturbed: [],
    useUnknown: null,
  }));

const JITTER = [0, 0.00011, -0.00013, 0.00007, -0.00011, 0.00013, -0.00007];
const around = (ms: number): number[] => JITTER.map(jitter => ms * (1 + jitter));
/** Each warning as it is read. */
const messagesOf = (given: readonly WarnedRound[]) =>
  warningsOf(given).map(warning => ({ code: warning.code, message: factText(warning) }));
const codesOf = (given: readonly WarnedRound[]): string[] => warningsOf(given).map(({ code }) => code);
const messageOf = (given: readonly WarnedRound[], wanted: string): string | undefined =>
  messagesOf(given).find(({ code }) => code === wanted)?.message;

describe('a row warns', () => {
  test('of nothing where rounds differ as rounds do', () => {
    expect(warningsOf(rounds(...[10, 10.1, 9.9, 10.05, 9.95, 10.02, 9.97, 10].map(around)))).toEqual([]);
  });

  test('of rounds of which it cannot be told whether others disturbed them, with the reason of the first', () => {
    const seen = rounds(...Array.from({ length: 8 }, () => around(10)));
    const blind = seen.map((round, i) =>
      i === 1 || i === 4 ? { ...round, useUnknown: note(i === 1 ? 'stat-zeros' : 'not-looked-at') } : round,
    );
    expect(messagesOf(blind)).toEqual([
      {
        code: 'use-unknown',
        message:
          'it is unknown whether other processes used the machine in round 2, 5: unsupported: /proc/stat is all zeros, as sandboxes write it',
      },
    ]);
  });

  test('of rounds that others disturbed, by cause, in the words of the first', () => {
    const shared = (pid: number) =>
      ({ code: 'device-shared', values: { others: 'another process', name: 'it', who: `: ${pid}` } }) as const;
    const swapping = { code: 'swapping', values: { pages: 9000 } } as const;
    const causes = [[], [shared(7)], [], [shared(8), swapping]];
    const given = rounds(around(10), around(10.1), around(9.9), around(10)).map((round, i) => ({
      ...round,
      disturbed: causes[i] ?? [],
    }));
    expect(messagesOf(given)).toEqual([
      {
        code: 'disturbed',
        message:
          'in round 2, 4 at first another process computed on it: 7; in round 4 9000 pages were read back from swap',
      },
    ]);
  });

  test('of windows in which no step was running for 1 % or more, over all rounds', () => {
    const idle = (...idleMs: readonly number[]) =>
      rounds(...idleMs.map(() => around(10))).map((round, i) => ({
        ...round,
        measurement: {
          ...round.measurement,
          window: { startMs: 0, endMs: 100 },
          clock: { ...HOST_CLOCK, idleMs: read(idleMs[i] ?? 0, 'window-less-steps', 'window') },
        },
      }));
    // (50 + 0 + 40) of 300 ms.
    expect(messageOf(idle(50, 0, 40), 'idle')).toBe(
      'no step was running in 30 % of the timed windows, by the clock of the steps: speed and cost count only the steps',
    );
    expect(codesOf(idle(1, 1, 1.1))).toEqual(['idle']);
    expect(codesOf(idle(0.9, 0.9, 1))).toEqual([]);
  });

  test('of rounds that had not settled, counted from 1', () => {
    const [first, ...others] = rounds(around(10), around(10.1), around(9.9));
    if (first === undefined) throw new Error('no round');
    const restless = { ...first.measurement, warmup: { steps: 3, ms: 500, settled: false } };
    expect(messagesOf([{ ...first, measurement: restless }, ...others])).toEqual([
      {
        code: 'unsettled',
        message: 'step times had not settled when timing began in round 1, or there were too few steps to tell',
      },
    ]);
  });

  test('of drift over rounds, with its size and chance', () => {
    // Eight that all rise: p = 2 ÷ 8! = 0.0000496. Slopes are all 0.1: 0.7 ÷ the median 10.35 = 6.76 %.
    const drifting = rounds(...[10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7].map(around));
    expect(messageOf(drifting, 'drift-across-rounds')).toBe(
      'step times rose by 6.76 % from the first round to the last (p = 0.0000496): the interval is of the middle of this run',
    );
  });

  test('not of a drift of less than 1 %, however regular', () => {
    expect(codesOf(rounds(...[10, 10.01, 10.02, 10.03, 10.04].map(around)))).toEqual([]);
  });

  test('of drift within rounds where they agree on it, and not where one does it', () => {
    const falling = (ms: number): number[] => [1.03, 1.02, 1.01, 1, 0.99, 0.98, 0.97].map(factor => factor * ms);
    const steady = [10, 10.1, 9.9, 10.05, 9.95];
    expect(messageOf(rounds(...steady.map(falling)), 'drift-within-rounds')).toBe(
      'step times fell by 6 % from the first step of a round to its last: the machine was not steady while it was timed',
    );
    const one = rounds(...steady.map((ms, i) => (i === 2 ? falling(ms) : around(ms))));
    expect(codesOf(one)).not.toContain('drift-within-rounds');
  });

  test('of rounds in two groups, and where they lie', () => {
    const grouped = rounds(...[10, 10.5, 10.01, 10, 10.51, 9.99, 10.49, 10].map(around));
    expect(messageOf(grouped, 'two-groups')).toBe(
      '5 rounds near 10 ms, 3 near 10.5 ms: the interval reaches from the least round to the greatest',
    );
  });

  test('not of groups less than 1 % apart', () => {
    expect(codesOf(rounds(...[10, 10.05, 10, 10.05, 10, 10.05, 10, 10.05].map(around)))).toEqual([]);
  });

  test('of spikes, by how much they lift the mean above the median', () => {
    const spiked = rounds(...[10, 10.1, 9.9, 10.05, 9.95].map(ms => [...around(ms), 3 * ms]));
    // Of eight steps one lasts three: the mean is 10 ÷ 8 of the median.
    expect(messageOf(spiked, 'spikes')).toMatch(/^5 of 40 steps took far longer .* is 25 % above the median$/);
  });

  test('of rounds of fewer than five steps', () => {
    const short = rounds([10.00001, 10, 10.00002, 10.00003], around(10));
    expect(messagesOf(short)).toEqual([
      {
        code: 'few-steps',
        message: '1 of 2 rounds have fewer than 5 steps, so that one or two interruptions move their median',
      },
    ]);
    expect(codesOf(rounds([10.00001, 10, 10.00002, 10.00003, 10], around(10)))).toEqual([]);
  });

  test('of a clock that is too coarse for the step, seen over all rounds', () => {
    // 1.2 and 1.8 share 0.6, 1.6 and 2 share 0.4; all four are multiples of 0.2.
    const coarse = rounds([1.2, 1.8, 1.2], [1.6, 2, 1.6]);
    expect(messageOf(coarse, 'coarse-clock')).toBe('a step is 6 ticks of the clock, which is only as fine as 200 µs');
    expect(messageOf(rounds([0, 0, 0]), 'coarse-clock')).toBe('a step is shorter than one tick of the clock');
  });

  test('of no order that an older record did not keep', () => {
    const older = rounds([1.2, 1.8, 1.2, 1.6, 1.4]).map(({ measurement, ...round }) => {
      const { order: _, ...stepMs } = measurement.stepMs;
      return { ...round, measurement: { ...measurement, stepMs } };
    });
    expect(warningsOf(older)).toEqual([]);
  });
});

test('every warning is explained in docs/method/warnings.md', () => {
  const method = readFileSync(new URL('../../../docs/method/warnings.md', import.meta.url), 'utf8');
  for (const code of WARNING_CODES) expect(method).toContain(`| \`${code}\` |`);
});
