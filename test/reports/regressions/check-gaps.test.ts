/** Nights that are missing or not used, metrics that are not always there, and several machines. */
import { describe, expect, test } from 'vitest';
import { check, findingOf, steadyWorks } from './checked.ts';
import { madeNights, runOf } from './made-nights.ts';

describe('nights that are not used', () => {
  test.each(['disturbed', 'unproven', 'impossible', 'rounds-missing', 'damaged', 'ahead-of-clock'] as const)(
    'a night that is %s is not judged and moves no level',
    unusable => {
      const works = {
        a: (night: number) => (night >= 35 && night < 39 ? { unusable, stepMs: 14 } : {}),
        ...steadyWorks,
      };
      const found = check(madeNights(38, works));
      expect(findingOf(found, 'a')).toMatchObject({ state: 'not-judged', why: unusable, tonight: null, step: null });
      expect(findingOf(found, 'b')?.state).toBe('steady');
      expect(findingOf(check(madeNights(42, works)), 'a')?.state).toBe('steady');
    },
  );

  test('a work that failed tonight is not measured, in the series of its power limit', () => {
    const failed = { unusable: 'not-measured', rounds: 0, roundStepMs: [], powerLimitW: null, clockMHz: null } as const;
    const found = check(madeNights(38, { a: night => (night < 37 ? {} : failed), ...steadyWorks }));
    expect(findingOf(found, 'a')).toMatchObject({
      state: 'not-judged',
      why: 'not-measured',
      series: { powerLimitW: 300 },
    });
    expect(found.ended).toEqual([]);
  });

  test('a step stays open while tonight is not judged', () => {
    const slow = (night: number) => (night < 30 ? {} : { stepMs: 10.8 });
    const works = {
      a: (night: number) => (night === 37 ? { unusable: 'disturbed' as const } : slow(night)),
      ...steadyWorks,
    };
    const found = check(madeNights(38, works));
    expect(findingOf(found, 'a')).toMatchObject({ state: 'confirmed', why: 'disturbed', tonight: null });
    expect(found.verdict).toBe('regressed');
  });

  test('a self-test is no night', () => {
    const nights = madeNights(30, { a: () => ({}) });
    const selftest = madeNights(31, { pair: night => (night < 30 ? null : { unusable: 'self-test' }) });
    expect(check([...nights, ...selftest])).toEqual(check(nights));
  });

  test('missing nights make no step, and the nights after them are judged', () => {
    const found = check(madeNights(60, { a: night => (night >= 20 && night < 45 ? null : {}), ...steadyWorks }));
    expect(findingOf(found, 'a')?.state).toBe('steady');
  });
});

describe('metrics beside time', () => {
  const memory = (night: number, bytes: number) => ({ peakDeviceBytes: night < 35 ? 40e9 : bytes, energyJPerStep: 3 });

  test('more device memory is a finding of its own; a metric that nobody measures is none', () => {
    const found = check(madeNights(40, { a: night => memory(night, 43e9), ...steadyWorks }));
    expect(findingOf(found, 'a', 'peak-device-memory')).toMatchObject({
      state: 'confirmed',
      tonight: 43e9,
      step: { direction: 'worse' },
    });
    expect(findingOf(found, 'a', 'energy-per-step')).toMatchObject({ state: 'steady', tonight: 3 });
    expect(findingOf(found, 'a', 'peak-host-memory')).toBeUndefined();
    expect(findingOf(found, 'b', 'energy-per-step')).toBeUndefined();
  });

  test('less than 1 % more memory is no news', () => {
    const found = check(madeNights(40, { a: night => memory(night, 40.3e9), ...steadyWorks }));
    expect(findingOf(found, 'a', 'peak-device-memory')?.state).toBe('steady');
  });

  test('a sensor that is gone tonight leaves its metric unjudged', () => {
    const found = check(madeNights(30, { a: night => ({ energyJPerStep: night < 29 ? 3 : null }) }));
    expect(findingOf(found, 'a', 'energy-per-step')).toMatchObject({ state: 'not-judged', why: 'not-measured' });
    expect(findingOf(found, 'a')?.state).toBe('steady');
  });
});

test('machines are judged apart, each by its newest night', () => {
  const here = madeNights(30, { a: () => ({}) });
  const there = madeNights(20, { a: () => ({ machine: 'lab-2', stepMs: 12 }) });
  const found = check([...there, ...here]);
  expect(found.runs.map(({ machine, runId }) => [machine, runId])).toEqual([
    ['lab-1', runOf(29)],
    ['lab-2', runOf(19)],
  ]);
  expect(found.findings.map(({ series, state }) => [series.machine, state])).toEqual([
    ['lab-1', 'steady'],
    ['lab-2', 'steady'],
  ]);
});
