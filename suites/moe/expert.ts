/** What one expert, the shared experts, or a dense layer computes. */

import type { Tensor } from '../graph/node.ts';
import {
  add,
  clampBelow,
  clampBetween,
  geluTanh,
  multiply,
  relu,
  sigmoid,
  silu,
} from '../graph/operators/arithmetic.ts';
import { matmul } from '../graph/operators/matmul.ts';
import type { Activation } from '../workload.ts';

export type TensorLookup = (name: string) => Tensor;
export type ExpertForm = { readonly activation: Activation; readonly expertBiases: boolean };

/** gpt-oss (gpt_oss/torch/model.py): silu with a steeper gate, both sides clamped, one added to the linear side. */
const CLAMPED = { limit: 7, slope: 1.702, offset: 1 };

/**
 * act(x·w1, x·w3)·w2 for rows x [r,H] → [r,H], with biases b1, b3, b2 where the form has them. A row's `weight` [r,1] multiplies
 * the hidden activation (and b2) rather than the result: the same product, but backward need not keep the result.
 */
export function feedForward(x: Tensor, name: string, lookup: TensorLookup, form: ExpertForm, weight?: Tensor): Tensor {
  const biased = (product: Tensor, bias: string): Tensor =>
    form.expertBiases ? add(product, lookup(`${name}.${bias}`)) : product;
  const a = biased(matmul(x, lookup(`${name}.w1`)), 'b1');
  const hidden =
    form.activation === 'relu' ? relu(a) : gate(form.activation, a, biased(matmul(x, lookup(`${name}.w3`)), 'b3'));
  if (weight === undefined) return biased(matmul(hidden, lookup(`${name}.w2`)), 'b2');
  const weighted = matmul(multiply(hidden, weight), lookup(`${name}.w2`));
  return form.expertBiases ? add(weighted, multiply(weight, lookup(`${name}.b2`))) : weighted;
}

function gate(activation: Exclude<Activation, 'relu'>, a: Tensor, b: Tensor): Tensor {
  switch (activation) {
    case 'swiglu':
      return multiply(silu(a), b);
    case 'geglu':
      return multiply(geluTanh(a), b);
    case 'clamped-swiglu': {
      const { limit, slope, offset } = CLAMPED;
      const number = (value: number) => a.graph.scalar(a.elementType, value);
      const gated = clampBelow(a, limit);
      const linear = add(clampBetween(b, -limit, limit), number(offset));
      return multiply(multiply(gated, sigmoid(multiply(gated, number(slope)))), linear);
    }
  }
}
