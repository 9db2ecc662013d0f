/** Cutting vectors into parts, as many as there are experts, on devices that cut into few at a time. */

import type { Attributes, OnnxNode, Operator, Tensor } from '../node.ts';
import { DATA_TYPE } from '../onnx.ts';
import { pair, triple } from '../operator.ts';
import { GraphError } from '../tensor.ts';
import { vectorLength } from './indexing.ts';

type Sizes = readonly string[] | readonly number[];
type Parts = Attributes & { readonly sizes: Sizes };

/**
 * Parts one ONNX Split may have: with what it reads, the storage buffers that WebGPU grants every shader (8, W3C WebGPU,
 * "limits"). More are cut in rounds, into bundles of bundles first.
 */
const MOST_PARTS = 7;

/**
 * Cuts two vectors of one length alike into consecutive parts. Sizes are numbers; or names, where only a run knows them, and
 * then the first operand holds them (int32). Outputs: the parts of the first vector, then those of the second.
 */
export const splitVectorsOperator: Operator<Parts> = {
  name: 'splitVectors',
  infer(inputs, { sizes }) {
    const { vectors, lengths } = operands(inputs, sizes);
    if (lengths !== undefined && vectorLength(lengths) !== sizes.length) throw new GraphError(`${sizes.length} parts`);
    const [a, b] = vectors;
    const length = vectorLength(a);
    if (vectorLength(b) !== length) throw new GraphError('the vectors differ in length');
    if (lengths === undefined && total(sizes.map(Number)) !== length) throw new GraphError(`${sizes} of ${length}`);
    return vectors.flatMap(({ elementType }) => sizes.map(size => ({ elementType, shape: [size] })));
  },
  encode(node, { sizes }) {
    const { vectors, lengths } = operands(node.inputs, sizes);
    const parts = node.outputs.map(({ name }) => name);
    const stem = `${parts[0]}/lengths`;
    const { levels, nodes, tables } =
      lengths === undefined ? knownLengths(stem, sizes.map(Number)) : openLengths(stem, lengths.name, sizes.length);
    const cuts = vectors.flatMap((vector, i) =>
      cutInRounds(vector.name, levels, parts.slice(i * sizes.length, (i + 1) * sizes.length)),
    );
    return [...nodes, ...cuts].map((encoded, i) => (i === 0 ? { ...encoded, tables } : encoded));
  },
};

/** `lengths` [sizes], int32, where the sizes are names. */
export function splitVectors(
  vectors: readonly [Tensor, Tensor],
  sizes: Sizes,
  lengths?: Tensor,
): readonly [readonly Tensor[], readonly Tensor[]] {
  const operands = lengths === undefined ? vectors : [lengths, ...vectors];
  const parts = vectors[0].graph.apply(splitVectorsOperator, operands, { sizes });
  return [parts.slice(0, sizes.length), parts.slice(sizes.length)];
}

function operands<T>(inputs: readonly T[], sizes: Sizes): { vectors: readonly [T, T]; lengths: T | undefined } {
  if (sizes.every(size => typeof size === 'number')) return { vectors: pair(inputs), lengths: undefined };
  const [lengths, a, b] = triple(inputs);
  return { vectors: [a, b], lengths };
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

type Vector = { readonly name: string; readonly size: number };
/** Of one level, the lengths that each Split of it is given. */
type Level = readonly Vector[];
/** Of parts, of bundles of them, of bundles of bundles, …: the last level has one Split. */
type Lengths = {
  readonly levels: readonly Level[];
  readonly nodes: readonly OnnxNode[];
  readonly tables: NonNullable<OnnxNode['tables']>;
};

function knownLengths(name: string, sizes: readonly number[]): Lengths {
  const bundles = Array.from({ length: Math.ceil(sizes.length / MOST_PARTS) }, (_, i) =>
    sizes.slice(i * MOST_PARTS, (i + 1) * MOST_PARTS),
  );
  const level = bundles.map((bundle, i) => ({ name: `${name}/${i}`, size: bundle.length }));
  const tables = bundles.map((values, i) => ({ name: `${name}/${i}`, values }));
  if (bundles.length === 1) return { levels: [level], nodes: [], tables };
  const above = knownLengths(`${name}/bundled`, bundles.map(total));
  return { levels: [level, ...above.levels], nodes: [], tables: [...tables, ...above.tables] };
}

/** Lengths that a run finds out; a device works them out on its host, where Split wants them. */
function openLengths(stem: string, counts: string, size: number): Lengths {
  const cast = { opType: 'Cast', inputs: [counts], outputs: [stem], attributes: { to: DATA_TYPE.int64 } };
  const { levels, nodes } = bundleLengths({ name: stem, size });
  return { levels, nodes: [cast, ...nodes], tables: [] };
}

function bundleLengths(lengths: Vector): Pick<Lengths, 'levels' | 'nodes'> {
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
