import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  costAtSpeed,
  costOfRest,
  shareWithin,
  speedAtShare,
  speedForCost,
  speedFromHours,
  usefulFlops,
} from '../../../reports/reproduce/arithmetic.ts';

const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true });

describe('speeds and costs', () => {
  test('7.2 million tokens in 2 device-hours are 1,000 tokens/s', () => {
    expect(speedFromHours(7.2e6, 2)).toBe(1000);
  });

  test('at 1,000 tokens/s and 3.6 an hour 10¹² tokens cost a million', () => {
    expect(costAtSpeed(1000, 3.6)).toBeCloseTo(1e6, 6);
    expect(speedForCost(1e6, 3.6)).toBeCloseTo(1000, 9);
  });

  test('the speed for a cost costs that much', () => {
    fc.assert(
      fc.property(positive, positive, (cost, price) => {
        expect(costAtSpeed(speedForCost(cost, price), price) / cost).toBeCloseTo(1, 12);
      }),
    );
  });

  test('half of a peak of 600 FLOP/s is 5 tokens/s of a model of 10 active parameters', () => {
    expect(speedAtShare(0.5, 600, 10)).toBe(5);
    expect(usefulFlops(5, 10)).toBe(300);
  });
});

describe('a mix of a known cost and a rest', () => {
  test('of half at 6 must have its rest at 4 for 5', () => {
    expect(costOfRest(5, 6, 0.5)).toBe(4);
  });

  test('has no rest where the known part alone costs it all', () => {
    expect(costOfRest(5, 6, 0.9)).toBeNull();
    expect(costOfRest(5, 6, 1)).toBeNull();
  });

  test('may be a quarter at 8 beside 4 for 5; none where even the cheap one is dearer, all where both are cheaper', () => {
    expect([shareWithin(5, 8, 4), shareWithin(5, 8, 6), shareWithin(5, 4, 3)]).toEqual([0.25, null, 1]);
  });

  test('costs the target at the greatest share', () => {
    fc.assert(
      fc.property(positive, positive, positive, (target, over, under) => {
        const [dear, cheap] = [target + over, target / (1 + under)];
        const share = shareWithin(target, dear, cheap) ?? Number.NaN;
        expect((share * dear + (1 - share) * cheap) / target).toBeCloseTo(1, 9);
      }),
    );
  });
});
