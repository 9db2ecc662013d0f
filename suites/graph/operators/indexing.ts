/** Reading and writing by index: how tokens travel to experts and back. Index operands never carry a gradient. */

import type { Operator, Tensor } from '../node.ts';
import { namesake, pair, single, triple } from '../operator.ts';
import { type Dim, dimOf, GraphError, type Shape, sameShape, type TensorType } from '../tensor.ts';
import { zerosLike } from './shape.ts';

type None = Record<string, never>;

/** rows[i…] = x[index[i…]]: x [n, …], index [i…] → [i…, …]. For tables of integers: it has no derivative. */
export const gatherRowsOperator: Operator<None> = {
  name: 'gatherRows',
  infer(inputs) {
    const [x, index] = pair(inputs);
    return [{ elementType: x.elementType, shape: [...index.shape, ...x.shape.slice(1)] }];
  },
  encode: namesake('Gather', { axis: 0 }),
};

/** picked[t,j] = x[t, index[t,j]]: x [n,m], index [n,k] → [n,k]. The indices of one row differ. */
export const pickOperator: Operator<None> = {
  name: 'pick',
  infer(inputs) {
    const [x, index] = pair(inputs);
    if (dimOf(x, 0) !== dimOf(index, 0)) throw new GraphError('rows differ');
    return [{ elementType: x.elementType, shape: index.shape }];
  },
  gradient({ inputs, gradients }) {
    const [x, index] = pair(inputs);
    return [() => place(zerosLike(x), index, single(gradients)), undefined];
  },
  encode: namesake('GatherElements', { axis: 1 }),
};

/** base with base[t, index[t,j]] = values[t,j]: the inverse of pick. base must not depend on anything differentiated. */
export const placeOperator: Operator<None> = {
  name: 'place',
  infer(inputs) {
    const [base, index, values] = triple(inputs);
    if (!sameShape(index.shape, values.shape)) throw new GraphError('values do not fit the index');
    return [base];
  },
  gradient({ inputs, gradients }) {
    const [, index] = triple(inputs);
    return [undefined, undefined, () => pick(single(gradients), index)];
  },
  encode: namesake('ScatterElements', { axis: 1 }),
};

export const gatherRows = (x: Tensor, index: Tensor): Tensor =>
  single(x.graph.apply(gatherRowsOperator, [x, index], {}));

export const pick = (x: Tensor, index: Tensor): Tensor => single(x.graph.apply(pickOperator, [x, index], {}));

export const place = (base: Tensor, index: Tensor, values: Tensor): Tensor =>
  single(base.graph.apply(placeOperator, [base, index, values], {}));

/** The length of a vector; GraphError for anything that is none. */
export function vectorLength(x: TensorType): Dim {
  const [length, ...rest]: Shape = x.shape;
  if (length === undefined || rest.length > 0) throw new GraphError(`[${x.shape}] is not a vector`);
  return length;
}
