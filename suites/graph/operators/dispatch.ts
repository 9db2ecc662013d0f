/**
 * Sending rows to several places and bringing them back: the two are each other's gradient. A scatter that adds would do
 * both, but ONNX Runtime copies its whole base at every call, once an expert.
 */

import type { Attributes, OnnxNode, Operator, Tensor } from '../node.ts';
import { single } from '../operator.ts';
import { dimOf, fixedShape, GraphError, type TensorType } from '../tensor.ts';
import { vectorLength } from './indexing.ts';

/** `padded`: an index may be n, one past the last row: a row of zeros, whose gradient is dropped. */
type Rows = Attributes & { readonly padded: boolean };

/**
 * parts[e][i] = x[indices[e][i]]: x [n,h], slots [n,k], indices[e] [r_e] → [r_e,h] each. `slots` is the way back: row t of x
 * is found at rows slots[t,0…k−1] of all parts laid end to end.
 */
export const dispatchRowsOperator: Operator<Rows> = {
  name: 'dispatchRows',
  differentiable: 'all',
  infer(operands) {
    const { rows: x, slots, indices } = split(operands, 1);
    if (dimOf(single(x), 0) !== dimOf(slots, 0)) throw new GraphError('slots do not fit the rows');
    return indices.map(index => ({
      elementType: single(x).elementType,
      shape: [vectorLength(index), dimOf(single(x), 1)],
    }));
  },
  gradient({ inputs, gradients, attributes }) {
    const { slots, indices } = split(inputs, 1);
    return [undefined, () => combineRows(gradients, slots, indices, attributes)];
  },
  /** x with a row of zeros below. */
  scratch: (inputs, _, { padded }) => (padded ? split(inputs, 1).rows : []),
  encode(node, { padded }) {
    const { rows, indices } = split(node.inputs, 1);
    const x = single(rows).name;
    const more = `${node.outputs[0]?.name}/more`;
    const gathers = node.outputs.map((part, e) => ({
      opType: 'Gather',
      inputs: [padded ? more : x, indices[e]?.name ?? ''],
      outputs: [part.name],
      attributes: { axis: 0 },
    }));
    return padded ? [withZeroRow(x, more), ...gathers] : gathers;
  },
};

/** y[t] = Σ_j (all parts laid end to end)[slots[t,j]]: parts[e] [r_e,h], slots [n,k] → [n,h]. */
export const combineRowsOperator: Operator<Rows> = {
  name: 'combineRows',
  infer(operands) {
    const { rows: parts, slots, indices } = split(operands, (operands.length - 1) / 2);
    const [first] = parts;
    if (first === undefined) throw new GraphError('needs parts');
    parts.forEach((part, e) => {
      if (dimOf(part, 0) !== indices[e]?.shape[0]) throw new GraphError(`part ${e} does not fit its index`);
    });
    return [{ elementType: first.elementType, shape: [dimOf(slots, 0), dimOf(first, 1)] }];
  },
  gradient({ inputs, gradients, attributes }) {
    const { rows: parts, slots, indices } = split(inputs, (inputs.length - 1) / 2);
    let dispatched: readonly Tensor[] | undefined;
    const gradientOf = (e: number) => (): Tensor => {
      dispatched ??= dispatchRows(single(gradients), slots, indices, attributes);
      const part = dispatched[e];
      if (part === undefined) throw new GraphError(`no part ${e}`);
      return part;
    };
    return [undefined, ...parts.map((_, e) => gradientOf(e))];
  },
  /** All parts laid end to end; they are gone when the rows chosen of them are made. */
  scratch: inputs => split(inputs, (inputs.length - 1) / 2).rows,
  encode(node) {
    const { rows: parts, slots } = split(node.inputs, (node.inputs.length - 1) / 2);
    const y = single(node.outputs).name;
    const [laid, chosen, axes] = [`${y}/laid`, `${y}/chosen`, `${y}/axes`];
    return [
      { opType: 'Concat', inputs: parts.map(part => part.name), outputs: [laid], attributes: { axis: 0 } },
      { opType: 'Gather', inputs: [laid, slots.name], outputs: [chosen], attributes: { axis: 0 } },
      {
        opType: 'ReduceSum',
        inputs: [chosen, axes],
        outputs: [y],
        attributes: { keepdims: 0 },
        tables: [{ name: axes, values: [1] }],
      },
    ];
  },
};

type Padding = { readonly padded?: boolean };

export const dispatchRows = (
  x: Tensor,
  slots: Tensor,
  indices: readonly Tensor[],
  { padded = false }: Padding = {},
): readonly Tensor[] => x.graph.apply(dispatchRowsOperator, [slots, x, ...indices], { padded });

export const combineRows = (
  parts: readonly Tensor[],
  slots: Tensor,
  indices: readonly Tensor[],
  { padded = false }: Padding = {},
): Tensor => single(slots.graph.apply(combineRowsOperator, [slots, ...parts, ...indices], { padded }));

/** A row of zeros below those of a matrix. */
function withZeroRow(x: string, more: string): OnnxNode {
  // Rows and columns added before, then after.
  const tables = [{ name: `${more}/pads`, values: [0, 0, 1, 0] }];
  return { opType: 'Pad', inputs: [x, `${more}/pads`], outputs: [more], attributes: {}, tables };
}

/** Operands as they are passed: slots first, then what has rows, then an index for each part. */
function split<T extends TensorType>(operands: readonly T[], rowOperands: number) {
  const [slots, ...others] = operands;
  if (slots === undefined || fixedShape(slots).length !== 2) throw new GraphError('slots must be a matrix');
  return { slots, rows: others.slice(0, rowOperands), indices: others.slice(rowOperands) };
}
