import { describe, expect, test } from 'vitest';
import { agedOn, ageOf, staleText } from '../../../reports/catalog/staleness.ts';
import { fixtureCatalog, rentOf } from '../fixture.ts';

describe('the age of a row', () => {
  test.each([
    ['2026-05-20', '2026-05-20', 0, false],
    ['2026-01-01', '2026-06-30', 180, false],
    ['2026-01-01', '2026-07-01', 181, true],
    ['2024-02-28', '2024-03-01', 2, false],
  ])('from %s to %s is %i days', (date, asOf, days, stale) => {
    expect(ageOf({ date }, asOf)).toEqual({ days, stale });
  });

  test('without a day or a month counts from the first: the oldest it can be', () => {
    expect(ageOf({ date: '2026-05' }, '2026-05-31')).toEqual({ days: 30, stale: false });
    expect(ageOf({ date: '2026' }, '2026-07-01')).toEqual({ days: 181, stale: true });
  });

  test('on the day of a time is that of the day', () => {
    expect(ageOf({ date: '2026-01-01' }, '2026-06-30T23:59:59.999Z')).toEqual({ days: 180, stale: false });
  });

  test('of a row from after that day is negative, and never stale', () => {
    expect(ageOf({ date: '2026-05-20' }, '2025-05-20')).toEqual({ days: -365, stale: false });
  });

  test('is said in words only where the price is stale', () => {
    const on = (date: string, asOf: string | null) =>
      agedOn({ ...fixtureCatalog(), prices: [{ ...rentOf('nvidia-h20', 1), date }] }, asOf).prices.map(staleText);
    expect(on('2025-03', '2026-11-23T10:00:00Z')).toEqual(['stale: 632 days old']);
    expect(on('2026-11', '2026-11-23')).toEqual([null]);
    expect(on('2025-03', null)).toEqual([null]);
  });
});
