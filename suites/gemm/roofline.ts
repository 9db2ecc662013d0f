/** Which matrix products a workload's speed is held against (DESIGN.md, Measuring). */
import { matrixProducts } from '../graph/flops.ts';
import { graphOf, sizesOf } from '../parts.ts';
import type { Matmul, MoeWorkload } from '../workload.ts';

/** Side lengths of the square products on the fixed list. */
const SQUARES = [1024, 2048, 4096];

/** The fixed list the roofline is the best of: squares, T×H×F, and an even expert's share in its three layouts. */
export function rooflineMatmuls({ tokens, hidden, ffn, topK, experts }: MoeWorkload): readonly Matmul[] {
  const rows = Math.max(1, Math.floor((tokens * topK) / experts));
  const plain = { transposeA: false, transposeB: false, count: 1, kept: true };
  return [
    ...SQUARES.map(side => ({ m: side, k: side, n: side, ...plain })),
    { m: tokens, k: hidden, n: ffn, ...plain },
    { m: rows, k: hidden, n: ffn, ...plain },
    { m: hidden, k: rows, n: ffn, ...plain, transposeA: true },
    { m: rows, k: ffn, n: hidden, ...plain, transposeB: true },
  ];
}

/** Of the fixed list the two that large accelerators are fastest at: the largest square, and T×H×F. */
export function largeMatmuls(workload: MoeWorkload): readonly Matmul[] {
  const { tokens, hidden, ffn } = workload;
  const isLarge = ({ m, k, n }: Matmul) =>
    [m, k, n].every(side => side === Math.max(...SQUARES)) || (m === tokens && k === hidden && n === ffn);
  return rooflineMatmuls(workload).filter(isLarge);
}

/** A workload's own matrix products and nothing else, read off its graph, in an order that is not the graph's. */
export function ownMatmuls(workload: MoeWorkload): readonly Matmul[] {
  const counts = new Map<string, Matmul>();
  for (const { batch, ...product } of matrixProducts(graphOf(workload), sizesOf(workload))) {
    if (product.m === 0 || product.k === 0) continue;
    const key = JSON.stringify(product);
    counts.set(key, { ...product, count: (counts.get(key)?.count ?? 0) + batch });
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, product]) => product);
}
