import { describe, expect, test } from 'vitest';
import { areChoices, bestChoices, layerFlips, mayChoose, nearTies } from '../../../harness/runners/choices.ts';
import { layer } from '../../results/small-record.ts';

const moe = { ...layer, tokens: 1, experts: 4, topK: 2, routing: { kind: 'learned' } as const };
const grouped = {
  ...moe,
  experts: 6,
  router: { ...layer.router, groups: { count: 3, kept: 1 } },
};
const twoGroups = { ...grouped, experts: 8, topK: 2, router: { ...layer.router, groups: { count: 4, kept: 2 } } };

describe('a choice of experts', () => {
  test.each<[string, readonly number[], readonly number[], boolean]>([
    ['is allowed where it is the best', [0.4, 0.3, 0.2, 0.1], [0, 1], true],
    ['in any order', [0.4, 0.3, 0.2, 0.1], [1, 0], true],
    ['not where another is better', [0.4, 0.3, 0.2, 0.1], [0, 2], false],
    ['of either of two that are equal', [0.4, 0.2, 0.2, 0.1], [0, 2], true],
    // 0.2 against 0.20002 is 1e-4 of the greater and a little less.
    ['of one that is a ten-thousandth below', [0.4, 0.20002, 0.2, 0.1], [0, 2], true],
    ['not of one that is further below', [0.4, 0.20003, 0.2, 0.1], [0, 2], false],
    ['of small scores by the same share, not by the same distance', [0.9, 0.00101, 0.001, 0], [0, 2], false],
    ['not where it names an expert twice', [0.4, 0.3, 0.2, 0.1], [0, 0], false],
    ['not where it names one that is not there', [0.4, 0.3, 0.2, 0.1], [0, 4], false],
  ])('%s', (_, scores, chosen, allowed) => {
    expect(mayChoose(moe, scores, chosen, 1e-4)).toBe(allowed);
  });

  test('is decided where the routing is forced: no tie allows another', () => {
    expect(mayChoose({ ...moe, routing: { kind: 'balanced' } }, [0.4, 0.2, 0.2, 0.1], [0, 2], 1e-4)).toBe(false);
  });

  test.each<[string, readonly number[], readonly number[], boolean]>([
    ['may be of either of two groups whose sums are equal', [0.3, 0.1, 0.2, 0.2, 0, 0], [2, 3], true],
    ['not of a group whose sum is less', [0.3, 0.11, 0.2, 0.2, 0, 0], [2, 3], false],
    ['not of two groups where one is kept', [0.3, 0.2, 0.3, 0.2, 0, 0], [0, 2], false],
  ])('of a router that keeps one group of three %s', (_, scores, chosen, allowed) => {
    expect(mayChoose(grouped, scores, chosen, 1e-4)).toBe(allowed);
  });

  test.each<[string, readonly number[], readonly number[], boolean]>([
    // Groups of sums 0.7, 0.3, 0.3, 0: the second of those kept is either; the best of it must not beat what was chosen.
    ['chosen from one group alone', [0.4, 0.3, 0.2, 0.1, 0.15, 0.15, 0, 0], [0, 1], true],
    ['from the first and either of those that tie', [0.4, 0.05, 0.2, 0.1, 0.15, 0.15, 0, 0], [0, 2], true],
    ['and the other one', [0.4, 0.05, 0.2, 0.1, 0.15, 0.15, 0, 0], [0, 4], true],
    ['not where a group that must be kept has a better one', [0.4, 0.3, 0.35, 0.1, 0.01, 0.01, 0, 0], [0, 1], false],
  ])('of a router that keeps two groups of four may be %s', (_, scores, chosen, allowed) => {
    expect(mayChoose(twoGroups, scores, chosen, 1e-4)).toBe(allowed);
  });

  test('of a router whose groups count by their best expert is of the group with the best, not the best two', () => {
    // Sums 0.5 and 0.6, best experts 0.5 and 0.3.
    const scores = [0.5, 0, 0.3, 0.3, 0.1, 0.1];
    const byBest = { ...grouped, router: { ...layer.router, groups: { count: 3, kept: 1, by: 'best' as const } } };
    expect([...bestChoices(grouped, scores)]).toEqual([2, 3]);
    expect([...bestChoices(byBest, scores)]).toEqual([0, 1]);
    expect(mayChoose(byBest, scores, [0, 1], 1e-4)).toBe(true);
    expect(mayChoose(byBest, scores, [2, 3], 1e-4)).toBe(false);
  });

  test('is the best of its groups, the lower index first where two are equal', () => {
    expect([...bestChoices(moe, [0.2, 0.3, 0.3, 0.2])]).toEqual([1, 2]);
    expect([...bestChoices(grouped, [0.9, 0, 0.5, 0.5, 0.1, 0.1])]).toEqual([2, 3]);
  });
});

describe('flips of a layer', () => {
  const two = { ...moe, tokens: 2 };
  const scores = Float64Array.of(0.4, 0.2, 0.2, 0.1, 0.4, 0.3, 0.2, 0.1);

  test('are counted by token, and unexplained where no near tie allows them', () => {
    const expected = Int32Array.of(0, 1, 0, 1);
    expect(layerFlips(two, { scores, expected, chosen: Int32Array.of(2, 0, 1, 0) }, 1e-4)).toEqual({
      choices: 4,
      flips: 1,
      unexplained: 0,
    });
    expect(layerFlips(two, { scores, expected, chosen: Int32Array.of(2, 0, 2, 3) }, 1e-4)).toEqual({
      choices: 4,
      flips: 3,
      unexplained: 2,
    });
  });

  test('cannot be imposed where an expert is named twice, or is none', () => {
    expect(areChoices(two, Int32Array.of(0, 1, 2, 3))).toBe(true);
    expect(areChoices(two, Int32Array.of(0, 1, 2, 2))).toBe(false);
    expect(areChoices(two, Int32Array.of(0, 1, 2, -1))).toBe(false);
    expect(areChoices(two, Int32Array.of(0, 1, 2, 4))).toBe(false);
  });
});

describe('near ties', () => {
  const count = (row: readonly number[], of = moe) => nearTies(of, Float64Array.from(row), 1e-4);

  test('are choices whose score is within the tolerance of the next: at the boundary, and of the order', () => {
    expect(count([0.4, 0.3, 0.2, 0.1])).toBe(0);
    expect(count([0.4, 0.2, 0.2, 0.1])).toBe(1);
    expect(count([0.3, 0.3, 0.2, 0.1])).toBe(1);
    expect(count([0.2, 0.2, 0.2, 0.1])).toBe(2);
    expect(count([0.4, 0.3, 0.1, 0.1])).toBe(0);
  });

  test('are all choices of a token whose groups nearly tie, and none that only a lost group has', () => {
    expect(count([0.3, 0.1, 0.2, 0.2, 0, 0], grouped)).toBe(2);
    expect(count([0.5, 0.3, 0.2, 0.2, 0, 0], grouped)).toBe(0);
  });
});
