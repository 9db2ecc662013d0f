/** What must hold of every comparison, whatever is in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompareRow } from '../../../reports/money/schema.ts';
import { verdictOf } from '../../../reports/spread/verdict.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { compared, pointOf, rowOf } from '../case/compared.ts';

const D = 'ling-device-d';
const A = 'ling-device-a';
const RUNS = { numRuns: 60 };

const about = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const rent = fc.record({ d: about(1, 60), a: about(1, 60) });
const speeds = fc.record({ d: about(200, 1200), a: about(100, 800) });
const spread = about(0.01, 0.3);

/** Two rented chips, all four inputs uncertain by the same share. */
function rented(rents: { d: number; a: number }, speed: { d: number; a: number }, width: number, changes: object = {}) {
  const range = (x: number) => ({ low: x * (1 - width), high: x * (1 + width) });
  return {
    model: 'ling-plus',
    tokens: 1e12,
    currency: 'CNY',
    reference: D,
    samples: 512,
    candidates: [
      { chip: D, price: { perHour: range(rents.d) }, speed: { tokensPerSecond: range(speed.d) } },
      { chip: A, price: { perHour: range(rents.a) }, speed: { tokensPerSecond: range(speed.a) } },
    ],
    ...changes,
  };
}

const ofA = (given: unknown): CompareRow => rowOf(compared(given), A);

function ends(figure: CompareRow['saving']): readonly number[] {
  if (!figure.available) throw new Error(absenceText(figure));
  return [figure.point, figure.low, figure.high];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  for (const [index, value] of actual.entries()) {
    expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
  }
}

describe('whatever the prices and speeds', () => {
  test('cost is linear in price, its interval too', () => {
    fc.assert(
      fc.property(rent, speeds, spread, about(0.01, 50), (rents, speed, width, factor) => {
        const once = ends(ofA(rented(rents, speed, width)).costPerTrillionTokens);
        const times = ends(ofA(rented({ ...rents, a: rents.a * factor }, speed, width)).costPerTrillionTokens);
        expectClose(
          times,
          once.map(value => value * factor),
        );
      }),
      RUNS,
    );
  });

  test('the saving is the same in every currency', () => {
    fc.assert(
      fc.property(rent, speeds, spread, about(0.1, 200), (rents, speed, width, rate) => {
        const cny = rented(rents, speed, width);
        const rates = [{ from: 'CNY', to: 'USD', rate, date: '2026-01' }];
        const candidates = cny.candidates.map(row => ({ ...row, price: { ...row.price, currency: 'CNY' } }));
        const usd = ofA({ ...cny, currency: 'USD', rates, candidates });
        expectClose(ends(usd.saving), ends(ofA(cny).saving));
      }),
      RUNS,
    );
  });

  test('an uncertain rate that both sides share cancels in the saving', () => {
    fc.assert(
      fc.property(rent, speeds, (rents, speed) => {
        const given = rented(rents, speed, 0);
        const rates = [{ from: 'USD', to: 'CNY', rate: { low: 5, high: 9 }, date: '2026-01' }];
        const candidates = given.candidates.map(row => ({ ...row, price: { ...row.price, currency: 'USD' } }));
        const [point, low, high] = ends(ofA({ ...given, rates, candidates }).saving);
        expectClose([low ?? 0, high ?? 0], [point ?? 1, point ?? 1]);
      }),
      RUNS,
    );
  });

  test('the break-even rent, paid instead, saves nothing; with tax, goodput and reserved hours too', () => {
    const conditions = { tax: 0.13, goodput: 0.9, utilisation: 0.7, billed: 'reserved' };
    fc.assert(
      fc.property(rent, speeds, fc.constantFrom({}, conditions), (rents, speed, changes) => {
        const even = pointOf(ofA(rented(rents, speed, 0, changes)).breakEvenPricePerHour);
        const row = ofA(rented({ ...rents, a: even }, speed, 0, changes));
        expect(Math.abs(pointOf(row.saving))).toBeLessThan(1e-12);
        expect(row.verdict).toBe('no interval');
      }),
      RUNS,
    );
  });

  test('the break-even purchase, paid instead, saves nothing, with and without a discount rate', () => {
    const inputs = fc.record({
      bought: about(1e4, 4e5),
      residual: about(0, 0.5),
      life: about(1, 8),
      rate: fc.constantFrom(0, 0.01, 0.3),
    });
    const given = (
      { bought, residual, life, rate }: { bought: number; residual: number; life: number; rate: number },
      a: number,
    ) => ({
      ...rented({ d: 1, a: 1 }, { d: 1000, a: 400 }, 0),
      utilisation: 0.8,
      discountRate: rate,
      power: { pricePerKWh: 0.5, pue: 1.3 },
      candidates: [
        {
          chip: D,
          price: { purchase: bought, residual, lifeYears: life, upkeepPerYear: 5000 },
          watts: 1100,
          speed: { tokensPerSecond: 1000 },
        },
        {
          chip: A,
          price: { purchase: a, residual, lifeYears: life, upkeepPerYear: 500 },
          watts: 400,
          idleWatts: 90,
          speed: { tokensPerSecond: 400 },
        },
      ],
    });
    fc.assert(
      fc.property(inputs, numbers => {
        const { breakEvenPurchase: even } = ofA(given(numbers, 5e4));
        if (!even.available) {
          expect(absenceText(even)).toContain('even as a gift');
          return;
        }
        expect(Math.abs(pointOf(ofA(given(numbers, even.point)).saving))).toBeLessThan(1e-10);
      }),
      RUNS,
    );
  });

  test('an interval that holds 0 is never called cheaper, nor dearer', () => {
    fc.assert(
      // 0.95 · 2 · 0.05 ÷ 3.92: wider than what runs of the same work are known to differ by.
      fc.property(rent, speeds, about(0.05, 0.3), (rents, speed, width) => {
        const row = ofA(rented(rents, speed, width, { samples: 4096 }));
        const [, low = Number.NaN, high = Number.NaN] = ends(row.saving);
        if (low <= 0 && high >= 0) expect(row.verdict).toBe('not separable');
        else expect(row.verdict).toBe(low > 0 ? 'cheaper' : 'dearer');
      }),
      { numRuns: 200 },
    );
  });

  test('a chip that does the same at half the rent saves half', () => {
    fc.assert(
      fc.property(about(2, 60), about(200, 800), (price, speed) => {
        expect(pointOf(ofA(rented({ d: price, a: price / 2 }, { d: speed, a: speed }, 0)).saving)).toBeCloseTo(0.5, 12);
      }),
      RUNS,
    );
  });

  test('a fleet costs what its parts cost, by share of tokens', () => {
    fc.assert(
      fc.property(rent, speeds, spread, about(0.05, 0.95), (rents, speed, width, share) => {
        const fleets = [{ id: 'mixed', shares: { [A]: share, [D]: 1 - share } }];
        const comparison = compared(rented(rents, speed, width, { fleets }));
        const cost = (id: string) => pointOf(rowOf(comparison, id).costPerTrillionTokens);
        expectClose([cost('mixed')], [share * cost(A) + (1 - share) * cost(D)]);
        const saving = (id: string) => pointOf(rowOf(comparison, id).saving);
        expectClose([saving('mixed')], [share * saving(A)]);
      }),
      RUNS,
    );
  });
});

test.each([
  [0, 0.1, 'not separable'],
  [-0.1, 0, 'not separable'],
  [0, 0, 'not separable'],
  [1e-16, 1e-16, 'not separable'],
  [0.001, 0.1, 'cheaper'],
  [-0.1, -0.001, 'dearer'],
])('an interval from %f to %f is %s', (low, high, verdict) => {
  expect(verdictOf(low, high, [])).toBe(verdict);
});
