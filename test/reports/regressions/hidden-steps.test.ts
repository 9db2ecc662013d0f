/** Steps that are easily hidden: by what all series do alike, by noise in what tells series apart, by nights that are missing or long ago. */
import { describe, expect, test } from 'vitest';
import { check, findingOf, steadyWorks } from './checked.ts';
import { type MadeNight, madeNights, PRODUCTS, product } from './made-nights.ts';

describe('a whole suite that moved', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const suite = (of: MadeNight, count = names.length) =>
    Object.fromEntries(names.slice(0, count).map(name => [name, of]));

  test.each([3, 4, 5, 6])('without products of the roofline is told: %i works', count => {
    const found = check(
      madeNights(
        45,
        suite(night => ({ stepMs: night < 40 ? 10 : 10.8 }), count),
      ),
    );
    expect(found.verdict).toBe('regressed');
    const told = found.findings.filter(({ state }) => state === 'confirmed');
    expect(told.map(({ case: name }) => name)).toEqual(count < 5 ? names.slice(0, count) : ['machine-by-its-works']);
  });

  test('in memory is told work by work, whatever products there are', () => {
    for (const products of [{}, Object.fromEntries(PRODUCTS.map(name => [name, () => product(5)]))]) {
      const found = check(
        madeNights(45, { ...products, ...suite(night => ({ peakHostBytes: night < 40 ? 1e9 : 1.1e9 })) }),
      );
      const told = found.findings.filter(({ state }) => state === 'confirmed');
      expect(told.map(({ case: name, metric }) => [name, metric])).toEqual(
        names.map(name => [name, 'peak-host-memory']),
      );
    }
  });

  test('hides no work that moved further', () => {
    const slower =
      (from: number, to: number): MadeNight =>
      night => ({ stepMs: night < 40 ? from : to });
    const products = Object.fromEntries(PRODUCTS.map(name => [name, (night: number) => product(night < 40 ? 5 : 5.4)]));
    const found = check(madeNights(45, { ...products, ...suite(slower(10, 10.8)), g: slower(10, 11.6) }));
    expect(found.findings.flatMap(({ case: name, state }) => (state === 'confirmed' ? [name] : []))).toEqual([
      'g',
      'machine',
    ]);
  });

  test('leaves the products alone where only works moved: each is told', () => {
    const products = Object.fromEntries(PRODUCTS.map(name => [name, () => product(5)]));
    const found = check(madeNights(45, { ...products, ...suite(night => ({ stepMs: night < 40 ? 10 : 10.8 })) }));
    expect(found.findings.flatMap(({ case: name, state }) => (state === 'confirmed' ? [name] : []))).toEqual(names);
  });
});

test('a power cap that is told with noise is one cap, and one that was changed is another', () => {
  const flapping = (night: number) => [699, 700, 701, 703][night % 4] ?? 700;
  const found = check(
    madeNights(45, { a: night => ({ stepMs: night < 41 ? 10 : 10.8, powerLimitW: flapping(night) }) }),
  );
  expect(found.verdict).toBe('regressed');
  expect(found.ended).toEqual([]);
  const back = check(
    madeNights(60, { a: night => ({ powerLimitW: night >= 20 && night < 40 ? 500 : flapping(night) }) }),
  );
  expect(back.findings.map(({ state, series }) => [state, series.powerLimitW])).toEqual([['steady', 699]]);
  expect(back.ended).toMatchObject([{ series: { powerLimitW: 500 } }]);
});

test.each([
  ['a step that nobody accepted stays open for hundreds of nights', 350, 50, 'night-50'],
  ['a step behind a month without a figure is told', 80, 75, 'night-75'],
])('%s', (_, nights, since, first) => {
  const found = check(
    madeNights(nights, {
      a: night => (since === 75 && night >= 45 && night < 75 ? null : { stepMs: night < since ? 10 : 10.7 }),
      ...steadyWorks,
    }),
  );
  expect(findingOf(found, 'a')).toMatchObject({ state: 'confirmed', step: { first: { runId: first } } });
});
