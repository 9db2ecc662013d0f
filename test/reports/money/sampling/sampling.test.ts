import { expect, test } from 'vitest';
import { ownedAt } from '../../../../reports/money/candidate.ts';
import { hourlyCost, type Owned, purchaseAt } from '../../../../reports/money/hourly.ts';
import { type At, atFactors, type Formula, fixed, type Product } from '../../../../reports/money/sampling/quantity.ts';
import { samplesOf } from '../../../../reports/money/sampling/sampling.ts';
import { quantityOf, type Spread } from '../../../../reports/money/sampling/spread.ts';
import { storeOf } from '../../../../reports/money/sampling/store.ts';
import { divided, plus, times, type Values } from '../../../../reports/money/sampling/values.ts';

const COUNT = 64;
const samples = samplesOf(1, COUNT);
const ofOne = (name: string, spread: Spread): Product => [quantityOf(spread, name)];

/** Every field has a spread, and some more factors. */
const OWNED: Owned<Product> = {
  kind: 'owned',
  purchase: [...ofOne('purchase', { low: 20_000, high: 40_000 }), fixed(1.13), ...ofOne('host', { low: 1, high: 2 })],
  residual: ofOne('residual', { low: 0, high: 0.2 }),
  lifeYears: ofOne('life', { low: 3, point: 4, high: 6 }),
  upkeepPerYear: ofOne('upkeep', { normal: { mean: 900, sd: 50 } }),
  discountRate: ofOne('rate', { low: 0, high: 0.1 }),
  utilisation: ofOne('utilisation', { low: 0.5, high: 0.9 }),
  watts: ofOne('watts', { low: 500, high: 900 }),
  idleWatts: ofOne('idle', { low: 80, high: 120 }),
  pue: ofOne('pue', { low: 1.1, high: 1.5 }),
  pricePerKWh: ofOne('power', { lognormal: { median: 0.6, sigma: 0.2 } }),
};
const hour: Formula = at => plus(0, ...Object.values(hourlyCost(ownedAt(OWNED, at))));

/** Products in one sample, as plain numbers. */
const inSample = (sample: number): At<number> =>
  atFactors(quantity => {
    const values = samples.at([quantity]);
    return typeof values === 'number' ? values : (values[sample] ?? Number.NaN);
  });

const speed = ofOne('speed', { low: 100, high: 200 });
const rate = [fixed(0.13), fixed(2)];

test('a formula of constants is one number, and a formula is called once for all samples', () => {
  let calls = 0;
  const counted =
    (product: Product): Formula =>
    at => {
      calls += 1;
      return plus(1, at(product));
    };
  expect(counted(rate)(samples.at)).toBe(1.26);
  expect(counted(speed)(samples.at)).toHaveLength(COUNT);
  expect(calls).toBe(2);
});

test.each<[string, Formula]>([
  ['a variable', at => at(speed)],
  ['a constant and a variable', at => times(at(rate), at(speed))],
  ['a variable and a constant', at => divided(at(speed), at(rate))],
  ['a variable twice', at => times(at(speed), at(rate), at(speed))],
  ['the cost of an hour', hour],
  ['the purchase price for a cost of an hour', at => purchaseAt(7, ownedAt(OWNED, at))],
  ['the cost of an hour without interest', at => hourlyCost({ ...ownedAt(OWNED, at), discountRate: 0 }).capital],
])('%s in all samples at once is what it is in each of them', (_, formula) => {
  const inEach = Float64Array.from({ length: COUNT }, (__, sample) => Number(formula(inSample(sample))));
  expect(formula(samples.at)).toEqual(inEach);
  expect(new Set(inEach).size).toBe(COUNT);
});

test('a product without spread is one number, a spread of one sample is a column', () => {
  expect(samples.at([fixed(0.13), fixed(2)])).toBe(0.26);
  expect(samples.at([])).toBe(1);
  expect(samplesOf(1, 1).at(speed)).toEqual(Float64Array.of(150));
  expect(samplesOf(1, 0).at(speed)).toHaveLength(0);
});

test('a column of another source is combined sample by sample, also with constants alone', () => {
  const indices = Float64Array.from({ length: COUNT }, (_, index) => index);
  expect(plus(samples.at(rate), indices)).toEqual(indices.map(index => 0.26 + index));
});

test('products made anew, equal to one that was made, have its column', () => {
  const made = new Set<string>();
  const store = storeOf<Values>(Number.POSITIVE_INFINITY);
  const counting = samplesOf(1, COUNT, {
    of: (key, make) => {
      made.add(key);
      return store.of(key, make);
    },
  });
  const product = () => [...ofOne('a', { low: 1, high: 2 }), fixed(3), ...ofOne('b', { low: 1, high: 2 })];
  const first = counting.at(product());
  const keys = made.size;
  for (let turn = 0; turn < 100; turn += 1) expect(counting.at(product())).toBe(first);
  expect(made.size).toBe(keys);
});
