/** Prices by whatever unit they are offered, for one device and one hour. */
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { type PriceRow, PURCHASE_KINDS, priceOf, priceRowSchema, RENT_KINDS } from '../../../reports/catalog/price.ts';
import { isRentUnit, PRICE_UNITS, perDevice } from '../../../reports/catalog/price-unit.ts';
import { checkRows } from '../../../reports/catalog/row.ts';

const ROW: PriceRow = {
  chip: 'nvidia-h800',
  low: 58_440,
  high: 116_880,
  currency: 'CNY',
  kind: 'rent-reserved',
  offer: 'ours',
  date: '2026-11',
  source: 'a quote',
  confidence: 'high',
};

describe('a price for one device', () => {
  // A year has 365.25 × 24 = 8766 h, a month a twelfth, 730.5 h.
  test.each([
    ['device-hour', 58_440],
    ['device-month', 80],
    ['device-year', 6.6667],
    ['node-hour', 7305],
    ['node-month', 10],
    ['node-year', 0.83333],
    ['device', 58_440],
    ['node', 7305],
  ] as const)('of 58,440 by the %s of 8 devices is %d', (unit, each) => {
    expect(perDevice(58_440, unit, 8)).toBeCloseTo(each, 3);
  });

  test('keeps what was quoted beside it, and the rest of the row', () => {
    expect(priceOf({ ...ROW, per: 'node-month', devicesInOffer: 8, taxIncluded: false, region: 'China' })).toEqual({
      ...ROW,
      low: 10,
      high: 20,
      devicesInOffer: 8,
      taxIncluded: false,
      region: 'China',
      quoted: { low: 58_440, high: 116_880, per: 'node-month' },
    });
  });

  test.each([
    ['rent-reserved', 'device-hour'],
    ['list', 'device'],
  ] as const)('of kind %s by the %s is as it was written', (kind, per) => {
    expect(priceOf({ ...ROW, kind, per })).toEqual({ ...ROW, kind });
    expect(priceOf({ ...ROW, kind })).toEqual({ ...ROW, kind });
  });
});

describe('a row of prices', () => {
  test('buys by the device or the node, and rents by hours: no other unit is taken', () => {
    for (const per of PRICE_UNITS) {
      for (const kind of [...PURCHASE_KINDS, ...RENT_KINDS]) {
        const fits = isRentUnit(per) === RENT_KINDS.some(rent => rent === kind);
        const row = { ...ROW, kind, per, devicesInOffer: 8 };
        expect(priceRowSchema.safeParse(row).success, `${kind} by the ${per}`).toBe(fits);
      }
    }
  });

  test.each([
    [{ per: 'node-month' }, 'devicesInOffer: give the number of devices in the node'],
    [{ per: 'node-month', devicesInOffer: 0 }, 'devicesInOffer: '],
    [{ per: 'node-month', devicesInOffer: 7.5 }, 'devicesInOffer: '],
    [{ per: 'month' }, 'per: '],
    [{ kind: 'list', per: 'device-month' }, 'per: give device or node for a purchase'],
    [{ taxIncluded: 'no' }, 'taxIncluded: '],
    [{ region: 'two\nlines' }, 'region: has a line break'],
    [{ kind: 'spot' }, 'kind: '],
  ])('%j is refused with its field', (change, said) => {
    expect(() => checkRows('prices.json', priceRowSchema, [{ ...ROW, ...change }])).toThrow(
      `prices.json row 1 (nvidia-h800): ${said}`,
    );
  });
});

describe('the shipped prices', () => {
  const { prices } = loadCatalog();

  test('are 199 of this year and 37 older ones', () => {
    expect(prices).toHaveLength(236);
  });

  test('both stay where sources contradict each other: the month of a server of 8 H800', () => {
    const months = prices.filter(({ chip, quoted }) => chip === 'nvidia-h800' && quoted?.per === 'node-month');
    expect(months.map(({ quoted }) => [quoted?.low, quoted?.high])).toEqual([
      [78_000, 78_000],
      [45_000, 64_000],
    ]);
    // 78,000 ÷ (8 × 730.5) and 45,000 ÷ (8 × 730.5).
    expect(months.map(({ low }) => low)).toEqual([expect.closeTo(13.347, 3), expect.closeTo(7.7, 3)]);
  });

  test('a device of a server is its share: 3.1 million for a rack of 72', () => {
    expect(prices.find(({ offer }) => offer === 'rack NVL72')).toMatchObject({
      chip: 'nvidia-gb200',
      kind: 'list-server',
      low: expect.closeTo(43_055.6, 1),
    });
  });

  test('a rent of a device-hour lies between a tenth of a unit and a hundred', () => {
    const odd = prices.filter(
      ({ kind, low, high }) => RENT_KINDS.some(rent => rent === kind) && (low < 0.1 || high > 100),
    );
    expect(odd).toEqual([]);
  });
});
