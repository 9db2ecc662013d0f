/** Symmetric positive definite systems, small ones: A = L·Lᵀ by Cholesky, then two triangular solves. */

export type Matrix = readonly (readonly number[])[];

/** Factors `a` once, and gives what solves A·x = b for any b. Throws where `a` is not positive definite. */
export function solver(a: Matrix): (b: readonly number[]) => readonly number[] {
  const lower = factor(a);
  return b => backward(lower, forward(lower, b));
}

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * at(b, i), 0);

/** The value at `i`; a length that does not fit is a bug, not a NaN. */
export function at<T>(values: readonly T[], i: number): T {
  const value = values[i];
  if (value === undefined) throw new Error(`no value at ${i} of ${values.length}`);
  return value;
}

function factor(a: Matrix): Matrix {
  const lower: number[][] = [];
  for (const [i, row] of a.entries()) {
    const built: number[] = [];
    for (let j = 0; j < i; j += 1) {
      const above = at(lower, j);
      built.push((at(row, j) - dotUpTo(built, above, j)) / at(above, j));
    }
    const square = at(row, i) - dotUpTo(built, built, i);
    if (!(square > 0)) throw new Error(`not positive definite at row ${i}: ${square}`);
    built.push(Math.sqrt(square));
    lower.push(built);
  }
  return lower;
}

function forward(lower: Matrix, b: readonly number[]): readonly number[] {
  const y: number[] = [];
  for (const [i, row] of lower.entries()) y.push((at(b, i) - dotUpTo(row, y, i)) / at(row, i));
  return y;
}

function backward(lower: Matrix, y: readonly number[]): readonly number[] {
  const x = new Array<number>(y.length).fill(0);
  for (let i = y.length - 1; i >= 0; i -= 1) {
    let rest = at(y, i);
    for (let j = i + 1; j < y.length; j += 1) rest -= at(at(lower, j), i) * at(x, j);
    x[i] = rest / at(at(lower, i), i);
  }
  return x;
}

function dotUpTo(a: readonly number[], b: readonly number[], end: number): number {
  let sum = 0;
  for (let i = 0; i < end; i += 1) sum += at(a, i) * at(b, i);
  return sum;
}
