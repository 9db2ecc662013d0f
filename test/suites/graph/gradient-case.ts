/** What a case of the gradient test is: an operator, and a small graph in which its derivative is all there is. */
import type { Graph } from '../../../suites/graph/graph.ts';
import type { Tensor } from '../../../suites/graph/node.ts';

export type GradientCase = {
  /** The operator whose derivative this is a case of. */
  readonly operator: string;
  readonly what?: string;
  readonly shapes: readonly (readonly number[])[];
  readonly build: (inputs: readonly Tensor[], graph: Graph) => Tensor;
  /** Where a central difference itself is no better than that; 1e-6 elsewhere. */
  readonly tolerance?: number;
};

export const one =
  (f: (x: Tensor, graph: Graph) => Tensor): GradientCase['build'] =>
  ([x], graph) =>
    f(given(x), graph);

export const two =
  (f: (a: Tensor, b: Tensor, graph: Graph) => Tensor): GradientCase['build'] =>
  ([a, b], graph) =>
    f(given(a), given(b), graph);

export function given(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new Error('a tensor is missing');
  return tensor;
}
