/** Scores, choice and weights: the part of an MoE layer that decides (DESIGN.md, moe-layer). */

import type { Tensor } from '../../graph/node.ts';
import { add, divide, multiply, sigmoid } from '../../graph/operators/arithmetic.ts';
import { cast } from '../../graph/operators/cast.ts';
import { pick } from '../../graph/operators/indexing.ts';
import { matmul } from '../../graph/operators/matmul.ts';
import { reduceSum } from '../../graph/operators/shape.ts';
import { softmax } from '../../graph/operators/softmax.ts';
import { floatTypeOf, wideType } from '../../graph/tensor.ts';
import type { TensorLookup } from '../expert.ts';
import { type Choice, type Chooser, chooseExperts } from './choice.ts';

/**
 * logits, scores [T,E]; weights [T,k] of the chosen. Of half types all but the weights are float32: two scores that lie closer
 * than a half can tell are no tie. The weights are rounded to the activations' type, which is all they ever multiply.
 */
export type Routed = {
  readonly logits: Tensor;
  readonly scores: Tensor;
  readonly weights: Tensor;
  readonly choice: Choice;
};

/** The choice is a constant for the gradient; it flows through the scores of the chosen, their sum and the scale. */
export function route(x: Tensor, lookup: TensorLookup, chooser: Chooser): Routed {
  const { score, normalise, scale, bias } = chooser.workload.router;
  const elementType = floatTypeOf(x);
  const wide = (tensor: Tensor) => cast(tensor, wideType(elementType));
  const product = matmul(wide(x), wide(lookup('router')));
  const logits = bias ? add(product, wide(lookup('router.bias'))) : product;
  const scores = score === 'softmax' ? softmax(logits) : sigmoid(logits);
  const choice = chooseExperts(scores, chooser);
  const chosen = pick(scores, choice.experts);
  const weights = normalise ? divide(chosen, reduceSum(chosen, [1], { keepDims: true })) : chosen;
  const scaled = scale === 1 ? weights : multiply(weights, x.graph.scalar(weights.elementType, scale));
  return { logits, scores, weights: cast(scaled, elementType), choice };
}
