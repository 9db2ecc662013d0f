import { expect, test } from 'vitest';
import { type At, fixed } from '../../../../reports/money/sampling/quantity.ts';
import { samplesOf } from '../../../../reports/money/sampling/sampling.ts';
import { quantityOf } from '../../../../reports/money/sampling/spread.ts';

const COUNT = 64;
const speed = [quantityOf({ low: 100, high: 200 }, 'speed')];
const rate = [fixed(0.13), fixed(2)];

test('a function of constants has one value, which is computed once', () => {
  let calls = 0;
  const values = samplesOf(1, COUNT).numbers(at => {
    calls += 1;
    return 1 + at(rate);
  });
  expect([...values]).toEqual(Array.from({ length: COUNT }, () => 1.26));
  expect(calls).toBe(1);
});

test.each<[string, (at: At) => number]>([
  ['a variable', at => at(speed)],
  ['a constant and a variable', at => at(rate) * at(speed)],
  ['a variable and a constant', at => at(speed) / at(rate)],
  ['a constant in some samples alone', at => (at(speed) > 150 ? at(rate) : 0)],
  ['the variable twice in some samples', at => (at(speed) > 150 ? at(speed) * at(rate) : at(rate))],
])('numbers of %s are those of each sample', (_, f) => {
  const samples = samplesOf(1, COUNT);
  const values = samples.numbers(f);
  expect([...values]).toEqual([...samples.map(f)]);
  expect(new Set(values).size).toBeGreaterThan(1);
});

test('a sample, or none, is no special case', () => {
  expect(samplesOf(1, 1).numbers(at => at(speed))).toEqual(Float64Array.of(150));
  expect(samplesOf(1, 0).numbers(at => at(speed))).toHaveLength(0);
});

test('an indexed function is called for every sample, also where it looks at constants alone', () => {
  const values = samplesOf(1, COUNT).indexed((at, index) => at(rate) + index);
  expect([...values]).toEqual(Array.from({ length: COUNT }, (__, index) => 0.26 + index));
});
