/**
 * Joint samples of the quantities of a case, the same wherever they are drawn again (docs/COST.md, Sampling): a Latin
 * hypercube (McKay, Beckman & Conover 1979) whose order comes from the hash of the data, with each variable's own name.
 */
import { draw32, streamKey } from '../../../suites/data.ts';
import type { At, Draw } from './quantity.ts';

/** One value for each sample: `map(f)[i]` is `f` of the quantities as they are in sample i. */
export type Samples = { readonly count: number; readonly map: <T>(f: (at: At) => T) => readonly T[] };

/** uᵢ = (rank of the i-th draw of the stream + ½) ÷ count: each of `count` equal slices of (0, 1) once. */
export function uniforms(seed: number, name: string, count: number): Float64Array {
  const key = streamKey(seed, name);
  // Draw and index in one float64, below 2⁵³ for up to 2²⁰ samples, so that numbers are sorted and not pairs.
  const tagged = Float64Array.from({ length: count }, (_, index) => draw32(key, index) * count + index).sort();
  const drawn = new Float64Array(count);
  for (const [rank, tag] of tagged.entries()) drawn[tag % count] = (rank + 0.5) / count;
  return drawn;
}

/** Samples in which draws of one name share their uniforms. */
export function samplesOf(seed: number, count: number): Samples {
  const byName = new Map<string, Float64Array>();
  const byDraw = new Map<Draw, Float64Array>();
  const columnOf = (draw: Draw): Float64Array => {
    const u = byName.get(draw.name) ?? uniforms(seed, draw.name, count);
    byName.set(draw.name, u);
    const column = u.map(value => draw.quantile(value));
    byDraw.set(draw, column);
    return column;
  };
  // One look at the quantities, moved from sample to sample: a closure for each would cost more than the arithmetic.
  let sample = 0;
  const at: At = ({ point, draw }) => {
    if (draw === null) return point;
    return (byDraw.get(draw) ?? columnOf(draw))[sample] ?? Number.NaN;
  };
  return {
    count,
    map: f =>
      Array.from({ length: count }, (_, index) => {
        sample = index;
        return f(at);
      }),
  };
}
