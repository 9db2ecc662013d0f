/**
 * Arithmetic on numbers and on columns, which hold a number for each joint sample. An operation is one loop over its columns: a function
 * that is called for each sample takes several times as long. Columns of different lengths throw a RangeError.
 */

/** A number that is the same in every sample, or the number in each sample. */
export type Values = number | Float64Array;

/** a + b + …, from left to right. */
export const plus = (first: Values, ...others: readonly Values[]): Values => fromLeft(first, others, sumOf);

/** a × b × …, from left to right. */
export const times = (first: Values, ...others: readonly Values[]): Values => fromLeft(first, others, productOf);

/** a − b. */
export function minus(a: Values, b: Values): Values {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const { left, right, result } = jointly(a, b);
  for (let sample = 0; sample < result.length; sample += 1) result[sample] = at(left, sample) - at(right, sample);
  return result;
}

/** a ÷ b. */
export function divided(a: Values, b: Values): Values {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const { left, right, result } = jointly(a, b);
  for (let sample = 0; sample < result.length; sample += 1) result[sample] = at(left, sample) / at(right, sample);
  return result;
}

/** `f` of each number. */
export const each = (values: Values, f: (value: number) => number): Values =>
  typeof values === 'number' ? f(values) : values.map(value => f(value));

/** The number that holds in every sample. A column throws a TypeError. */
export function oneNumber(values: Values): number {
  if (typeof values !== 'number') throw new TypeError(`${values.length} samples are not one number`);
  return values;
}

/** The mean of `f` over the samples. */
export function meanOf(values: Values, f: (value: number) => number): number {
  if (typeof values === 'number') return f(values);
  return values.reduce((sum, value) => sum + f(value), 0) / values.length;
}

type Into = Float64Array | null;

/** Writes into the intermediate column that it allocated first: to allocate one takes longer than the arithmetic. */
function fromLeft(
  first: Values,
  others: readonly Values[],
  operation: (a: Values, b: Values, into: Into) => Values,
): Values {
  let result = first;
  let made: Into = null;
  for (const other of others) {
    const next = operation(result, other, made);
    if (typeof next !== 'number' && next !== result && next !== other) made = next;
    result = next;
  }
  return result;
}

function sumOf(a: Values, b: Values, into: Into): Values {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (a === 0) return b;
  if (b === 0) return a;
  const { left, right, result } = jointly(a, b, into);
  for (let sample = 0; sample < result.length; sample += 1) result[sample] = at(left, sample) + at(right, sample);
  return result;
}

function productOf(a: Values, b: Values, into: Into): Values {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (a === 0 || b === 0) return 0;
  if (a === 1) return b;
  if (b === 1) return a;
  const { left, right, result } = jointly(a, b, into);
  for (let sample = 0; sample < result.length; sample += 1) result[sample] = at(left, sample) * at(right, sample);
  return result;
}

/** A side of an operation. A number is a column of one, and its mask turns every index into 0: one loop serves numbers and columns. */
type Side = { readonly column: Float64Array; readonly mask: number };

const sideOf = (values: Values): Side =>
  typeof values === 'number' ? { column: Float64Array.of(values), mask: 0 } : { column: values, mask: -1 };

const at = ({ column, mask }: Side, sample: number): number => column[sample & mask] ?? Number.NaN;

function jointly(a: Values, b: Values, into: Into = null) {
  const [left, right] = [sideOf(a), sideOf(b)];
  const [{ length: first }, { length: second }] = [left.column, right.column];
  const areColumns = left.mask !== 0 && right.mask !== 0;
  if (areColumns && first !== second) throw new RangeError(`${first} and ${second} samples are not joint`);
  return { left, right, result: into ?? new Float64Array(Math.max(first, second)) };
}
