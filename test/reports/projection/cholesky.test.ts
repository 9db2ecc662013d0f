import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot, solver } from '../../../reports/projection/cholesky.ts';

test('a system of two is solved as by hand', () => {
  // 4x + 2y = 8, 2x + 3y = 8: x = 1, y = 2.
  const [x, y] = solver([
    [4, 2],
    [2, 3],
  ])([8, 8]);
  expect(x).toBeCloseTo(1, 12);
  expect(y).toBeCloseTo(2, 12);
});

test('A · x gives b back for any MᵀM + I', () => {
  const value = fc.double({ min: -3, max: 3, noNaN: true });
  const matrix = fc
    .integer({ min: 1, max: 6 })
    .chain(n =>
      fc.tuple(
        fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
        fc.array(value, { minLength: n, maxLength: n }),
      ),
    );
  fc.assert(
    fc.property(matrix, ([m, b]) => {
      const a = m.map((row, i) => m.map((other, j) => dot(row, other) + (i === j ? 1 : 0)));
      const x = solver(a)(b);
      for (const [i, row] of a.entries()) expect(dot(row, x)).toBeCloseTo(b[i] ?? Number.NaN, 8);
    }),
  );
});

test('a matrix that is not positive definite is refused', () => {
  expect(() =>
    solver([
      [1, 2],
      [2, 1],
    ]),
  ).toThrow('not positive definite at row 1');
});
