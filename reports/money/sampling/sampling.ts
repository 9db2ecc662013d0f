/**
 * Joint samples of the quantities of a case, the same wherever they are drawn again (docs/COST.md, Sampling): a Latin
 * hypercube (McKay, Beckman & Conover 1979) whose order comes from the hash of the data, with each variable's own name.
 */
import { type ColumnStore, multiplied } from './columns.ts';
import type { At, Product } from './quantity.ts';
import { storeOf } from './store.ts';
import type { Values } from './values.ts';

/** `at` gives a product's column; one number where it has no spread. */
export type Samples = { readonly count: number; readonly at: At };

/** More variables than a case of hundreds of candidates has. */
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** Samples in which draws of one name share their uniforms. `store`: where what was drawn before is found again. */
export function samplesOf(seed: number, count: number, store: ColumnStore = storeOf(ANY_NUMBER)): Samples {
  const found = new Map<Product, Values>();
  return {
    count,
    at: product => {
      const values = found.get(product) ?? multiplied(store, seed, count, product);
      found.set(product, values);
      return values;
    },
  };
}
