/** What `price: {catalog: KIND}` and `purchase: catalog` make of several rows. Values by hand. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { type PriceRow, priceOf } from '../../../reports/catalog/price.ts';
import { compared, pointOf, rowOf, SHIPPED } from './compared.ts';

const A = 'nvidia-h800';
const row = (change: Partial<PriceRow>, overlay?: string) => ({
  ...priceOf({
    ...{ chip: A, low: 10, high: 10, currency: 'CNY', kind: 'rent-reserved', offer: null },
    ...{ date: '2026-10-01', source: 'one', confidence: 'high' },
    ...change,
  }),
  ...(overlay === undefined ? {} : { overlay }),
});
const catalogOf = (prices: Catalog['prices']): Catalog => ({ ...SHIPPED.catalog, prices });

/** The price of the H800 in a case in yuan: amount, currency, and its ground. */
function priceIn(prices: Catalog['prices'], price: object, change: object = {}) {
  const candidates = [{ chip: A, price, speed: { tokensPerSecond: 1000 } }];
  const given = { model: 'ling-plus', tokens: 1e12, currency: 'CNY', reference: A, candidates, ...change };
  const compareRow = rowOf(compared(given, { catalog: catalogOf(prices) }), A);
  const [ground] = compareRow.grounds;
  return { ground, cost: pointOf(compareRow.costPerTrillionTokens) };
}

const RESERVED = { catalog: 'rent-reserved' };

describe('a rent of the catalog', () => {
  test('of one row is that row, by the month of a node too', () => {
    const { ground } = priceIn([row({ low: 58_440, high: 58_440, per: 'node-month', devicesInOffer: 8 })], RESERVED);
    expect(ground).toMatchObject({ spread: 10, unit: 'CNY/h', source: 'one', confidence: 'high' });
  });

  test('of several rows reaches from the least to the greatest about the median, and says how many sources there are', () => {
    const rows = [
      row({ low: 6, high: 8 }),
      row({ low: 20, high: 20, source: 'two', date: '2026-10-09', confidence: 'low' }),
      row({ low: 10, high: 10, source: 'two', date: '2026-07' }),
    ];
    const { ground, cost } = priceIn(rows, RESERVED);
    expect(ground).toMatchObject({
      spread: { low: 6, point: 10, high: 20 },
      source: '3 prices of 2 sources, 2026-07 to 2026-10-09: moebench list chips --chip nvidia-h800',
      date: '2026-10-09',
      confidence: 'low',
    });
    // 10¹² ÷ (1,000 × 3,600) hours at 10.
    expect(cost).toBeCloseTo(2_777_777.78, 1);
  });

  test('of a named offer is its newest row alone', () => {
    const rows = [
      row({ low: 3, high: 3, offer: 'Gongji', date: '2026-01' }),
      row({ low: 4, high: 4, offer: 'Gongji' }),
      row({}),
    ];
    expect(priceIn(rows, { ...RESERVED, offer: 'Gongji' }).ground).toMatchObject({ spread: 4, date: '2026-10-01' });
  });

  test('is in the case’s currency where the catalog has any, though a newer row is in another', () => {
    const rows = [row({ currency: 'USD', low: 2, high: 2, date: '2026-11' }), row({})];
    expect(priceIn(rows, RESERVED).ground).toMatchObject({ spread: 10, unit: 'CNY/h' });
    expect(() => priceIn(rows.slice(0, 1), RESERVED)).toThrow(
      "is in USD and the case in CNY; give rates: [{from: USD, to: CNY, rate: 6.7074, date: 2026-10-09}]; that one is the catalog's, by Frankfurter",
    );
  });

  test('is the user’s own alone, in whatever currency', () => {
    const rows = [row({}), row({ currency: 'USD', low: 2, high: 2, date: '2025' }, 'mine.yaml')];
    const rates = [{ from: 'USD', to: 'CNY', rate: 7, date: '2026-10-01' }];
    expect(priceIn(rows, RESERVED, { rates }).ground).toMatchObject({ spread: 2, source: 'from mine.yaml: one' });
  });

  test('of another kind is not taken in its place: spot is not reserved', () => {
    const { ground, cost } = priceIn([row({ kind: 'rent-spot' })], RESERVED);
    expect(ground?.unit).not.toBe('CNY/h');
    expect(cost).toBeNaN();
    expect(priceIn([row({ kind: 'rent-spot', low: 1, high: 1 })], { catalog: 'rent-spot' }).ground).toMatchObject({
      spread: 1,
    });
  });
});

describe('a purchase from the catalog', () => {
  const bought = { purchase: 'catalog', residual: 0, lifeYears: 4, upkeepPerYear: 0 };
  const power = { power: { pricePerKWh: 0.6, pue: 1.2 }, utilisation: 0.8 };
  const of = (prices: Catalog['prices']) => {
    const candidates = [{ chip: A, price: bought, watts: 700, speed: { tokensPerSecond: 1000 } }];
    const { ground } = priceIn(prices, bought, { ...power, candidates });
    return ground?.spread;
  };
  const server = row({ kind: 'list-server', low: 800, high: 800, per: 'node', devicesInOffer: 8 });

  test('is the list price of a device before its share of a server, and never one second-hand', () => {
    expect(of([server, row({ kind: 'list', low: 70, high: 70, date: '2024' })])).toBe(70);
    expect(of([server, row({ kind: 'used', low: 50, high: 50 })])).toBe(100);
  });
});
