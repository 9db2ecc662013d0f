/** Cutting vectors into parts, as many as there are experts, on devices that cut into few at a time. */
import { DATA_TYPE } from '../onnx.ts';
import { type Attributes, type OnnxNode, type Operator, pair } from '../operator.ts';
import { GraphError, type Tensor } from '../tensor.ts';
import { vectorLength } from './indexing.ts';

type Sizes = readonly string[] | readonly number[];
type Parts = Attributes & { readonly sizes: Sizes };

/**
 * Parts one ONNX Split may have: with what it reads, the storage buffers that WebGPU grants every shader (8, W3C WebGPU,
 * "limits"). More are cut in rounds, into bundles of bundles first.
 */
const MOST_PARTS = 7;

/**
 * Cuts two vectors of one length alike into consecutive parts of the given lengths (an int32 vector); a part's size is a
 * number, or a name where only a run knows it. Outputs: the parts of the first, then those of the second.
 */
export const splitVectorsOperator: Operator<Parts> = {
  name: 'splitVectors',
  infer(inputs, { sizes }) {
    const [lengths, ...vectors] = inputs;
    if (lengths === undefined || vectorLength(lengths) !== sizes.length) throw new GraphError(`${sizes.length} parts`);
    const [a, b] = pair(vectors);
    if (vectorLength(a) !== vectorLength(b)) throw new GraphError('the vectors differ in length');
    return [a, b].flatMap(({ elementType }) => sizes.map(size => ({ elementType, shape: [size] })));
  },
  encode(node, { sizes }) {
    const [lengths, ...vectors] = node.inputs.map(({ name }) => name);
    if (lengths === undefined) throw new GraphError('needs lengths');
    const parts = node.outputs.map(({ name }) => name);
    const stem = parts[0] ?? '';
    const leaf = { name: `${stem}/lengths`, size: sizes.length };
    const cast = { opType: 'Cast', inputs: [lengths], outputs: [leaf.name], attributes: { to: DATA_TYPE.int64 } };
    const { levels, nodes } = bundleLengths(leaf);
    const cuts = vectors.flatMap((vector, i) =>
      cutInRounds(vector, levels, parts.slice(i * sizes.length, (i + 1) * sizes.length)),
    );
    return [cast, ...nodes, ...cuts];
  },
};

export function splitVectors(
  vectors: readonly [Tensor, Tensor],
  lengths: Tensor,
  sizes: Sizes,
): readonly [readonly Tensor[], readonly Tensor[]] {
  const parts = lengths.graph.apply(splitVectorsOperator, [lengths, ...vectors], { sizes });
  return [parts.slice(0, sizes.length), parts.slice(sizes.length)];
}

type Vector = { readonly name: string; readonly size: number };
/** Of one level, the lengths that each Split of it is given. */
type Level = readonly Vector[];

/** The lengths of parts, of bundles of them, of bundles of bundles, …, cut up for the Splits: the last level has one. */
function bundleLengths(lengths: Vector): { levels: readonly Level[]; nodes: readonly OnnxNode[] } {
  const { name, size } = lengths;
  if (size <= MOST_PARTS) return { levels: [[lengths]], nodes: [] };
  const bundles = Math.ceil(size / MOST_PARTS);
  const level = Array.from({ length: bundles }, (_, i) => ({
    name: `${name}/${i}`,
    size: Math.min(MOST_PARTS, size - i * MOST_PARTS),
  }));
  const sums = { name: `${name}/bundled`, size: bundles };
  const above = bundleLengths(sums);
  const missing = bundles * MOST_PARTS - size;
  const nodes: OnnxNode[] = [
    {
      opType: 'Split',
      inputs: [name, `${name}/sizes`],
      outputs: level.map(vector => vector.name),
      attributes: { axis: 0 },
      tables: [{ name: `${name}/sizes`, values: level.map(vector => vector.size) }],
    },
    {
      opType: 'Concat',
      inputs: [name, `${name}/none`],
      outputs: [`${name}/filled`],
      attributes: { axis: 0 },
      tables: [{ name: `${name}/none`, values: Array<number>(missing).fill(0) }],
    },
    {
      opType: 'Reshape',
      inputs: [`${name}/filled`, `${name}/shape`],
      outputs: [`${name}/rows`],
      attributes: {},
      tables: [{ name: `${name}/shape`, values: [bundles, MOST_PARTS] }],
    },
    {
      opType: 'ReduceSum',
      inputs: [`${name}/rows`, `${name}/axes`],
      outputs: [sums.name],
      attributes: { keepdims: 0 },
      tables: [{ name: `${name}/axes`, values: [1] }],
    },
  ];
  return { levels: [level, ...above.levels], nodes: [...nodes, ...above.nodes] };
}

/** The Splits of one vector, widest first; `levels` start at the parts themselves. */
function cutInRounds(vector: string, levels: readonly Level[], parts: readonly string[]): readonly OnnxNode[] {
  const [level = [], ...above] = levels;
  const wholes = above.length === 0 ? [vector] : level.map((_, i) => `${parts[0]}/bundle.${i}`);
  const cuts = level.map(({ name, size }, i) => ({
    opType: 'Split',
    inputs: [wholes[i] ?? vector, name],
    outputs: parts.slice(i * MOST_PARTS, i * MOST_PARTS + size),
    attributes: { axis: 0 },
  }));
  return above.length === 0 ? cuts : [...cutInRounds(vector, above, wholes), ...cuts];
}
