/** Offers as sellers make them: by the month or the year, for a node, with VAT, at a spot price, in any name of a currency. */
import { describe, expect, test } from 'vitest';
import { readingText } from '../../../../reports/words/compare-readings.ts';
import { namesOf } from '../../../../reports/words/input-text.ts';
import { compared, pointOf, rowOf, withA } from '../compared.ts';

const A = 'ling-device-a';

type Fields = Readonly<Record<string, unknown>>;
/** Device A does 10¹² tokens in this many device-hours. */
const HOURS = 1e12 / ((0.179 * 370e12) / (6 * 28.8e9)) / 3600;

const rowWith = (price: unknown, row: Fields = {}, all: Fields = {}) =>
  rowOf(compared(withA({ price, ...row }, all)), A);
/** What an hour of device A comes to. */
const hourOf = (price: unknown, row: Fields = {}, all: Fields = {}): number =>
  pointOf(rowWith(price, row, all).costPerTrillionTokens) / HOURS;

/** How the case was read, in sentences. */
function readings(price: unknown, row: Fields = {}, all: Fields = {}): readonly string[] {
  const comparison = compared(withA({ price, ...row }, all));
  return comparison.readings.map(fact => readingText(fact, namesOf(comparison)));
}

describe('an hour of a device costs', () => {
  const RATES = { rates: [{ from: '$', to: 'RMB', rate: 7, date: '2026-10' }] };
  test.each<[string, unknown, number]>([
    ['a month ÷ 730.5 h', { perMonth: 5113.5 }, 7],
    ['a year ÷ 8766 h', { perYear: 61_362 }, 7],
    ['a node of 8 ÷ 8', { perHour: 56, perNodeOf: 8 }, 7],
    ['a node of 8, as people name its devices', { perHour: 56, devices: 8 }, 7],
    ['a node of 16 by the month', { perMonth: 81_816, perNodeOf: 16 }, 7],
    ['an amount with VAT of 13 % ÷ 1.13', { perHour: 7.91, vat: { rate: 0.13, included: true } }, 7],
    ['an amount without VAT, as it stands', { perHour: 7, vat: { rate: '13 %', included: false } }, 7],
    ['all three', { perMonth: 92_452.08, perNodeOf: 16, vat: { rate: '13%', included: true } }, 7],
    ['a text with its currency', { perHour: '7 CNY' }, 7],
    ['a text with its currency and period', { perMonth: '¥5,113.5/month' }, 7],
    ['a text in the place of the price', '7 CNY/h', 7],
    ['a text in Chinese', '每卡每小时 7 元', 7],
    ['a range, at its middle', { perHour: '6..8' }, 7],
    ['a range by the month', { perMonth: { low: 4383, high: 5844 } }, 7],
    ['RMB', { perHour: 7, currency: 'RMB' }, 7],
    ['元', { perHour: 7, currency: '元' }, 7],
    ['dollars at the rate of the case', { perHour: '$1' }, 7],
    ['US$ at the rate of the case', { perHour: 1, currency: 'US$' }, 7],
    ['a text in dollars in the place of the price', '1 USD per GPU-hour', 7],
  ])('%s', (_, price, hour) => {
    expect(hourOf(price, {}, RATES)).toBeCloseTo(hour, 9);
  });

  test('the same however the currency of the case is named', () => {
    for (const currency of ['CNY', 'RMB', '元', '人民币', 'CN¥', 'cny']) {
      const comparison = compared(withA({}, { currency }));
      expect(comparison.currency).toBe('CNY');
      expect(pointOf(rowOf(comparison, A).costPerTrillionTokens) / HOURS).toBeCloseTo(7, 9);
    }
  });
});

describe('a lease', () => {
  test.each(['perMonth', 'perYear'])('%s is of kind rent-reserved by itself', field => {
    expect(rowWith({ [field]: 5000 }).priceKind).toBe('rent-reserved');
    expect(rowWith({ [field]: 5000, kind: 'rent-on-demand' }).priceKind).toBe('rent-on-demand');
  });

  test('is paid for all its hours: at a utilisation of a half, an hour at work costs twice as much', () => {
    expect(hourOf({ perMonth: 5113.5 }, { utilisation: 0.5 })).toBeCloseTo(14, 9);
    expect(hourOf({ perMonth: 5113.5 }, { utilisation: '50 %' })).toBeCloseTo(14, 9);
    expect(hourOf({ perHour: 7, kind: 'rent-reserved' }, { utilisation: 0.5 })).toBeCloseTo(14, 9);
    expect(hourOf({ perHour: 7 }, { utilisation: 0.5 })).toBeCloseTo(7, 9);
    expect(hourOf({ perMonth: 5113.5 }, { utilisation: 0.5, billed: 'used' })).toBeCloseTo(7, 9);
  });

  test('without a utilisation counts all hours as used, and says so', () => {
    expect(readings({ perMonth: 5113.5 })).toEqual([
      'Rents are of unlike kinds: Ling device D: rent; Ling device A: rent-reserved.',
      'Rent of Ling device A: 5,113.5 CNY/month ÷ 730.5 h = 7 CNY/h per device.',
      'Ling device A is reserved: all hours are paid, and all count as used (give utilisation where they are not).',
    ]);
    expect(readings({ perMonth: 5113.5 }, { utilisation: 0.5 })).toContain(
      'Ling device A is reserved: all hours are paid, and 50 % of them are used.',
    );
  });

  test('breaks even at a rent of an hour paid, as perHour has it', () => {
    const rent = pointOf(rowWith({ perMonth: 5113.5 }, { utilisation: 0.5 }).breakEvenPricePerHour);
    const even = rowWith({ perHour: rent, kind: 'rent-reserved' }, { utilisation: 0.5 });
    expect(pointOf(even.saving)).toBeCloseTo(0, 12);
  });
});

describe('VAT', () => {
  test('is said where a price states it, and which prices do not state it', () => {
    expect(readings({ perHour: 7.91, vat: { rate: 0.13, included: true } })).toEqual([
      'Ling device D: whether the price has VAT in it is not stated; it is taken as without.',
      'Rent of Ling device A: 7.91 CNY/h ÷ 1.13 (VAT) = 7 CNY/h per device.',
      'Prices are compared without VAT: 13 % is taken out of that of Ling device A.',
    ]);
    expect(readings({ perHour: 7, vat: { included: false } })).toContain(
      'Prices are compared without VAT: that of Ling device A is stated without it.',
    );
  });

  test('that no price states is among what is not included', () => {
    expect(rowWith({ perHour: 7 }).notIncluded.map(({ code }) => code)).toContain('omits-vat');
    const stated = rowWith({ perHour: 7, vat: { rate: 0.13, included: false } });
    expect(stated.notIncluded.map(({ code }) => code)).not.toContain('omits-vat');
  });

  test('is taken out of a purchase and its upkeep', () => {
    const owned = { purchase: 113_000, residual: '10 %', lifeYears: 5, upkeepPerYear: '1,130 CNY' };
    const conditions = { utilisation: 1, power: { pricePerKWh: '0.6 CNY/kWh', pue: 1.5 }, mixedPrices: true };
    const hour = hourOf({ ...owned, vat: { rate: 0.13, included: true } }, { watts: '500 W' }, conditions);
    // (100,000 × 0.9 ÷ 5 + 1,000) ÷ 8760 + 0.5 kW × 1.5 × 0.6.
    expect(hour).toBeCloseTo(19_000 / 8760 + 0.45, 9);
  });
});

describe('a spot price', () => {
  const spot = { perHour: 7, kind: 'rent-spot' };

  test('loses the hours of its interruptions: two a day of 36 minutes are a twentieth', () => {
    const row = { interruptions: { perDay: 2, minutesLost: 36 } };
    expect(hourOf(spot, row)).toBeCloseTo(7 / 0.95, 9);
    expect(readings(spot, row)).toContain('Ling device A: 2 interruptions a day of 36 minutes lose 5 % of its hours.');
  });

  test('has a goodput beside them: both are lost', () => {
    const row = { goodput: 0.9, interruptions: { perDay: 2, minutesLost: 36 } };
    expect(hourOf(spot, row)).toBeCloseTo(7 / 0.95 / 0.9, 9);
    expect(hourOf(spot, { goodput: '90 %' })).toBeCloseTo(7 / 0.9, 9);
  });

  test('with a range of interruptions has a cost with an interval that moves with it', () => {
    const row = rowWith(spot, { interruptions: { perDay: { low: 0, high: 4 }, minutesLost: 36 } });
    const { costPerTrillionTokens: cost, sensitivity } = row;
    if (!cost.available) throw new Error('there is a cost');
    // 2.5 and 97.5 % of 0 to 4 interruptions.
    expect(cost.low / HOURS).toBeCloseTo(7 / (1 - (0.1 * 36) / 1440), 3);
    expect(cost.high / HOURS).toBeCloseTo(7 / (1 - (3.9 * 36) / 1440), 3);
    expect(sensitivity.map(({ input }) => input)).toContain(`interruptions.perDay/${A}`);
  });

  test('of which no lost hour is stated says so', () => {
    expect(readings(spot)).toContain(
      'Ling device A is at a spot price, and no lost hour is counted; give interruptions: {perDay, minutesLost}.',
    );
    expect(readings(spot, { goodput: 0.9 }).join(' ')).not.toContain('no lost hour');
  });
});

describe('¥ alone', () => {
  const SAID = '¥ is read as CNY (yuan); for yen give JPY.';

  test('is yuan, and that is said', () => {
    expect(readings({ perHour: '¥7' })).toEqual([`Ling device A: ${SAID}`]);
    expect(readings({ perHour: 7, currency: '¥' })).toEqual([`Ling device A: ${SAID}`]);
    expect(readings({ perHour: 7 }, {}, { currency: '¥' })).toEqual([SAID]);
    expect(readings({ perHour: 7 }, { oneOffCost: '¥1,000,000' })).toEqual([SAID]);
  });

  test('is yen in a case in yen, and that is said', () => {
    const [d, a] = withA({ price: { perHour: '¥70' } }).candidates;
    const comparison = compared({ ...withA({}), currency: '円', candidates: [d, a] });
    expect(pointOf(rowOf(comparison, A).costPerTrillionTokens) / HOURS).toBeCloseTo(70, 9);
    expect(comparison.readings.map(fact => readingText(fact, namesOf(comparison)))).toEqual([
      'Ling device A: ¥ is read as JPY (yen); for yuan give CNY.',
    ]);
  });

  test('is yen where the price says so', () => {
    const rates = [{ from: 'JPY', to: 'CNY', rate: 0.05, date: '2026-10' }];
    expect(hourOf({ perHour: '¥140', currency: 'JPY' }, {}, { rates })).toBeCloseTo(7, 9);
    expect(readings({ perHour: '¥140', currency: 'JPY' }, {}, { rates })).toEqual([]);
  });

  test('with its country is not spoken of', () => {
    expect(readings({ perHour: 'CN¥7' })).toEqual([]);
  });
});

describe('prices of unlike kinds', () => {
  const owned = { purchase: 1e5, residual: 0.1, lifeYears: 5, upkeepPerYear: 0 };
  const CONDITIONS = { utilisation: 0.8, power: { pricePerKWh: 0.6, pue: 1.3 }, mixedPrices: true };

  test('stand beside each other where the case asks for it, each with what it holds', () => {
    const said = readings(owned, { watts: 500 }, CONDITIONS);
    expect(said).toEqual([
      'Prices are of unlike kinds, as the case allows (mixedPrices): Ling device D: rented (power, host and the margin of the owner are in the rent); Ling device A: owned (purchase, upkeep and power; building and staff only as far as upkeep has them).',
    ]);
    expect(rowWith(owned, { watts: 500 }, CONDITIONS).saving.available).toBe(true);
    expect(readings({ perHour: 7, kind: 'fair' }, {}, CONDITIONS)[0]).toContain(
      'Ling device A: an estimate of what an hour costs its team',
    );
  });

  test('that are all rents need no leave: on demand, reserved, spot, unsaid', () => {
    for (const kind of ['rent', 'rent-on-demand', 'rent-reserved', 'rent-spot']) {
      expect(rowWith({ perHour: 7, kind }).saving.available).toBe(true);
    }
  });
});

test('speeds and watts are read with their units, of a device', () => {
  const row = rowWith({ perHour: 7 }, { speed: { tokensPerSecond: '1,000 tokens/s/GPU' } });
  expect(pointOf(row.tokensPerSecondPerDevice)).toBe(1000);
  expect(pointOf(rowWith({ perHour: 7 }, { speed: { mfu: '20..30 %' } }).mfu)).toBeCloseTo(0.25, 12);
});
