import { describe, expect, test } from 'vitest';
import { lacksOf, lacksOfRoof } from '../../../reports/spread/lack.ts';
import { VERDICTS, verdictOf } from '../../../reports/spread/verdict.ts';
import { lackText } from '../../../reports/words/report/row-lacks.ts';
import type { Interval } from '../../../results/statistics.ts';

const interval = (kind: Interval['kind'], low: number, high: number, rounds = 8): Interval => ({
  ...{ point: (low + high) / 2, low, high },
  ...{ kind, rounds },
});

describe('a verdict', () => {
  test.each([
    [0.1, 0.3, 'cheaper'],
    [-0.3, -0.1, 'dearer'],
    [-0.1, 0.1, 'not separable'],
    [0, 0.3, 'not separable'],
    [Number.NaN, 0.3, 'no interval'],
    [0.1, Number.NaN, 'no interval'],
  ] as const)('of a saving between %d and %d is: %s', (low, high, verdict) => {
    expect(verdictOf(low, high, [])).toBe(verdict);
  });

  test('is none of the others where anything is lacking, whatever the ends', () => {
    const lacks = [{ code: 'few-rounds', values: {} }];
    for (const [low, high] of [
      [0.1, 0.3],
      [-0.3, -0.1],
      [-0.1, 0.1],
      [0.9, 0.9],
    ] as const) {
      expect(verdictOf(low, high, lacks)).toBe('no interval');
    }
    expect(VERDICTS).toHaveLength(4);
  });
});

describe('a speed', () => {
  test('of a range lacks rounds, and says how many to run and how', () => {
    const [lack] = lacksOf(interval('range', 9, 11, 1), 'NVIDIA H20', 'moebench run --target gpu');
    expect(lack).toMatchObject({ code: 'few-rounds', values: { rounds: 1, needed: 5 } });
    expect(lack === undefined ? '' : lackText(lack)).toBe(
      'NVIDIA H20 has 1 round, and an interval takes 5; run: moebench run --target gpu --rounds 5',
    );
  });

  test.each(['confidence-95', 'bounds'] as const)('of no width lacks a spread, though it is called %s', kind => {
    expect(lacksOf(interval(kind, 10, 10), 'a chip', '')).toMatchObject([{ code: 'no-spread' }]);
    expect(lacksOf(interval(kind, 9, 11), 'a chip', '')).toEqual([]);
  });

  test('that is projected of work below a millisecond lacks what was published of such work', () => {
    const [lack] = lacksOfRoof({ stepMs: 0.25 }, { name: 'NVIDIA H800' });
    expect(lack === undefined ? '' : lackText(lack)).toContain(
      'its work takes 250 µs; below 1 ms kernel launches set the time',
    );
    expect(lacksOfRoof({ stepMs: 1 }, { name: 'NVIDIA H800' })).toEqual([]);
  });
});

test('a lack of another part of the program is given with its values', () => {
  expect(lackText({ code: 'plain-number', values: { field: 'mfu', value: 0.4 } })).toBe(
    'plain-number (field mfu, value 0.4)',
  );
});
