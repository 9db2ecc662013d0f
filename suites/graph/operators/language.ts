/** What a language model needs around its blocks: normalisation, an embedding, and the loss. */

import type { Attributes, Operator, Tensor } from '../node.ts';
import { namesake, pair, single, triple } from '../operator.ts';
import { dimOf, fixedShape, floatTypeOf, GraphError, isFloat } from '../tensor.ts';
import { add, divide, multiply, subtract } from './arithmetic.ts';
import { cast } from './cast.ts';
import { vectorLength } from './indexing.ts';
import { equal } from './selection.ts';
import { reduceSum, reshape } from './shape.ts';
import { softmax } from './softmax.ts';

type None = Record<string, never>;

/** x ÷ √(mean(x²) + ε) over the last axis, with the reciprocal root [.., 1] as a second output (arXiv:1910.07467). */
export const rmsNormaliseOperator: Operator<None> = {
  name: 'rmsNormalise',
  infer(inputs) {
    const [x, epsilon] = pair(inputs);
    if (!isFloat(x.elementType) || epsilon.shape.length > 0) throw new GraphError('needs floats and a scalar');
    return [x, { elementType: x.elementType, shape: [...x.shape.slice(0, -1), 1] }];
  },
  /** r ⊙ (g − y ⊙ mean(g ⊙ y)). */
  gradient({ outputs, gradients }) {
    const g = single(gradients);
    const [y, r] = pair(outputs);
    const width = g.graph.scalar(g.elementType, Number(y.shape.at(-1)));
    const mean = () => divide(reduceSum(multiply(g, y), [-1], { keepDims: true }), width);
    return [() => multiply(r, subtract(g, multiply(y, mean()))), undefined];
  },
  encode(node) {
    const [x, epsilon] = pair(node.inputs);
    const [y, r] = pair(node.outputs);
    const inner = (name: string) => `${y.name}/${name}`;
    const [squares, mean, shifted, root, axes] = [
      inner('squares'),
      inner('mean'),
      inner('shifted'),
      inner('root'),
      inner('axes'),
    ];
    return [
      { opType: 'Mul', inputs: [x.name, x.name], outputs: [squares], attributes: {} },
      {
        opType: 'ReduceMean',
        inputs: [squares, axes],
        outputs: [mean],
        attributes: { keepdims: 1 },
        tables: [{ name: axes, values: [-1] }],
      },
      { opType: 'Add', inputs: [mean, epsilon.name], outputs: [shifted], attributes: {} },
      { opType: 'Sqrt', inputs: [shifted], outputs: [root], attributes: {} },
      { opType: 'Reciprocal', inputs: [root], outputs: [r.name], attributes: {} },
      { opType: 'Mul', inputs: [x.name, r.name], outputs: [y.name], attributes: {} },
    ];
  },
};

/** rows[i] = table[ids[i]]: table [V,H], ids [T] → [T,H]. Backward adds each row's gradient to its table row. */
export const embedOperator: Operator<None> = {
  name: 'embed',
  infer(inputs) {
    const [table, ids] = pair(inputs);
    return [{ elementType: table.elementType, shape: [vectorLength(ids), dimOf(table, 1)] }];
  },
  gradient({ inputs, gradients }) {
    const [table, ids] = pair(inputs);
    return [() => addRows(single(gradients), ids, Number(dimOf(table, 0))), undefined];
  },
  encode: namesake('Gather', { axis: 0 }),
};

/**
 * −log softmax(logits)[target] for each row: logits [T,V], targets [T,1] → [T,1]; softmax as a second output, which is what
 * backward needs. Made of it as max(x) − log(max(p)) − x[target]: max(p) is never below 1/V, and no device lacks a kernel.
 */
export const crossEntropyOperator: Operator<None> = {
  name: 'crossEntropy',
  infer(inputs) {
    const [logits, targets] = pair(inputs);
    if (dimOf(targets, 0) !== dimOf(logits, 0) || dimOf(targets, 1) !== 1) throw new GraphError('needs a target a row');
    return [{ elementType: logits.elementType, shape: [dimOf(logits, 0), 1] }, logits];
  },
  /** (softmax − one-hot of the target) ⊙ g. */
  gradient({ inputs, outputs, gradients }) {
    const g = single(gradients);
    const [logits, targets] = pair(inputs);
    const [, p] = pair(outputs);
    const classes = Number(dimOf(logits, 1));
    const { graph } = g;
    const indices = graph.constant(
      'int32',
      [classes],
      Array.from({ length: classes }, (_, i) => i),
    );
    const oneHot = () => cast(equal(targets, indices), floatTypeOf(p));
    return [() => multiply(subtract(p, oneHot()), g), undefined];
  },
  encode(node) {
    const [logits, targets] = pair(node.inputs);
    const [loss, p] = pair(node.outputs);
    const inner = (name: string) => `${loss.name}/${name}`;
    const [chosen, axes, largest, likeliest, logarithm, sum] = [
      inner('chosen'),
      inner('axes'),
      inner('largest'),
      inner('likeliest'),
      inner('logarithm'),
      inner('sum'),
    ];
    const most = (of: string, output: string) => ({
      opType: 'ReduceMax',
      inputs: [of, axes],
      outputs: [output],
      attributes: { keepdims: 1 },
    });
    return [
      { opType: 'Softmax', inputs: [logits.name], outputs: [p.name], attributes: { axis: -1 } },
      { ...most(p.name, likeliest), tables: [{ name: axes, values: [-1] }] },
      most(logits.name, largest),
      { opType: 'Log', inputs: [likeliest], outputs: [logarithm], attributes: {} },
      { opType: 'Sub', inputs: [largest, logarithm], outputs: [sum], attributes: {} },
      { opType: 'GatherElements', inputs: [logits.name, targets.name], outputs: [chosen], attributes: { axis: 1 } },
      { opType: 'Sub', inputs: [sum, chosen], outputs: [loss.name], attributes: {} },
    ];
  },
};

/** log Σ e^x over the last axis, which stays as size 1. */
export const logSumExpOperator: Operator<None> = {
  name: 'logSumExp',
  infer(inputs) {
    const x = single(inputs);
    return [{ elementType: x.elementType, shape: [...x.shape.slice(0, -1), 1] }];
  },
  gradient: ({ inputs, gradients }) => [() => multiply(softmax(single(inputs)), single(gradients))],
  encode(node) {
    const y = single(node.outputs).name;
    return [
      {
        opType: 'ReduceLogSumExp',
        inputs: [single(node.inputs).name, `${y}/axes`],
        outputs: [y],
        attributes: { keepdims: 1 },
        tables: [{ name: `${y}/axes`, values: [-1] }],
      },
    ];
  },
};

type Size = Attributes & { readonly size: number };

/** sums[p] = Σ of values[i] with positions[i] = p: values [N], positions [N], a zero → [size]. No derivative: it is one. */
export const addAtOperator: Operator<Size> = {
  name: 'addAt',
  infer(inputs, { size }) {
    const [values, positions] = triple(inputs);
    if (vectorLength(values) !== vectorLength(positions)) throw new GraphError('needs a position a value');
    return [{ elementType: values.elementType, shape: [size] }];
  },
  /** The runtime's own positions, of 8 bytes. */
  scratch: inputs => [{ elementType: 'int64', shape: triple(inputs)[1].shape }],
  encode(node, { size }) {
    const [values, positions, zero] = triple(node.inputs);
    const sums = single(node.outputs).name;
    return [
      {
        opType: 'Expand',
        inputs: [zero.name, `${sums}/shape`],
        outputs: [`${sums}/zeros`],
        attributes: {},
        tables: [{ name: `${sums}/shape`, values: [size] }],
      },
      // Not ScatterND: on the CPU its threads add to one place at the same time, and lose what the others added.
      {
        opType: 'ScatterElements',
        inputs: [`${sums}/zeros`, positions.name, values.name],
        outputs: [sums],
        attributes: { axis: 0, reduction: 'add' },
      },
    ];
  },
};

export const rmsNormalise = (x: Tensor, epsilon: number): Tensor =>
  pair(x.graph.apply(rmsNormaliseOperator, [x, x.graph.scalar(x.elementType, epsilon)], {}))[0];
export const embed = (table: Tensor, ids: Tensor): Tensor => single(table.graph.apply(embedOperator, [table, ids], {}));
export const crossEntropy = (logits: Tensor, targets: Tensor): Tensor =>
  pair(logits.graph.apply(crossEntropyOperator, [logits, targets], {}))[0];
export const logSumExp = (x: Tensor): Tensor => single(x.graph.apply(logSumExpOperator, [x], {}));

/**
 * sums[v] = Σ of rows[i] with ids[i] = v: rows [T,H], ids [T] → [size,H]. Value by value along one axis: with rows as an axis of
 * their own the CPU's kernel takes twice as long.
 */
export function addRows(rows: Tensor, ids: Tensor, size: number): Tensor {
  const { graph } = rows;
  const [count, width] = fixedShape(rows);
  if (count === undefined || width === undefined) throw new GraphError('needs rows');
  if (size * width > MOST_POSITIONS) throw new GraphError(`${size} rows of ${width} values have no int32 positions`);
  const columns = Array.from({ length: width }, (_, column) => column);
  const starts = multiply(reshape(ids, [count, 1]), graph.constant('int32', [1], [width]));
  const positions = add(starts, graph.constant('int32', [1, width], columns));
  const zero = graph.scalar(rows.elementType, 0);
  const flat = [reshape(rows, [-1]), reshape(positions, [-1]), zero];
  return reshape(single(graph.apply(addAtOperator, flat, { size: size * width })), [size, width]);
}

const MOST_POSITIONS = 2 ** 31;
