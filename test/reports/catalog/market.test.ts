/** What several prices of one kind come to. Values by hand. */
import { describe, expect, test } from 'vitest';
import { marketOf, marketsOf, sourcesOf } from '../../../reports/catalog/market.ts';
import { type Price, priceOf } from '../../../reports/catalog/price.ts';

const price = (low: number, high: number, change: Partial<Price> = {}): Price => ({
  ...{ chip: 'nvidia-h20', low, high, currency: 'CNY', kind: 'rent-on-demand', offer: null },
  ...{ date: '2026-10-01', source: 'one', confidence: 'high' },
  ...change,
});

describe('a market', () => {
  test('of one price is that price, with no middle of its own', () => {
    expect(marketOf([price(6, 8)])).toMatchObject({ low: 6, high: 8, point: null });
  });

  test('of no price is none', () => {
    expect(marketOf([])).toBeNull();
    expect(marketsOf([])).toEqual([]);
  });

  test('reaches from the least to the greatest, about the median of the middles, however they contradict', () => {
    // Middles 7, 12 and 41: the median is 12, whatever the third asks.
    const market = marketOf([price(6, 8), price(10, 14, { source: 'two' }), price(40, 42, { source: 'two' })]);
    expect(market).toMatchObject({ low: 6, high: 42, point: 12 });
    expect(market === null ? [] : sourcesOf(market)).toEqual(['one', 'two']);
    // Of an even number it is the mean of the two in the middle: 7 and 12.
    expect(marketOf([price(6, 8), price(10, 14)])).toMatchObject({ point: 9.5 });
  });

  test('leaves out what is more than 180 days older than its newest price', () => {
    const [kept, dropped] = [price(5, 5, { date: '2026-04-04' }), price(1, 1, { date: '2026-04-03' })];
    expect(marketOf([dropped, kept, price(7, 7)])?.rows.map(({ low }) => low)).toEqual([7, 5]);
  });

  test('is the user’s newest price alone where there is one, older or not', () => {
    const mine = [
      price(3, 3, { date: '2024', overlay: 'mine.yaml' }),
      price(4, 4, { date: '2025', overlay: 'mine.yaml' }),
    ];
    expect(marketOf([price(9, 9), ...mine])).toMatchObject({ low: 4, high: 4, point: null });
  });

  test('is of one kind and one currency: a spot price is not mixed with others', () => {
    const found = marketsOf([
      price(6, 6),
      price(2, 2, { kind: 'rent-spot', date: '2026-11' }),
      price(1, 1, { currency: 'USD', date: '2026-09' }),
    ]);
    expect(found.map(({ kind, currency, low }) => [kind, currency, low])).toEqual([
      ['rent-spot', 'CNY', 2],
      ['rent-on-demand', 'CNY', 6],
      ['rent-on-demand', 'USD', 1],
    ]);
  });

  test('puts a month of a node beside an hour of a device', () => {
    const { quoted: _, ...row } = price(58_440, 58_440);
    expect(marketOf([priceOf({ ...row, per: 'node-month', devicesInOffer: 8 }), price(12, 12)])).toMatchObject({
      low: 10,
      high: 12,
    });
  });
});
