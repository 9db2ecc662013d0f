import { describe, expect, test } from 'vitest';
import { absent } from '../../../reports/figure.ts';
import {
  comparableRents,
  costSavedFrom,
  deviceHoursPerTrillionTokens,
  newestRent,
  rentFor,
  savingOf,
} from '../../../reports/money/cost.ts';
import type { Interval } from '../../../results/statistics.ts';
import { chipOf, fixtureCatalog, rentOf } from '../fixture.ts';

const own = chipOf('nvidia-own', 'NVIDIA Own', 1e12);
const reference = chipOf('nvidia-ref', 'NVIDIA Ref', 1e12);
const catalogOf = (...prices: ReturnType<typeof rentOf>[]) => ({
  ...fixtureCatalog(),
  chips: [own, reference],
  prices,
});
const hours: Interval = { point: 100, low: 90, high: 110, kind: 'confidence-95', rounds: 8 };

describe('the rent', () => {
  test('of 10¹² tokens at 3.6 ms per 1,000 tokens is that of 1,000 hours', () => {
    const stepMs: Interval = { point: 3.6, low: 1.8, high: 7.2, kind: 'confidence-95', rounds: 8 };
    const time = deviceHoursPerTrillionTokens(stepMs, 1000);
    expect([time.low, time.point, time.high]).toEqual([500, 1000, 2000]);
  });

  test('with a range of prices has the cheap hour at its low end and the dear one at its high end', () => {
    expect(rentFor(hours, { ...rentOf('nvidia-own', 2), high: 4 })).toMatchObject({
      point: 300,
      low: 180,
      high: 440,
      kind: 'bounds',
    });
  });

  test('never takes the list price of a device for the rent of an hour', () => {
    const listed = { ...rentOf('nvidia-own', 30_000), kind: 'list' as const };
    expect(newestRent(catalogOf(listed), own)).toMatchObject({ available: false });
  });

  test('is the newest there is', () => {
    const old = { ...rentOf('nvidia-own', 9), date: '2025-12-31' };
    expect(newestRent(catalogOf(old, rentOf('nvidia-own', 2)), own)).toMatchObject({ low: 2 });
  });
});

describe('comparing rents', () => {
  test('takes the same offer of one source before a newer pair of different ones', () => {
    const alike = { source: 'a list', offer: 'hyperscaler', date: '2025-01' };
    const catalog = catalogOf(
      rentOf('nvidia-own', 5),
      { ...rentOf('nvidia-own', 1), ...alike },
      { ...rentOf('nvidia-ref', 2), ...alike },
    );
    expect(comparableRents(catalog, own, reference)).toMatchObject({ chip: { low: 1 }, reference: { low: 2 } });
  });

  test("takes a user's own rent before any of the catalog's", () => {
    const alike = { source: 'a list', offer: 'hyperscaler', date: '2026-06' };
    const catalog = catalogOf(
      { ...rentOf('nvidia-own', 1), ...alike },
      { ...rentOf('nvidia-ref', 2), ...alike },
      { ...rentOf('nvidia-own', 5), overlay: 'mine.yaml' },
    );
    expect(comparableRents(catalog, own, reference)).toMatchObject({ chip: { low: 5 }, reference: { low: 2 } });
    expect(newestRent(catalog, own)).toMatchObject({ low: 5 });
  });

  test('is refused between an assumed and a market rent', () => {
    const market = { ...rentOf('nvidia-ref', 2), kind: 'rent-on-demand' as const };
    expect(comparableRents(catalogOf(rentOf('nvidia-own', 1), market), own, reference)).toMatchObject({
      available: false,
    });
  });
});

describe('the saving', () => {
  const ground = { basis: 'projected', lacks: [], scope: 'chips' } as const;
  const costAt = (low: number, point: number, high: number) =>
    rentFor({ point, low, high, kind: 'bounds', rounds: 8 }, rentOf('nvidia-own', 1));

  test('has the worst cases of both sides at its ends', () => {
    expect(savingOf(costAt(40, 50, 60), costAt(80, 100, 120), ground)).toMatchObject({
      point: 0.5,
      low: 0.25,
      high: 1 - 40 / 120,
      verdict: 'cheaper',
    });
  });

  test('has no verdict where a speed lacks an interval, however far apart the costs lie', () => {
    const lacks = [{ code: 'few-rounds', values: { what: 'a chip', rounds: 1, needed: 5, command: 'moebench run' } }];
    const saving = savingOf(costAt(1, 1, 1), costAt(100, 100, 100), { ...ground, lacks });
    // The rent of 1 at which a hundredth of the cost is all of it: 100.
    expect(saving).toMatchObject({ point: 0.99, verdict: 'no interval', lacks, breakEvenPerHour: 100 });
  });

  test('of exactly nothing at one end is not separable', () => {
    expect(savingOf(costAt(40, 50, 80), costAt(80, 100, 120), ground)).toMatchObject({
      low: 0,
      verdict: 'not separable',
    });
  });

  test('passes on the reason for which there is no cost', () => {
    const none = absent('no-cost');
    expect(savingOf(none, costAt(1, 1, 1), ground)).toEqual(none);
  });
});

test('the cost that a saving is from is that of the reference at the compared rent', () => {
  // 100 hours at 1 USD beside 100 hours at 4 USD.
  const [cost, other] = [rentFor(hours, rentOf('nvidia-own', 1)), rentFor(hours, rentOf('nvidia-ref', 4))];
  const saving = savingOf(cost, other, { basis: 'measured', lacks: [], scope: 'chips' });
  if (!cost.available || !saving.available) throw new Error('both are known');
  expect(saving.point).toBe(0.75);
  expect(costSavedFrom(cost, saving)).toBe(400);
});
