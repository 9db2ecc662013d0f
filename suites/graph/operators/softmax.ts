/** softmax over the last axis. */

import type { Operator, Tensor } from '../node.ts';
import { namesake, single } from '../operator.ts';
import { GraphError, isFloat } from '../tensor.ts';
import { multiply, subtract } from './arithmetic.ts';
import { reduceSum } from './shape.ts';

export const softmaxOperator: Operator<Record<string, never>> = {
  name: 'softmax',
  infer(inputs) {
    const x = single(inputs);
    if (!isFloat(x.elementType)) throw new GraphError('needs floating point');
    return [x];
  },
  /** p ⊙ (g − Σ g⊙p). */
  gradient({ outputs, gradients }) {
    const g = single(gradients);
    const p = single(outputs);
    return [() => multiply(p, subtract(g, reduceSum(multiply(g, p), [-1], { keepDims: true })))];
  },
  encode: namesake('Softmax', { axis: -1 }),
};

export const softmax = (x: Tensor): Tensor => single(x.graph.apply(softmaxOperator, [x], {}));
