/** AdamW (Loshchilov and Hutter, arXiv:1711.05101) as graph, in the order in which PyTorch applies it. */

import type { Tensor } from '../graph/node.ts';
import { add, divide, multiply, sqrt, subtract } from '../graph/operators/arithmetic.ts';
import type { TrainWorkload } from '../workload.ts';

export type AdamW = TrainWorkload['optimizer'];
export type Moments = { readonly parameter: Tensor; readonly first: Tensor; readonly second: Tensor };

/** What all updates of a step share: both scalars, [1]. */
export type StepSize = { readonly step: Tensor; readonly epsilon: Tensor };

/**
 * From β₁^t and β₂^t of step t: m̂ ÷ (√v̂ + ε) = s·m ÷ (√v + ε·√(1 − β₂^t)) with s = √(1 − β₂^t) ÷ (1 − β₁^t), so that the
 * corrections cost nothing on tensors.
 */
export function stepSize(beta1Power: Tensor, beta2Power: Tensor, { learningRate, epsilon }: AdamW): StepSize {
  const { graph, elementType } = beta1Power;
  const number = (value: number) => graph.scalar(elementType, value);
  const root = sqrt(subtract(number(1), beta2Power));
  return {
    step: multiply(divide(root, subtract(number(1), beta1Power)), number(learningRate)),
    epsilon: multiply(root, number(epsilon)),
  };
}

/** A tensor's next values. Weight decay is for matrices: gains and biases have one dimension and keep theirs. */
export function update(before: Moments, gradient: Tensor, { step, epsilon }: StepSize, optimizer: AdamW): Moments {
  const { learningRate, beta1, beta2, weightDecay } = optimizer;
  const { graph, elementType, shape } = before.parameter;
  const scaled = (x: Tensor, factor: number) => multiply(x, graph.scalar(elementType, factor));
  const first = add(scaled(before.first, beta1), scaled(gradient, 1 - beta1));
  const second = add(scaled(before.second, beta2), scaled(multiply(gradient, gradient), 1 - beta2));
  const decay = shape.length > 1 ? 1 - learningRate * weightDecay : 1;
  const kept = decay === 1 ? before.parameter : scaled(before.parameter, decay);
  const change = multiply(divide(first, add(sqrt(second), epsilon)), step);
  return { parameter: subtract(kept, change), first, second };
}
