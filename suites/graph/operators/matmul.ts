/** The matrix product: where all useful FLOPs are. */
import { type Attributes, type Contribution, type Operator, pair, single } from '../operator.ts';
import { type Dim, dimOf, GraphError, isFloat, type Tensor, type TensorType } from '../tensor.ts';

type Transposes = { readonly transposeA: boolean; readonly transposeB: boolean };
type MatmulAttributes = Attributes & Transposes;

/**
 * op(a)·op(b) + c with op either nothing or the transpose: [m,k]·[k,n] (+ [m,n]) → [m,n]. One ONNX `Gemm`: transposed
 * operands are read as they lie, and a third operand is accumulated onto inside the product.
 */
export const matmulOperator: Operator<MatmulAttributes> = {
  name: 'matmul',
  infer(inputs, attributes) {
    const { m, k, kOfB, n } = dims(inputs, attributes);
    const [a, b, c] = inputs;
    if (a === undefined || !isFloat(a.elementType) || inputs.some(x => x.elementType !== a.elementType)) {
      throw new GraphError('needs floating-point operands of one type');
    }
    if (b === undefined || k !== kOfB) throw new GraphError(`inner sizes differ: ${k} against ${kOfB}`);
    if (c !== undefined && (c.shape[0] !== m || c.shape[1] !== n)) throw new GraphError(`summand is not [${m},${n}]`);
    return [{ elementType: a.elementType, shape: [m, n] }];
  },
  gradient({ inputs, gradient: g, attributes: { transposeA, transposeB } }) {
    const [a, b] = pair(inputs.slice(0, 2));
    // With C = A·B: ∂A = G·Bᵀ, ∂B = Aᵀ·G. A side stored transposed has its product transposed as well.
    const byA = transposeA
      ? product(b, g, { transposeA: transposeB, transposeB: true })
      : product(g, b, { transposeA: false, transposeB: !transposeB });
    const byB = transposeB
      ? product(g, a, { transposeA: true, transposeB: transposeA })
      : product(a, g, { transposeA: !transposeA, transposeB: false });
    return inputs.length === 3 ? [byA, byB, { alone: () => g }] : [byA, byB];
  },
  matrixProduct(inputs, attributes) {
    const { m, k, n } = dims(inputs, attributes);
    return { m, k, n, transposeA: attributes.transposeA, transposeB: attributes.transposeB };
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

/** a·b, either side transposed on request; two matrices, or three to add a third onto the product. */
export function matmul(a: Tensor, b: Tensor, options: Partial<Transposes> & { onto?: Tensor } = {}): Tensor {
  const { onto, transposeA = false, transposeB = false } = options;
  const operands = onto === undefined ? [a, b] : [a, b, onto];
  return single(a.graph.apply(matmulOperator, operands, { transposeA, transposeB }));
}

function product(a: Tensor, b: Tensor, attributes: Transposes): Contribution {
  return { alone: () => matmul(a, b, attributes), onto: sum => matmul(a, b, { ...attributes, onto: sum }) };
}

function dims(inputs: readonly TensorType[], { transposeA, transposeB }: Transposes) {
  const [a, b] = pair(inputs.slice(0, 2));
  if (a.shape.length !== 2 || b.shape.length !== 2) throw new GraphError('needs matrices');
  const [m, k]: [Dim, Dim] = [dimOf(a, transposeA ? 1 : 0), dimOf(a, transposeA ? 0 : 1)];
  const [kOfB, n]: [Dim, Dim] = [dimOf(b, transposeB ? 1 : 0), dimOf(b, transposeB ? 0 : 1)];
  return { m, k, kOfB, n };
}
