/** FLOPs counted from the nodes themselves: the second way, beside the formula (DESIGN.md, Useful FLOPs). */
import type { Graph } from './graph.ts';
import type { MatrixProduct } from './node.ts';
import { liveNodes } from './prune.ts';
import { type Dim, GraphError } from './tensor.ts';

/** A number for every size that only a run knows: `rows.3` → 512. */
export type Sizes = ReadonlyMap<string, number>;

/** A product of a run; `kept`: it is an output of the graph. */
export type DoneProduct = MatrixProduct<number> & { readonly kept: boolean };

/** Every matrix product one run of the graph does, in order. Matrix products are all that counts as work. */
export function matrixProducts(graph: Graph, sizes: Sizes): readonly DoneProduct[] {
  const outputs = new Set(graph.outputs.map(({ tensor }) => tensor));
  return liveNodes(graph).flatMap(node => {
    const product = node.operator.matrixProduct?.(node.inputs, node.attributes);
    if (product === undefined) return [];
    const { m, k, n, ...transposes } = product;
    return [
      {
        m: sizeOf(m, sizes),
        k: sizeOf(k, sizes),
        n: sizeOf(n, sizes),
        ...transposes,
        kept: node.outputs.some(output => outputs.has(output)),
      },
    ];
  });
}

/** Matmul FLOPs of one run. */
export function graphFlops(graph: Graph, sizes: Sizes): number {
  return matrixProducts(graph, sizes).reduce((total, { batch, m, k, n }) => total + 2 * batch * m * k * n, 0);
}

function sizeOf(dim: Dim, sizes: Sizes): number {
  const size = typeof dim === 'number' ? dim : sizes.get(dim);
  if (size === undefined) throw new GraphError(`no size given for ${dim}`);
  return size;
}
