/** FLOPs counted from the nodes themselves: the second way, beside the formula (DESIGN.md, Useful FLOPs). */
import type { Graph } from './graph.ts';
import { liveNodes } from './prune.ts';
import { type Dim, GraphError } from './tensor.ts';

/** Matmul FLOPs of one run. `sizes` gives a number for every size that only a run knows (`rows.3` → 512). */
export function graphFlops(graph: Graph, sizes: ReadonlyMap<string, number>): number {
  const value = (dim: Dim): number => {
    const size = typeof dim === 'number' ? dim : sizes.get(dim);
    if (size === undefined) throw new GraphError(`graphFlops: no size for ${dim}`);
    return size;
  };
  return liveNodes(graph)
    .map(node => node.operator.flops?.(node.inputs, node.outputs, node.attributes) ?? [0])
    .map(factors => factors.reduce<number>((product, factor) => product * value(factor), 1))
    .reduce((total, flops) => total + flops, 0);
}
