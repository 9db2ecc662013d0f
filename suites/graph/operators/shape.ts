/** Sums over axes, and the same values seen under another shape. */
import { repeatedAxes } from '../broadcast.ts';
import type { Attributes, Operator, Tensor } from '../node.ts';
import { namesake, single } from '../operator.ts';
import { type Dim, dimOf, fixedShape, GraphError, type Shape, sameShape } from '../tensor.ts';

type None = Record<string, never>;
type Axes = Attributes & { readonly axes: readonly number[]; readonly keepDims: boolean };
type Target = Attributes & { readonly shape: readonly number[] };
type Order = Attributes & { readonly order: readonly number[] };
type Widths = Attributes & { readonly widths: readonly number[] };

/** Sum over `axes` (counted from 0); with `keepDims` they stay as size 1. */
export const reduceSumOperator: Operator<Axes> = {
  name: 'reduceSum',
  infer(inputs, { axes, keepDims }) {
    const x = single(inputs);
    if (axes.some(axis => axis < 0 || axis >= x.shape.length)) throw new GraphError(`no axes ${axes}`);
    const shape = x.shape.flatMap((dim, axis): Dim[] => (axes.includes(axis) ? (keepDims ? [1] : []) : [dim]));
    return [{ elementType: x.elementType, shape }];
  },
  gradient({ inputs, gradients, attributes: { axes, keepDims } }) {
    const g = single(gradients);
    const x = single(inputs);
    const shape = fixedShape(x);
    const kept = shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
    return [() => broadcastTo(keepDims ? g : reshape(g, kept), shape)];
  },
  encode(node, { axes, keepDims }) {
    const x = single(node.inputs).name;
    const y = single(node.outputs).name;
    return [
      {
        opType: 'ReduceSum',
        inputs: [x, `${y}/axes`],
        outputs: [y],
        attributes: { keepdims: Number(keepDims) },
        tables: [{ name: `${y}/axes`, values: axes }],
      },
    ];
  },
};

/** sum[i] = x[0] + … + x[i − 1] along the first axis, whole numbers: how many there were before. No derivative. */
export const sumBeforeOperator: Operator<None> = {
  name: 'sumBefore',
  infer(inputs) {
    const x = single(inputs);
    if (x.elementType !== 'int32' || x.shape.length === 0) throw new GraphError('needs int32 with an axis');
    return [x];
  },
  encode(node) {
    const [x, y] = [single(node.inputs).name, single(node.outputs).name];
    return [
      {
        opType: 'CumSum',
        inputs: [x, `${y}/axis`],
        outputs: [y],
        attributes: { exclusive: 1 },
        tables: [{ name: `${y}/axis`, values: [0] }],
      },
    ];
  },
};

/** The same values, repeated along the axes where the operand has size 1. */
export const broadcastToOperator: Operator<Target> = {
  name: 'broadcastTo',
  infer: (inputs, { shape }) => {
    const x = single(inputs);
    repeatedAxes(x.shape, shape);
    return [{ elementType: x.elementType, shape }];
  },
  gradient: ({ inputs, gradients }) => [() => sumTo(single(gradients), single(inputs).shape)],
  encode: encodeShape('Expand'),
};

/** The same values in the same order under another shape. One size may be left to be worked out: −1. */
export const reshapeOperator: Operator<Target> = {
  name: 'reshape',
  storage: 'view',
  infer(inputs, { shape }) {
    const x = single(inputs);
    return [{ elementType: x.elementType, shape: resolve(x.shape, shape) }];
  },
  gradient({ inputs, gradients }) {
    const { shape } = single(inputs);
    return [() => reshape(single(gradients), inferable(shape))];
  },
  encode: encodeShape('Reshape'),
};

/** The same values with their axes in another order: y.shape[i] = x.shape[order[i]]. */
export const transposeOperator: Operator<Order> = {
  name: 'transpose',
  infer(inputs, { order }) {
    const x = single(inputs);
    if (order.length !== x.shape.length || new Set(order).size !== order.length)
      throw new GraphError(`no order ${order}`);
    return [{ elementType: x.elementType, shape: order.map(axis => dimOf(x, axis)) }];
  },
  gradient: ({ gradients, attributes: { order } }) => [
    () =>
      transpose(
        single(gradients),
        order.map((_, axis) => order.indexOf(axis)),
      ),
  ],
  encode: (node, { order }) => namesake('Transpose', { perm: order })(node, {}),
};

/** Cuts along the last axis into parts of the given widths; `concatLast` is the way back, and the gradient. */
export const splitLastOperator: Operator<Widths> = {
  name: 'splitLast',
  differentiable: 'all',
  infer(inputs, { widths }) {
    const x = single(inputs);
    const totalWidth = widths.reduce((sum, width) => sum + width, 0);
    if (x.shape.at(-1) !== totalWidth) throw new GraphError(`parts of ${widths} are not ${x.shape.at(-1)} wide`);
    return widths.map(width => ({ elementType: x.elementType, shape: [...x.shape.slice(0, -1), width] }));
  },
  gradient: ({ gradients }) => [() => concatLast(gradients)],
  encode(node, { widths }) {
    const x = single(node.inputs).name;
    const outputs = node.outputs.map(({ name }) => name);
    const table = `${outputs[0]}/widths`;
    return [
      {
        opType: 'Split',
        inputs: [x, table],
        outputs,
        attributes: { axis: -1 },
        tables: [{ name: table, values: widths }],
      },
    ];
  },
};

export const concatLastOperator: Operator<None> = {
  name: 'concatLast',
  infer(inputs) {
    const [first] = inputs;
    if (first === undefined) throw new GraphError('needs parts');
    const width = inputs.reduce((sum, part) => sum + Number(part.shape.at(-1)), 0);
    return [{ elementType: first.elementType, shape: [...first.shape.slice(0, -1), width] }];
  },
  gradient({ inputs, gradients }) {
    let parts: readonly Tensor[] | undefined;
    return inputs.map((_, i) => () => {
      parts ??= splitLast(
        single(gradients),
        inputs.map(part => Number(part.shape.at(-1))),
      );
      const part = parts[i];
      if (part === undefined) throw new GraphError(`no part ${i}`);
      return part;
    });
  },
  encode: namesake('Concat', { axis: -1 }),
};

export const transpose = (x: Tensor, order: readonly number[]): Tensor =>
  single(x.graph.apply(transposeOperator, [x], { order }));

export const splitLast = (x: Tensor, widths: readonly number[]): readonly Tensor[] =>
  x.graph.apply(splitLastOperator, [x], { widths });

/** Parts side by side along the last axis. */
export function concatLast(parts: readonly Tensor[]): Tensor {
  const [first] = parts;
  if (first === undefined) throw new GraphError('needs parts');
  return single(first.graph.apply(concatLastOperator, parts, {}));
}

export function reduceSum(x: Tensor, axes: readonly number[], options: { keepDims?: boolean } = {}): Tensor {
  const positive = axes.map(axis => (axis < 0 ? axis + x.shape.length : axis));
  return single(x.graph.apply(reduceSumOperator, [x], { axes: positive, keepDims: options.keepDims ?? false }));
}

export const sumBefore = (x: Tensor): Tensor => single(x.graph.apply(sumBeforeOperator, [x], {}));

export const broadcastTo = (x: Tensor, shape: readonly number[]): Tensor =>
  single(x.graph.apply(broadcastToOperator, [x], { shape }));

export const reshape = (x: Tensor, shape: readonly number[]): Tensor =>
  single(x.graph.apply(reshapeOperator, [x], { shape }));

export const zerosLike = (x: Tensor): Tensor => broadcastTo(x.graph.scalar(x.elementType, 0), fixedShape(x));

/** Undoes broadcasting: sums a gradient over every axis along which `shape` had been repeated. */
export function sumTo(gradient: Tensor, shape: Shape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const axes = repeatedAxes(shape, gradient.shape);
  const summed = axes.length === 0 ? gradient : reduceSum(gradient, axes, { keepDims: true });
  return sameShape(summed.shape, shape) ? summed : reshape(summed, inferable(shape));
}

function encodeShape(opType: string): Operator<Target>['encode'] {
  return (node, { shape }) => {
    const y = single(node.outputs).name;
    const inputs = [single(node.inputs).name, `${y}/shape`];
    return [{ opType, inputs, outputs: [y], attributes: {}, tables: [{ name: `${y}/shape`, values: shape }] }];
  };
}

/** The shape `target` means for values of shape `from`: −1 stands for whatever is left over. */
function resolve(from: Shape, target: readonly number[]): Shape {
  const open = target.filter(dim => dim === -1).length;
  const names = from.filter(dim => typeof dim === 'string');
  const known = from.reduce<number>((size, dim) => (typeof dim === 'number' ? size * dim : size), 1);
  const wanted = target.reduce((size, dim) => (dim === -1 ? size : size * dim), 1);
  const fail = () => new GraphError(`[${from}] does not reshape to [${target}]`);
  if (open > 1 || names.length > 1 || names.length > open) throw fail();
  if (open === 0 && known !== wanted) throw fail();
  const [name] = names;
  if (name !== undefined && known !== wanted) throw fail();
  if (open === 1 && name === undefined && known % wanted !== 0) throw fail();
  return target.map(dim => (dim === -1 ? (name ?? known / wanted) : dim));
}

/** A shape with at most one name, as a reshape target. */
function inferable(shape: Shape): readonly number[] {
  return shape.map(dim => (typeof dim === 'string' ? -1 : dim));
}
