/** Devices, days, energy, carbon, payback and the frontier, on a case that is worked out by hand. */
import { describe, expect, test } from 'vitest';
import { spoken } from '../../spoken.ts';
import { compared, pointOf, rowOf } from './compared.ts';

const D = 'ling-device-d';
const A = 'ling-device-a';
const C = 'ling-device-c';
/** 10¹² tokens at so many tokens/s take 3.6 × 10⁹ seconds: a million device-hours. */
const SPEED = 1e6 / 3600;

const CASE = {
  model: 'ling-plus',
  tokens: 2.4e12,
  currency: 'CNY',
  reference: D,
  deadline: { days: 100 },
  power: { pue: 1.5 },
  carbon: { gramsPerKWh: 500 },
  candidates: [
    { chip: D, price: { perHour: 4 }, speed: { tokensPerSecond: SPEED }, watts: 800 },
    { chip: A, price: { perHour: 1 }, speed: { tokensPerSecond: SPEED / 2 }, oneOffCost: 3e6, goodput: 0.8 },
    { chip: C, price: { perHour: 3 }, speed: { tokensPerSecond: SPEED / 3 } },
  ],
  fleets: [{ id: 'half', shares: { [D]: 0.5, [A]: 0.5 } }],
};

const comparison = compared(CASE);
const of = (id: string) => rowOf(comparison, id);

describe('of a million device-hours for 10¹² tokens', () => {
  test('2.4 × 10¹² tokens in 100 days are 1,000 devices; on half the speed with a fifth lost 2,500', () => {
    expect([D, A].map(id => pointOf(of(id).devicesForDeadline))).toEqual([1000, 2500]);
  });

  test('a fleet has whole devices of each: 500 and 1,250', () => {
    expect(pointOf(of('half').devicesForDeadline)).toBe(1750);
    expect(of('half')).toMatchObject({ chip: null, shares: { [D]: 0.5, [A]: 0.5 }, basis: 'assumed' });
  });

  test('at 800 W and a PUE of 1.5 they take 1.2 GWh and give 600 t of CO₂', () => {
    expect(pointOf(of(D).energyKWhPerTrillionTokens)).toBeCloseTo(1.2e6, 4);
    expect(pointOf(of(D).carbonKgPerTrillionTokens)).toBeCloseTo(6e5, 4);
    expect(spoken(of(A).energyKWhPerTrillionTokens)).toMatchObject({
      available: false,
      reason: expect.stringContaining('watts'),
    });
  });

  test('what is paid once comes back at 1.5 million saved for 10¹² tokens: after two of them', () => {
    expect(pointOf(of(A).costPerTrillionTokens)).toBeCloseTo(2.5e6, 4);
    const { paybackTokens } = of(A);
    expect(paybackTokens).toMatchObject({ available: true, point: expect.closeTo(2e12, 0) });
  });

  test('a run of 2.4 × 10¹² tokens costs 9.6 million', () => {
    expect(pointOf(of(D).costOfTraining)).toBeCloseTo(9.6e6, 4);
  });
});

test('on the frontier is what no other row beats in cost and time', () => {
  // D: 4 million, 1 million hours. Half: 3.25 and 1.75. A: 2.5 and 2.5. C: 9 and 3, beaten by all.
  expect(comparison.rows.filter(row => row.onFrontier).map(({ id }) => id)).toEqual([D, A, 'half']);
  expect(comparison.frontierTime).toBe('deviceHoursPerTrillionTokens');
});

test('with devices of each, time is the days they take', () => {
  const devices = [1000, 5000, 10_000];
  const candidates = CASE.candidates.map((row, index) => ({ ...row, devices: devices[index] }));
  const { fleets: _, ...alone } = CASE;
  const given = compared({ ...alone, candidates });
  expect(given.rows.map(({ days }) => Math.round(pointOf(days)))).toEqual([100, 50, 30]);
  expect(given.frontierTime).toBe('days');
  expect(given.rows.filter(row => row.onFrontier).map(({ id }) => id)).toEqual([A, C]);
});
