import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quotient, ratioOf } from '../../../reports/figure.ts';
import type { Interval } from '../../../results/statistics.ts';

const interval = (point: number, low: number, high: number, kind: Interval['kind'] = 'confidence-95'): Interval => ({
  ...{ point, low, high, kind },
  rounds: 5,
});

describe('a ratio', () => {
  test('of two sampled intervals adds the squares of their reaches, on logarithms', () => {
    // 3 % and 4 % either way make 5 %.
    const reach = (share: number) => interval(10, 10 * Math.exp(-share), 10 * Math.exp(share));
    const ratio = ratioOf(reach(0.03), reach(0.04));
    expect(ratio).toMatchObject({ point: 1, kind: 'confidence-95' });
    expect(Math.log(ratio.high)).toBeCloseTo(0.05, 12);
    expect(Math.log(ratio.low)).toBeCloseTo(-0.05, 12);
  });

  test.each(['range', 'bounds'] as const)('with a %s in it has the worst cases of both sides', kind => {
    expect(ratioOf(interval(10, 8, 12), interval(5, 4, 6, kind))).toMatchObject({
      low: 8 / 6,
      high: 3,
      kind: 'bounds',
    });
    expect(ratioOf(interval(10, 8, 12, kind), interval(5, 4, 6))).toMatchObject({
      low: 8 / 6,
      high: 3,
      kind: 'bounds',
    });
  });

  test('of an interval that reaches zero has the worst cases, and by one there is none', () => {
    expect(ratioOf(interval(10, -1, 21), interval(5, 4, 6))).toMatchObject({
      low: -1 / 6,
      high: 21 / 4,
      kind: 'bounds',
    });
    const [some, none] = [interval(10, 8, 12), interval(5, 0, 10)].map(one => ({ available: true, ...one }) as const);
    if (some === undefined || none === undefined) throw new Error('two were given');
    expect(quotient(some, none)).toMatchObject({ available: false });
  });

  test('lies within the worst cases and about its point, whatever its sides', () => {
    const side = fc
      .tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([point, reach]) => interval(point, point * Math.exp(-reach), point * Math.exp(reach)));
    fc.assert(
      fc.property(side, side, (a, b) => {
        const { point, low, high } = ratioOf(a, b);
        expect(low).toBeGreaterThanOrEqual((a.low / b.high) * (1 - 1e-9));
        expect(high).toBeLessThanOrEqual((a.high / b.low) * (1 + 1e-9));
        expect(low).toBeLessThanOrEqual(point);
        expect(high).toBeGreaterThanOrEqual(point);
      }),
    );
  });
});
