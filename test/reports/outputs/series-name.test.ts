import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesName } from '../../../reports/outputs/series-name.ts';
import { HOSTILE, SERIES } from './made-document.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(...HOSTILE, '', 'a/b', 'a', 'b'));
const named = fc.record({
  series: fc.record({
    machine: text,
    target: text,
    board: fc.option(text),
    strategy: text,
    workloadSha256: text,
    concurrent: fc.boolean(),
    powerLimitW: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  case: text,
});

test('a name is of machine, target, case and strategy, and ends with what tells it apart', () => {
  expect(seriesName({ series: SERIES, case: 'toy.moe-layer' })).toMatch(
    /^lab-1\/cpu\/toy\.moe-layer\/session\/[0-9a-f]{12}$/,
  );
});

test('a name is the same in every night and every version: services key their histories on it', () => {
  expect(seriesName({ series: SERIES, case: 'toy.moe-layer' })).toBe('lab-1/cpu/toy.moe-layer/session/9335067be091');
});

test('all targets at once is in the name', () => {
  expect(seriesName({ series: { ...SERIES, concurrent: true }, case: 'x' })).toContain('/session/concurrent/');
});

test('series that differ in anything have different names', () => {
  fc.assert(
    fc.property(named, named, (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      expect(seriesName(a)).not.toBe(seriesName(b));
    }),
  );
});

test('boards, power limits and workloads that the readable part does not show are told apart', () => {
  const names = [
    SERIES,
    { ...SERIES, board: 'GPU-1' },
    { ...SERIES, board: 'GPU-2' },
    { ...SERIES, powerLimitW: 300 },
    { ...SERIES, workloadSha256: 'b'.repeat(64) },
  ].map(series => seriesName({ series, case: 'x' }));
  expect(new Set(names).size).toBe(5);
});

test('a name needs no escape in any format, begins like no formula and fits the shortest limit', () => {
  fc.assert(
    fc.property(named, item => {
      expect(seriesName(item)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._/-]*$/);
      expect(seriesName(item)).not.toMatch(/-bencher-ignore$/);
    }),
  );
  const long = 'x'.repeat(5000);
  expect(
    seriesName({ series: { ...SERIES, machine: long, target: long, strategy: long }, case: long }).length,
  ).toBeLessThan(1024);
});

test('a machine that was imported is not the machine of that name', () => {
  const names = ['lab-1', 'imported/lab-1', 'imported_lab-1'].map(machine =>
    seriesName({ series: { ...SERIES, machine }, case: 'x' }),
  );
  expect(new Set(names).size).toBe(3);
});
