import { describe, expect, test } from 'vitest';
import {
  divided,
  each,
  meanOf,
  minus,
  oneNumber,
  plus,
  times,
  type Values,
} from '../../../../reports/money/sampling/values.ts';

const column = Float64Array.of(3, -0.1, 7);
const other = Float64Array.of(0.2, 5, -11);

type Operation = (a: Values, b: Values) => Values;
const OPERATIONS: readonly (readonly [string, Operation, (a: number, b: number) => number])[] = [
  ['plus', (a, b) => plus(a, b), (a, b) => a + b],
  ['minus', minus, (a, b) => a - b],
  ['times', (a, b) => times(a, b), (a, b) => a * b],
  ['divided', divided, (a, b) => a / b],
];

describe.each(OPERATIONS)('%s', (_, operation, ofNumbers) => {
  test('of two numbers is a number', () => {
    expect(operation(0.7, -0.3)).toBe(ofNumbers(0.7, -0.3));
  });

  test('of two columns is that of each sample', () => {
    expect(operation(column, other)).toEqual(column.map((value, sample) => ofNumbers(value, other[sample] ?? 0)));
  });

  test.each([0.7, 1, -1])('of a column and %d is that of each sample', number => {
    expect(operation(column, number)).toEqual(column.map(value => ofNumbers(value, number)));
    expect(operation(number, column)).toEqual(column.map(value => ofNumbers(number, value)));
  });

  test('of one sample is a column of one', () => {
    expect(operation(Float64Array.of(4), 3)).toEqual(Float64Array.of(ofNumbers(4, 3)));
  });

  test('of columns of other counts is refused', () => {
    expect(() => operation(column, Float64Array.of(1, 2))).toThrow('3 and 2 samples are not joint');
    expect(() => operation(Float64Array.of(1), column)).toThrow('1 and 3 samples are not joint');
  });

  test('leaves its columns as they are', () => {
    const before = column.slice();
    operation(column, other);
    operation(operation(column, 1), 2);
    operation(operation(column, 0), 2);
    expect(column).toEqual(before);
  });
});

test('nothing is added by 0, and nothing is left by it', () => {
  expect(plus(column, 0)).toEqual(column);
  expect(plus(0, column)).toEqual(column);
  expect(times(0, column)).toBe(0);
  expect(times(column, 0)).toBe(0);
});

test('sums and products go from left to right', () => {
  expect(plus(0.1, 0.2, 0.3)).toBe(0.1 + 0.2 + 0.3);
  expect(plus(0.1, 0.2, 0.3)).not.toBe(0.1 + (0.2 + 0.3));
  expect(times(0.1, 0.7, column)).toEqual(column.map(value => 0.1 * 0.7 * value));
});

test('many columns are combined, and none of them is written to', () => {
  const [first, second] = [column.slice(), other.slice()];
  expect(plus(column, other, 2, column)).toEqual(column.map((value, i) => value + (second[i] ?? 0) + 2 + value));
  expect(times(column, 1, other, 0.3, other)).toEqual(
    column.map((value, i) => value * (second[i] ?? 0) * 0.3 * (second[i] ?? 0)),
  );
  expect(plus(times(2, column), column, column)).toEqual(column.map(value => 2 * value + value + value));
  expect([column, other]).toEqual([first, second]);
});

test('a function is called for each number', () => {
  expect(each(1.2, Math.ceil)).toBe(2);
  expect(each(column, Math.ceil)).toEqual(Float64Array.of(3, -0, 7));
});

test('a mean is over the samples', () => {
  const isPositive = (value: number) => (value > 0 ? 1 : 0);
  expect(meanOf(column, isPositive)).toBe(2 / 3);
  expect(meanOf(4, isPositive)).toBe(1);
});

test('a column is not one number', () => {
  expect(oneNumber(times(2, 3))).toBe(6);
  expect(() => oneNumber(Float64Array.of(6))).toThrow('1 samples are not one number');
});
