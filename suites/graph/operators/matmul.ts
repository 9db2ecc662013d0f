/** The matrix product: where all useful FLOPs are. */

import type { Attributes, Operator, Tensor } from '../node.ts';
import { pair, single } from '../operator.ts';
import { type Dim, dimOf, GraphError, isFloat, type TensorType } from '../tensor.ts';

type Transposes = { readonly transposeA: boolean; readonly transposeB: boolean };
type MatmulAttributes = Attributes & Transposes;

/** op(a)·op(b), op either nothing or the transpose: [m,k]·[k,n] → [m,n]. One ONNX `Gemm`: no transpose is ever copied. */
export const matmulOperator: Operator<MatmulAttributes> = {
  name: 'matmul',
  infer(inputs, attributes) {
    const [a, b] = pair(inputs);
    if (!isFloat(a.elementType) || a.elementType !== b.elementType) throw new GraphError('needs floats of one type');
    const { m, k, kOfB, n } = dims(inputs, attributes);
    if (k !== kOfB) throw new GraphError(`inner sizes differ: ${k} against ${kOfB}`);
    return [{ elementType: a.elementType, shape: [m, n] }];
  },
  gradient({ inputs, gradients, attributes: { transposeA, transposeB } }) {
    const g = single(gradients);
    const [a, b] = pair(inputs);
    // With C = A·B: ∂A = G·Bᵀ, ∂B = Aᵀ·G. A side stored transposed has its gradient transposed as well.
    return [
      () =>
        transposeA
          ? matmul(b, g, { transposeA: transposeB, transposeB: true })
          : matmul(g, b, { transposeB: !transposeB }),
      () =>
        transposeB
          ? matmul(g, a, { transposeA: true, transposeB: transposeA })
          : matmul(a, g, { transposeA: !transposeA }),
    ];
  },
  matrixProduct(inputs, attributes) {
    const { m, k, n } = dims(inputs, attributes);
    return { batch: 1, m, k, n, transposeA: attributes.transposeA, transposeB: attributes.transposeB };
  },
  encode: (node, { transposeA, transposeB }) => [
    {
      opType: 'Gemm',
      inputs: node.inputs.map(x => x.name),
      outputs: node.outputs.map(x => x.name),
      attributes: { transA: Number(transposeA), transB: Number(transposeB) },
    },
  ],
};

/** a·b, either side transposed on request. */
export function matmul(a: Tensor, b: Tensor, options: Partial<Transposes> = {}): Tensor {
  const { transposeA = false, transposeB = false } = options;
  return single(a.graph.apply(matmulOperator, [a, b], { transposeA, transposeB }));
}

function dims(inputs: readonly TensorType[], { transposeA, transposeB }: Transposes) {
  const [a, b] = pair(inputs);
  if (a.shape.length !== 2 || b.shape.length !== 2) throw new GraphError('needs matrices');
  const [m, k]: [Dim, Dim] = [dimOf(a, transposeA ? 1 : 0), dimOf(a, transposeA ? 0 : 1)];
  const [kOfB, n]: [Dim, Dim] = [dimOf(b, transposeB ? 1 : 0), dimOf(b, transposeB ? 0 : 1)];
  return { m, k, kOfB, n };
}
