import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoGroups } from '../../../results/statistics/two-groups.ts';

test('rounds near 10 and near 11 are two groups, in whatever order', () => {
  expect(twoGroups([10, 11, 10.02, 10.01, 11.02, 9.99, 11.01, 10.03])).toEqual({
    low: { rounds: 5, mean: expect.closeTo(10.01, 9) },
    high: { rounds: 3, mean: expect.closeTo(11.01, 9) },
  });
});

test('one round apart from the rest is a group', () => {
  expect(twoGroups([10, 10.1, 9.9, 10, 10.1, 9.9, 10, 14])?.high).toEqual({ rounds: 1, mean: 14 });
});

test('evenly spaced rounds are no groups: the best split, four and four, leaves 10/42 of the squares', () => {
  expect(twoGroups([1, 2, 3, 4, 5, 6, 7, 8])).toBeNull();
});

test('rounds are grouped just where the split leaves less than 0.0792 of eight', () => {
  // Four at 0 and four at d ± 1: the squares within are 4, in all 4 + 2d²; 4 ÷ (4 + 2d²) = 0.0792 at d = 4.822.
  const rounds = (d: number) => [0, 0, 0, 0, d - 1, d - 1, d + 1, d + 1];
  expect(twoGroups(rounds(4.81))).toBeNull();
  expect(twoGroups(rounds(4.83))).not.toBeNull();
});

test('equal rounds, and fewer than five, are no groups', () => {
  expect(twoGroups([3, 3, 3, 3, 3, 3])).toBeNull();
  expect(twoGroups([1, 1, 9, 9])).toBeNull();
});

test('groups neither depend on the unit nor lose a round', () => {
  const rounds = fc.array(fc.double({ min: 1, max: 1e3, noNaN: true }), { minLength: 5, maxLength: 30 });
  fc.assert(
    fc.property(rounds, values => {
      const [groups, scaled] = [twoGroups(values), twoGroups(values.map(value => 4 * value))];
      expect(scaled?.high).toEqual(groups ? { rounds: groups.high.rounds, mean: 4 * groups.high.mean } : undefined);
      if (groups !== null) expect(groups.low.rounds + groups.high.rounds).toBe(values.length);
    }),
  );
});
