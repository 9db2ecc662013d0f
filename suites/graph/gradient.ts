/**
 * Reverse-mode differentiation: backward is more graph. One walk over the nodes in reverse order; each operator's row says
 * what it adds to the gradients of its inputs (operators/), and un-broadcasting is done here, once.
 */
import type { Contribution, GraphBuilder, Node, Tensor } from './node.ts';
import { add } from './operators/arithmetic.ts';
import { sumTo, zerosLike } from './operators/shape.ts';
import { formatType, GraphError, sameShape } from './tensor.ts';

/**
 * Gradients of L with respect to `wrt`, given ∂L/∂of = `seed` (same type as `of`). Nodes are appended to the graph; only
 * what lies between `wrt` and `of` is differentiated. Throws GraphError when `of` does not depend on one of `wrt`.
 */
export function gradient(of: Tensor, seed: Tensor, wrt: readonly Tensor[]): readonly Tensor[] {
  if (!sameShape(of.shape, seed.shape) || of.elementType !== seed.elementType) {
    throw new GraphError(`gradient: seed ${formatType(seed)} for ${formatType(of)}`);
  }
  const path = nodesAfter(of.graph, wrt);
  const sums = new Map<Tensor, Tensor>([[of, seed]]);
  for (const node of path.nodes.toReversed()) {
    of.graph.inPart(node.part, () => addContributions(node, sums, path.reached));
  }
  return wrt.map(tensor => {
    const sum = sums.get(tensor);
    if (sum === undefined) throw new GraphError(`gradient: ${of.name} does not depend on ${tensor.name}`);
    return sum;
  });
}

/** The nodes that depend on one of `wrt`, in order, and every tensor that does. */
function nodesAfter(
  graph: GraphBuilder,
  wrt: readonly Tensor[],
): { nodes: readonly Node[]; reached: ReadonlySet<Tensor> } {
  const reached = new Set<Tensor>(wrt);
  const nodes = graph.nodes.filter(node => {
    if (!node.inputs.some(input => reached.has(input))) return false;
    for (const output of node.outputs) reached.add(output);
    return true;
  });
  return { nodes, reached };
}

function addContributions(node: Node, sums: Map<Tensor, Tensor>, reached: ReadonlySet<Tensor>): void {
  const { operator, inputs, outputs, attributes } = node;
  const gradients = outputGradients(node, sums);
  if (gradients === undefined || operator.gradient === undefined) return;
  const contributions = operator.gradient({ inputs, outputs, attributes, gradients });
  inputs.forEach((input, i) => {
    const contribution = contributions[i];
    if (contribution !== undefined && reached.has(input)) sums.set(input, accumulate(input, contribution, sums));
  });
}

/** ∂L/∂(each differentiable output) of a node, zeros where L does not depend on one; undefined where on none of them. */
function outputGradients(
  { operator, outputs }: Node,
  sums: ReadonlyMap<Tensor, Tensor>,
): readonly Tensor[] | undefined {
  const wanted = operator.differentiable === 'all' ? outputs.length : 1;
  if (outputs.slice(wanted).some(output => sums.has(output))) {
    throw new GraphError(`gradient: L depends on outputs of ${operator.name} it has no derivative for`);
  }
  const differentiable = outputs.slice(0, wanted);
  if (!differentiable.some(output => sums.has(output))) return undefined;
  return differentiable.map(output => sums.get(output) ?? zerosLike(output));
}

function accumulate(input: Tensor, contribution: Contribution, sums: ReadonlyMap<Tensor, Tensor>): Tensor {
  const term = sumTo(contribution(), input.shape);
  const sum = sums.get(input);
  return sum === undefined ? term : add(sum, term);
}
