/** The price of a row in the case's currency, by hand: what its cost stands on, beside its break-even. */
import { describe, expect, test } from 'vitest';
import { compared, pointOf, rowOf, withA } from '../case/compared.ts';

const A = 'ling-device-a';
const priceOf = (changes: object, all: object = {}) => rowOf(compared(withA(changes, all)), A);

describe('the price that a cost stands on', () => {
  test('of a rent in another currency is in that of the case, and keeps its range', () => {
    const rates = [{ from: 'USD', to: 'CNY', rate: 7, date: '2026-01-01', source: 'a bank' }];
    const { pricePerHour, purchasePrice } = priceOf({ price: { perHour: '$1..3' } }, { rates });
    expect(pointOf(pricePerHour)).toBeCloseTo(14, 9);
    // 95 % of a uniform distribution from 7 to 21.
    expect(pricePerHour).toMatchObject({ low: expect.closeTo(7.35, 1), high: expect.closeTo(20.65, 1) });
    expect(purchasePrice).toMatchObject({ available: false, code: 'rented' });
  });

  test('of reserved hours is that of an hour paid, as the break-even is', () => {
    const { pricePerHour } = priceOf({}, { billed: 'reserved', utilisation: 0.5 });
    expect(pointOf(pricePerHour)).toBeCloseTo(7, 12);
  });

  test('of an owned device is its purchase, and what an hour at work comes to', () => {
    const row = priceOf(
      { price: { purchase: 87_600, residual: 0, lifeYears: 5, upkeepPerYear: 876 }, watts: 1000 },
      { mixedPrices: true, utilisation: 0.5, power: { pricePerKWh: 0.6, pue: 1.5 } },
    );
    expect(pointOf(row.purchasePrice)).toBeCloseTo(87_600, 9);
    // (17,520 + 876) ÷ 4,380 hours, and 1 kW × 1.5 × 0.6.
    expect(pointOf(row.pricePerHour)).toBeCloseTo(4.2 + 0.9, 9);
  });
});
