/** Matrix products alone, as a workload: what the speed of others is held against (DESIGN.md, Measuring). */

import { type FloatArray, fill } from '../data.ts';
import { Graph } from '../graph/graph.ts';
import { gatherRows } from '../graph/operators/indexing.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { storedType } from '../stored-type.ts';
import type { Dtype, GemmWorkload, Matmul } from '../workload.ts';

/** Outputs are c.<i>.<j>. */
export const GEMM_PRODUCT = 'c';

export type Operand = { readonly name: string; readonly shape: readonly [number, number] };

/**
 * Every product feeds an output of its own, so that none can be skipped: a kept one is the output; of the others it is the
 * first row, which costs nothing and lets the runtime put the next product into the same memory.
 */
export function gemmGraph(workload: GemmWorkload): Graph {
  const graph = new Graph();
  const type = storedType(workload.dtype);
  const firstRow = graph.constant('int64', [1], [0]);
  workload.matmuls.forEach((product, i) => {
    const { transposeA, transposeB } = product;
    const a = graph.input(leftOperand(product, i).name, type, leftOperand(product, i).shape);
    rightOperands(product, i).forEach((operand, j) => {
      const b = graph.input(operand.name, type, operand.shape);
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
  return fill(storedType(workload.dtype), workload.seed, name, shape[0] * shape[1], 1);
}

export function gemmFlops(workload: GemmWorkload): number {
  return workload.matmuls.reduce((total, { m, k, n, count }) => total + 2 * m * k * n * count, 0);
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
