import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import { brokenFloors } from './floors.ts';
import { scoreOf } from './score.ts';
import { poissonUpper, totalOf, upperCount } from './total.ts';
import type { TrueStep, Year } from './year.ts';

const NIGHTS = 200;
/** Two series of 200 nights, without a figure on the nights that are named. */
function yearOf(truth: readonly TrueStep[], absent: readonly number[] = []): Year {
  const log = Array.from({ length: NIGHTS }, (_, night) => (absent.includes(night) ? null : 0));
  const series = ['a', 'b'].map(id => ({ id, sentinel: false, log, se: log }));
  return { table: { days: log.map((_, day) => day), series }, rounds: [], truth };
}
const slower: TrueStep = { series: 0, onset: 100, change: 0.05, cause: 'change' };
const alarm: Alarm = { series: 0, on: 101, onset: 100, direction: 'worse' };
const scored = (alarms: readonly Alarm[], repeats = false, year = yearOf([slower])) =>
  scoreOf({ name: 'test', repeats, alarms: () => alarms }, year);

describe('a step is', () => {
  test('told in time on its second night, and too late on its third', () => {
    expect(scored([alarm]).tallies.slower5).toEqual({ steps: 1, inTime: 1, found: 1, dated: 1 });
    expect(scored([{ ...alarm, on: 102 }]).tallies.slower5).toEqual({ steps: 1, inTime: 0, found: 1, dated: 1 });
  });

  test('not late for nights without a figure', () => {
    expect(scored([{ ...alarm, on: 103 }], false, yearOf([slower], [101, 102])).tallies.slower5.inTime).toBe(1);
  });

  test('told and not dated where the onset is a night off', () => {
    expect(scored([{ ...alarm, onset: 101 }]).tallies.slower5).toEqual({ steps: 1, inTime: 1, found: 1, dated: 0 });
  });

  test.each([
    ['the other way', { ...alarm, direction: 'better' as const }],
    ['of another series', { ...alarm, series: 1 }],
    ['before it', { ...alarm, on: 99, onset: 98 }],
    ['of another night', { ...alarm, on: 150, onset: 149 }],
  ])('not told by an alarm %s, which is false', (_, other) => {
    const score = scored([other]);
    expect(score.tallies.slower5.found).toBe(0);
    expect(score.falseAlarms).toBe(1);
    expect(score.missed).toHaveLength(1);
  });

  test('not told by what comes when its level is gone', () => {
    const back: TrueStep = { series: 0, onset: 103, change: 1 / 1.05 - 1, cause: 'return' };
    expect(scored([{ ...alarm, on: 104 }], false, yearOf([slower, back])).falseAlarms).toBe(1);
  });
});

describe('a second alarm of one step', () => {
  const again = { ...alarm, on: 105, onset: 104 };
  test('is false of a rule that speaks once a step', () => {
    expect(scored([alarm, again]).falseAlarms).toBe(1);
  });

  test('is no fault of a rule that speaks every night, for 64 nights', () => {
    expect(scored([alarm, again], true).falseAlarms).toBe(0);
    expect(scored([alarm, { ...alarm, on: 163 }], true).falseAlarms).toBe(0);
    expect(scored([alarm, { ...alarm, on: 164 }], true).falseAlarms).toBe(1);
  });
});

test('alarms before there is a history are counted apart', () => {
  const score = scored([
    { series: 1, on: 29, onset: 28, direction: 'worse' },
    { series: 1, on: 30, onset: 30, direction: 'worse' },
  ]);
  expect([score.earlyFalseAlarms, score.falseAlarms, score.nights]).toEqual([1, 1, 170]);
});

describe('bounds', () => {
  // Half the quantile of χ² at 95 % with 2(n + 1) degrees of freedom: the printed tables.
  test.each([
    [0, 2.996],
    [1, 4.744],
    [3, 7.754],
    [10, 16.962],
  ])('of a count of %i: %f', (count, bound) => {
    expect(poissonUpper(count)).toBeCloseTo(bound, 3);
  });

  test('a cluster in one year is less certain than as many alarms in many', () => {
    expect(upperCount([10, ...Array.from({ length: 9 }, () => 0)])).toBeGreaterThan(
      upperCount(Array.from({ length: 10 }, () => 1)),
    );
    // 10 years, s² = (81 + 9) ÷ 9 = 10: 10 + 1.645 · √(10 · 10).
    expect(upperCount([10, ...Array.from({ length: 9 }, () => 0)])).toBeCloseTo(26.45, 6);
  });
});

test('a floor that does not hold is named, with what there is', () => {
  const good = totalOf([scored([alarm])]);
  expect(brokenFloors(good, 'all')).toEqual(['3 % slower, confirmed within 4 nights: 0.00, at least 0.9']);
  const bad = totalOf([scored([{ ...alarm, series: 1 }])]);
  expect(brokenFloors(bad, 'all')).toContain('nights per false alarm: 170, at least 300');
  expect(brokenFloors(bad, 'alarms')).toHaveLength(1);
  expect(brokenFloors(bad, 'none')).toHaveLength(0);
  expect(brokenFloors(bad, 'all')).toContain('both, dated to the night: 0.00, at least 0.8');
});
