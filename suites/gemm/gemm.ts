/** Matrix products alone: what a layer's speed is held against (DESIGN.md, Measuring). */
import { type FloatArray, fill } from '../data.ts';
import { matrixProducts } from '../graph/flops.ts';
import { Graph } from '../graph/graph.ts';
import { gatherRows } from '../graph/operators/indexing.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { layerGraph } from '../moe/layer.ts';
import { sizesOf } from '../parts.ts';
import type { Dtype, GemmWorkload, LayerWorkload, Matmul } from '../workload.ts';

/** Outputs are c.<i>.<j>. */
export const GEMM_PRODUCT = 'c';

export type Operand = { readonly name: string; readonly shape: readonly [number, number] };

/** Side lengths of the square products on the roofline's fixed list. */
const SQUARES = [1024, 2048, 4096];

/**
 * Every product feeds an output of its own, so that none can be skipped: a kept one is the output; of the others it is the
 * first row, which costs nothing and lets the runtime put the next product into the same memory.
 */
export function gemmGraph(workload: GemmWorkload): Graph {
  const graph = new Graph();
  const { dtype } = workload;
  const firstRow = graph.constant('int64', [1], [0]);
  workload.matmuls.forEach((product, i) => {
    const { transposeA, transposeB } = product;
    const a = graph.input(leftOperand(product, i).name, dtype, leftOperand(product, i).shape);
    rightOperands(product, i).forEach((operand, j) => {
      const b = graph.input(operand.name, dtype, operand.shape);
      const c = matmul(a, b, { transposeA, transposeB });
      graph.output(`${GEMM_PRODUCT}.${i}.${j}`, product.kept ? c : gatherRows(c, firstRow));
    });
  });
  return graph;
}

/** The operands of a gemm workload: a.<i> of product i, and b.<i>.<j>, one for each time it is done. */
export function gemmOperands(workload: GemmWorkload): readonly Operand[] {
  return workload.matmuls.flatMap((product, i) => [leftOperand(product, i), ...rightOperands(product, i)]);
}

export function operandValues(workload: GemmWorkload, { name, shape }: Operand): FloatArray {
  return fill(workload.dtype, workload.seed, name, shape[0] * shape[1], 1);
}

export function gemmFlops(workload: GemmWorkload): number {
  return workload.matmuls.reduce((total, { m, k, n, count }) => total + 2 * m * k * n * count, 0);
}

/** The fixed list a layer's roofline is the best of: squares, T×H×F, and an even expert's share in its three layouts. */
export function rooflineMatmuls(layer: LayerWorkload): readonly Matmul[] {
  const { tokens, hidden, ffn, topK, experts } = layer;
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

/**
 * The layer's own matrix products and nothing else, read off its graph, in an order that is not the graph's. A learned
 * router is counted as even.
 */
export function layerMatmuls(layer: LayerWorkload): readonly Matmul[] {
  const counts = new Map<string, Matmul>();
  for (const product of matrixProducts(layerGraph(layer), sizesOf(layer))) {
    const { batch, ...single } = product;
    if (product.m === 0 || product.k === 0) continue;
    const key = JSON.stringify(single);
    counts.set(key, { ...single, count: (counts.get(key)?.count ?? 0) + batch });
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, product]) => product);
}

export function gemmWorkload(dtype: Dtype, seed: number, matmuls: readonly Matmul[]): GemmWorkload {
  return { version: 1, part: 'gemm', pass: 'forward', dtype, seed, matmuls: [...matmuls] };
}

function leftOperand({ m, k, transposeA }: Matmul, i: number): Operand {
  return { name: `a.${i}`, shape: transposeA ? [k, m] : [m, k] };
}

function rightOperands({ k, n, transposeB, count }: Matmul, i: number): readonly Operand[] {
  return Array.from({ length: count }, (_, j) => ({ name: `b.${i}.${j}`, shape: transposeB ? [n, k] : [k, n] }));
}
