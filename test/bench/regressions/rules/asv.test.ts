import { describe, expect, test } from 'vitest';
import { drawsFrom } from '../draws.ts';
import { regressions } from './asv.ts';
import { chosenPieces, onHull, weightedMedian } from './pieces.ts';
import { growingFit, tailCosts } from './potts.ts';

const fitted = (values: readonly number[], weights = values.map(() => 1)) => {
  const fit = growingFit(6);
  values.forEach((value, i) => {
    fit.add(value, weights[i] ?? 1);
  });
  return fit.fits();
};
const ones = (values: readonly number[]) => values.map(() => 1);
const piece = (from: number, to: number, level: number, error = 0) => ({ from, to, level, error });

describe('fits of pieces', () => {
  test('have the least distance with one piece, and none with as many as there are levels', () => {
    const fits = fitted([1, 1, 1, 5, 5, 5, 2]);
    expect(fits[0]).toEqual({ ends: [7], cost: 3 * 1 + 3 * 3 });
    expect(fits[1]).toEqual({ ends: [3, 7], cost: 3 });
    expect(fits[2]).toEqual({ ends: [3, 6, 7], cost: 0 });
  });

  test('cost what every split, tried one by one, costs at least', () => {
    const { normal, uniform } = drawsFrom(9);
    for (let n = 3; n < 12; n += 1) {
      const values = Array.from({ length: n }, () => Math.round(4 * normal()));
      const weights = values.map(() => 0.5 + uniform());
      const splits = Array.from(
        { length: n - 1 },
        (_, i) => distance(values, weights, 0, i + 1) + distance(values, weights, i + 1, n),
      );
      expect(fitted(values, weights)[1]?.cost).toBeCloseTo(Math.min(...splits), 9);
    }
  });

  test('of tails lie at the weighted median', () => {
    const { normal, uniform } = drawsFrom(4);
    const values = Array.from({ length: 40 }, () => normal());
    const weights = values.map(() => 0.1 + uniform());
    const sorted = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    tailCosts(values, weights, sorted).forEach((cost, l) => {
      expect(cost).toBeCloseTo(distance(values, weights, l, 40), 9);
    });
  });

  test('that no penalty prefers are left out', () => {
    const fits = [10, 9, 2, 1].map((cost, i) => ({ ends: Array.from({ length: i + 1 }, () => 0), cost }));
    expect(onHull(fits).map(({ cost }) => cost)).toEqual([10, 2, 1]);
  });
});

/** The least of the distances from each of the values: the weighted median is one of them. */
function distance(values: readonly number[], weights: readonly number[], from: number, to: number): number {
  const distances = values
    .slice(from, to)
    .map(level =>
      values.slice(from, to).reduce((sum, value, i) => sum + (weights[from + i] ?? 0) * Math.abs(value - level), 0),
    );
  return Math.min(...distances);
}

describe('the number of pieces', () => {
  const wave = (level: number) => [
    level,
    level + 0.1,
    level - 0.1,
    level + 0.05,
    level - 0.05,
    level + 0.1,
    level - 0.1,
    level,
  ];

  test('is one where nothing but noise is', () => {
    const values = [...wave(10), ...wave(10)];
    expect(chosenPieces(fitted(values), values, ones(values)).map(({ to }) => to)).toEqual([16]);
  });

  test('is two where the level went up by more than the noise', () => {
    const values = [...wave(10), ...wave(11)];
    const pieces = chosenPieces(fitted(values), values, ones(values));
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      [0, 8],
      [8, 16],
    ]);
    expect(pieces.map(({ level }) => level)).toEqual([10, 11]);
  });

  test.each([
    [[1, 2, 9], [1, 1, 1], 2],
    [[1, 2, 9], [1, 1, 5], 9],
    [[1, 2, 3, 9], [1, 1, 1, 1], 2.5],
  ])('of %j with weights %j the median is %f', (values, weights, median) => {
    expect(weightedMedian(values, weights)).toBe(median);
  });
});

describe('a regression by asv', () => {
  test.each([
    ['a step up that stays', [piece(0, 10, 10), piece(10, 20, 11)], [10]],
    ['a step down', [piece(0, 10, 11), piece(10, 20, 10)], []],
    ['a step up that went back', [piece(0, 10, 10), piece(10, 20, 11), piece(20, 30, 10)], []],
    ['two steps up', [piece(0, 10, 10), piece(10, 20, 11), piece(20, 30, 12)], [10, 20]],
    ['a step up of 4 %', [piece(0, 10, 10), piece(10, 20, 10.4)], []],
    ['a step up within the errors', [piece(0, 10, 10, 2), piece(10, 20, 11, 0)], []],
    ['a dip of two nights', [piece(0, 10, 11), piece(10, 12, 10), piece(12, 20, 11)], [12]],
    ['a dip of one night', [piece(0, 10, 11), piece(10, 11, 10), piece(11, 20, 11)], []],
    ['a low first night', [piece(0, 1, 10), piece(1, 20, 11)], [1]],
    ['no piece', [], []],
  ])('%s', (_, pieces, expected) => {
    expect(regressions(pieces, 0.05)).toEqual(expected);
  });
});
