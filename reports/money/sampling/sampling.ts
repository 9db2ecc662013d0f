/**
 * Joint samples of the quantities of a case, the same wherever they are drawn again (docs/COST.md, Sampling): a Latin
 * hypercube (McKay, Beckman & Conover 1979) whose order comes from the hash of the data, with each variable's own name.
 */
import { type ColumnStore, drawn, multiplied } from './columns.ts';
import { type At, atPoints, type Product } from './quantity.ts';
import { storeOf } from './store.ts';

/**
 * One value for each sample: `map(f)[i]` is `f` of the products as they are in sample i, and of nothing else. `numbers` does the same where
 * `f` gives numbers. `indexed` gives `f` the index i too, for a value that is also taken from another series.
 */
export type Samples = {
  readonly count: number;
  readonly map: <T>(f: (at: At) => T) => readonly T[];
  readonly numbers: (f: (at: At) => number) => Float64Array;
  readonly indexed: (f: (at: At, index: number) => number) => Float64Array;
};

/** More variables than a case of hundreds of candidates has. */
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** A value for each sample, or the one that it is in all of them. */
type Values = Float64Array;

const NONE: Values = new Float64Array();

const isConstant = (product: Product): boolean => product.every(({ draw }) => draw === null);

/** Samples in which draws of one name share their uniforms. `store`: where what was drawn before is found again. */
export function samplesOf(seed: number, count: number, store: ColumnStore = storeOf(ANY_NUMBER)): Samples {
  const columns = new Map<Product, Values>();
  const valuesOf = (product: Product): Values => {
    const values =
      columns.get(product) ?? (isConstant(product) ? Float64Array.of(atPoints(product)) : columnOf(product));
    columns.set(product, values);
    return values;
  };
  const columnOf = (product: Product) => multiplied(product, count, draw => drawn(store, seed, count, draw));
  // One look at the products, moved from sample to sample: a closure for each would cost more than the arithmetic. What is looked
  // at in one sample is looked at in the next in the same order, so that a place in that order is found without a search.
  let sample = 0;
  let turn = 0;
  let order: Product[] = [];
  let looked: Values[] = [];
  const valueIn = (values: Values): number => values[values.length === 1 ? 0 : sample] ?? Number.NaN;
  // A caller may make its products anew for each sample: those are no columns, of which each would be used once.
  const ofFactors = (product: Product): number =>
    product.reduce(
      (value, { point, draw }) => value * (draw === null ? point : valueIn(drawn(store, seed, count, draw))),
      1,
    );
  const at: At = product => {
    const place = turn;
    turn = place + 1;
    if (place < order.length && order[place] === product) return valueIn(looked[place] ?? NONE);
    if (sample > 0 && !columns.has(product)) return ofFactors(product);
    const values = valuesOf(product);
    order[place] = product;
    looked[place] = values;
    return valueIn(values);
  };
  const forEach = (look: (index: number) => void): void => {
    [order, looked] = [[], []];
    for (let index = 0; index < count; index += 1) {
      sample = index;
      turn = 0;
      look(index);
    }
  };
  const indexed = (f: (at: At, index: number) => number): Float64Array => {
    const values = new Float64Array(count);
    forEach(index => {
      values[index] = f(at, index);
    });
    return values;
  };
  return {
    count,
    map: <T>(f: (at: At) => T) => {
      const values: T[] = [];
      forEach(() => values.push(f(at)));
      return values;
    },
    numbers: f => {
      if (count === 0) return new Float64Array();
      [order, looked, sample, turn] = [[], [], 0, 0];
      const first = f(at);
      // What looks at constants alone is the same in every sample.
      return looked.every(({ length }) => length === 1) ? new Float64Array(count).fill(first) : indexed(f);
    },
    indexed,
  };
}
