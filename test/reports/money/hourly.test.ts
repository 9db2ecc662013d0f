/** An hour's cost, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { hourlyCost, type Owned, purchaseAt } from '../../../reports/money/hourly.ts';
import { each, plus, times } from '../../../reports/money/sampling/values.ts';

/** 87,600 paid over ten years, worked all the time, is one an hour. */
const OWNED: Owned<number> = {
  kind: 'owned',
  purchase: 87_600,
  residual: 0,
  lifeYears: 10,
  upkeepPerYear: 0,
  discountRate: 0,
  utilisation: 1,
  watts: 0,
  idleWatts: 0,
  pue: 1,
  pricePerKWh: 0,
};

describe('an hour of an owned device', () => {
  test.each<[string, Partial<Owned<number>>, object]>([
    ['bears its purchase in a straight line', {}, { capital: 1, upkeep: 0, power: 0, idlePower: 0 }],
    ['bears only what is lost by the end', { residual: 0.25 }, { capital: 0.75 }],
    ['bears twice as much when half are idle', { utilisation: 0.5 }, { capital: 2 }],
    ['bears upkeep', { upkeepPerYear: 4380, utilisation: 0.5 }, { upkeep: 1 }],
    [
      'draws a kilowatt, half as much again for the building',
      { watts: 1000, pue: 1.5, pricePerKWh: 0.6 },
      { power: 0.9 },
    ],
    [
      'draws what three idle hours do, when one in four is worked',
      { idleWatts: 100, utilisation: 0.25, pue: 2, pricePerKWh: 1 },
      { idlePower: 0.6 },
    ],
  ])('%s', (_, changes, parts) => {
    const cost = hourlyCost({ ...OWNED, ...changes });
    for (const [part, value] of Object.entries(parts)) expect(cost).toHaveProperty(part, expect.closeTo(value, 12));
  });

  test('pays its loan back in equal years: 1,000 at 10 % over 3 are 402.11 a year', () => {
    const { capital } = hourlyCost({ ...OWNED, purchase: 1000, lifeYears: 3, discountRate: 0.1 });
    expect(times(capital, 8760)).toBeCloseTo(402.1148, 4);
  });

  test('takes off what a residual is worth today: of 1,000, 100 in three years at 10 % are 75.13', () => {
    const { capital } = hourlyCost({ ...OWNED, purchase: 1000, residual: 0.1, lifeYears: 3, discountRate: 0.1 });
    expect(times(capital, 8760)).toBeCloseTo(402.1148 * (1 - 0.07513148), 4);
  });

  test('at next to no discount rate costs what a straight line does', () => {
    const { capital } = hourlyCost({ ...OWNED, residual: 0.2, discountRate: 1e-10 });
    expect(capital).toBeCloseTo(0.8, 8);
  });

  test('costs what a straight line does in samples whose discount rate is 0, or next to it', () => {
    const discountRate = Float64Array.of(0, 1e-320, 1e-30, 1e-12, 0.07);
    const { capital } = hourlyCost({ ...OWNED, residual: 0.2, lifeYears: 3.7, discountRate });
    const straight = (87_600 * 0.8) / 3.7 / 8760;
    const isStraight = each(capital, value => Number(Math.abs(value / straight - 1) < 1e-9));
    expect(isStraight).toEqual(Float64Array.of(1, 1, 1, 1, 0));
  });

  test('gives its purchase price back, and a negative one where power alone costs more', () => {
    const price = { ...OWNED, residual: 0.1, discountRate: 0.07, upkeepPerYear: 300, watts: 700, pricePerKWh: 0.5 };
    const sum = plus(0, ...Object.values(hourlyCost(price)));
    expect(purchaseAt(sum, price)).toBeCloseTo(price.purchase, 6);
    expect(purchaseAt(0.1, price)).toBeLessThan(0);
  });
});

test('an hour of rent is dearer by the hours that are paid and not worked', () => {
  expect(hourlyCost({ kind: 'rent', perHour: 6, paidShare: 0.75 })).toMatchObject({ rent: 8, power: 0, capital: 0 });
});
