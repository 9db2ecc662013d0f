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
  const hidden = activate(form.activation, a, () => biased(matmul(x, lookup(`${name}.w3`)), 'b3'));
  if (weight === undefined) return biased(matmul(hidden, lookup(`${name}.w2`)), 'b2');
  const weighted = matmul(multiply(hidden, weight), lookup(`${name}.w2`));
  return form.expertBiases ? add(weighted, multiply(weight, lookup(`${name}.b2`))) : weighted;
}

/** `linear`: rows·w3, asked for where the activation is gated. */
function activate(activation: Activation, a: Tensor, linear: () => Tensor): Tensor {
  switch (activation) {
    case 'relu':
      return relu(a);
    case 'relu2': {
      const positive = relu(a);
      return multiply(positive, positive);
    }
    case 'gelu':
      return geluTanh(a);
    case 'swiglu':
      return multiply(silu(a), linear());
    case 'geglu':
      return multiply(geluTanh(a), linear());
    case 'clamped-swiglu': {
      const { limit, slope, offset } = CLAMPED;
      const number = (value: number) => a.graph.scalar(a.elementType, value);
      const gated = clampBelow(a, limit);
      const other = add(clampBetween(linear(), -limit, limit), number(offset));
      return multiply(multiply(gated, sigmoid(multiply(gated, number(slope)))), other);
    }
  }
}
