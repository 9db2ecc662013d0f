import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aroundRanks } from '../../../../reports/money/sampling/order-statistics.ts';
import { storeOf } from '../../../../reports/money/sampling/store.ts';

describe('values at ranks', () => {
  test('are those of the sorted list, whatever the order and however many are equal', () => {
    const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 })), {
      minLength: 16,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, list => {
        const sorted = Float64Array.from(list).sort();
        const [low, high] = [Math.floor(0.025 * (list.length - 1)), Math.floor(0.975 * (list.length - 1))];
        const at = (rank: number) => sorted[Math.min(rank, list.length - 1)];
        // Zeros of either sign are one value.
        const plain = (pairs: readonly (readonly (number | undefined)[])[]) =>
          pairs.map(pair => pair.map(x => (x ?? Number.NaN) + 0));
        expect(plain(aroundRanks(Float64Array.from(list), low, high))).toEqual(
          plain([
            [at(low), at(low + 1)],
            [at(high), at(high + 1)],
          ]),
        );
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});

describe('a store', () => {
  test('makes a value once, and again only when it was asked for longest ago of too many', () => {
    const made: string[] = [];
    const store = storeOf<string>(2);
    const ask = (key: string) =>
      store.of(key, () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(key)).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
