/** Columns of samples, a value for each sample: of a variable's uniforms, of its distribution, of a product. */
import { draw32, streamKey } from '../../../suites/data.ts';
import type { Draw, Product } from './quantity.ts';
import type { Store } from './store.ts';
import { each, times, type Values } from './values.ts';

/** Columns that were drawn or multiplied, by what they hang on. Who compares again and again keeps one: each is then made once. */
export type ColumnStore = Store<Values>;

/** uᵢ = (rank of the i-th draw of the stream + ½) ÷ count: each of `count` equal slices of (0, 1) once. */
export function uniforms(seed: number, name: string, count: number): Float64Array {
  const key = streamKey(seed, name);
  // Draw and index in one float64, below 2⁵³ for up to 2²⁰ samples, so that numbers are sorted and not pairs.
  const tagged = new Float64Array(count);
  for (let index = 0; index < count; index += 1) tagged[index] = draw32(key, index) * count + index;
  tagged.sort();
  const drawn = new Float64Array(count);
  for (const [rank, tag] of tagged.entries()) drawn[tag % count] = (rank + 0.5) / count;
  return drawn;
}

/** The values of a draw. */
export function drawn({ of }: ColumnStore, seed: number, count: number, { name, key, quantile }: Draw): Values {
  const stream = `${seed}/${count}/${name}`;
  return of(`${stream}\n${key}`, () =>
    each(
      of(stream, () => uniforms(seed, name, count)),
      quantile,
    ),
  );
}

/** The values of a product: one number where it has no spread. */
export function multiplied(store: ColumnStore, seed: number, count: number, product: Product): Values {
  const make = () => {
    const [first = 1, ...others] = product.map(({ point, draw }) =>
      draw === null ? point : drawn(store, seed, count, draw),
    );
    return times(first, ...others);
  };
  if (product.length < 2 || product.every(({ draw }) => draw === null)) return make();
  // A draw is told by its name and key, which are what JSON keeps of it.
  return store.of(`${seed}/${count}\n${JSON.stringify(product)}`, make);
}
