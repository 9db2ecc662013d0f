/** Columns of samples, a value for each sample: of a variable's uniforms, of its distribution. */
import { draw32, streamKey } from '../../../suites/data.ts';
import type { Draw } from './quantity.ts';
import type { Store } from './store.ts';

type Column = Float64Array;

/** Columns that were drawn, by what they hang on. Who compares again and again keeps one: a variable is then drawn once. */
export type ColumnStore = Store<Column>;

/** uᵢ = (rank of the i-th draw of the stream + ½) ÷ count: each of `count` equal slices of (0, 1) once. */
export function uniforms(seed: number, name: string, count: number): Column {
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
export function drawn({ of }: ColumnStore, seed: number, count: number, { name, key, quantile }: Draw): Column {
  const stream = `${seed}/${count}/${name}`;
  return of(`${stream}\n${key}`, () => of(stream, () => uniforms(seed, name, count)).map(u => quantile(u)));
}
