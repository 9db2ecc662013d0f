/** What attention is made of: batched products, the weighted sum, rotary positions. */

import type { Attributes, MatrixProduct, Operator, Tensor } from '../node.ts';
import { pair, single } from '../operator.ts';
import { type Dim, dimOf, fixedShape, GraphError, isFloat, type TensorType } from '../tensor.ts';
import { multiply, subtract } from './arithmetic.ts';
import { reduceSum } from './shape.ts';

type None = Record<string, never>;
type Transposes = Attributes & { readonly transposeA: boolean; readonly transposeB: boolean };

/** op(a)·op(b) for each of a batch: [b,m,k]·[b,k,n] → [b,m,n], op nothing or the transpose of the last two axes. */
export const batchedMatmulOperator: Operator<Transposes> = {
  name: 'batchedMatmul',
  infer(inputs, attributes) {
    const { batch, m, n } = batchedProduct(inputs, attributes);
    return [{ elementType: pair(inputs)[0].elementType, shape: [batch, m, n] }];
  },
  gradient({ inputs, gradients, attributes: { transposeA, transposeB } }) {
    const g = single(gradients);
    const [a, b] = pair(inputs);
    // As matmul's: with C = A·B, ∂A = G·Bᵀ and ∂B = Aᵀ·G.
    return [
      () => (transposeA ? batchedMatmul(b, g, transposeB, true) : batchedMatmul(g, b, false, !transposeB)),
      () => (transposeB ? batchedMatmul(g, a, true, transposeA) : batchedMatmul(a, g, !transposeA, false)),
    ];
  },
  matrixProduct: batchedProduct,
  // ONNX Runtime makes one product of a Transpose and the MatMul behind it where it has a kernel for that.
  encode(node, { transposeA, transposeB }) {
    const [a, b] = pair(node.inputs);
    const out = single(node.outputs).name;
    const turn = (x: Tensor, turned: boolean, name: string) =>
      turned ? [{ opType: 'Transpose', inputs: [x.name], outputs: [name], attributes: { perm: [0, 2, 1] } }] : [];
    return [
      ...turn(a, transposeA, `${out}/a`),
      ...turn(b, transposeB, `${out}/b`),
      {
        opType: 'MatMul',
        inputs: [transposeA ? `${out}/a` : a.name, transposeB ? `${out}/b` : b.name],
        outputs: [out],
        attributes: {},
      },
    ];
  },
};

/**
 * o = p·v with p = softmax(scores) over the last axis: scores [b,m,n], v [b,n,d] → o [b,m,d], p [b,m,n]. One operator because
 * of its backward: Σ_n ∂p⊙p is Σ_d ∂o⊙o, which is d wide and not n (Dao et al., arXiv:2205.14135, appendix B).
 */
export const attendOperator: Operator<None> = {
  name: 'attend',
  infer(inputs) {
    const [scores] = pair(inputs);
    const { batch, m, n } = batchedProduct(inputs, NOT_TRANSPOSED);
    return [{ elementType: scores.elementType, shape: [batch, m, n] }, scores];
  },
  gradient({ inputs, outputs, gradients }) {
    const g = single(gradients);
    const [, v] = pair(inputs);
    const [o, p] = pair(outputs);
    const rowSum = () => reduceSum(multiply(g, o), [-1], { keepDims: true });
    return [
      () => multiply(p, subtract(batchedMatmul(g, v, false, true), rowSum())),
      () => batchedMatmul(p, g, true, false),
    ];
  },
  matrixProduct: inputs => batchedProduct(inputs, NOT_TRANSPOSED),
  encode(node) {
    const [scores, v] = pair(node.inputs);
    const [o, p] = pair(node.outputs);
    return [
      { opType: 'Softmax', inputs: [scores.name], outputs: [p.name], attributes: { axis: -1 } },
      { opType: 'MatMul', inputs: [p.name, v.name], outputs: [o.name], attributes: {} },
    ];
  },
};

/** (a, b) → (−b, a) for the two halves of the last axis: what a rotation adds with its sine. */
export const rotateHalfOperator: Operator<None> = {
  name: 'rotateHalf',
  infer(inputs) {
    const x = single(inputs);
    if (!isFloat(x.elementType) || Number(x.shape.at(-1)) % 2 !== 0) throw new GraphError('needs an even last axis');
    return [x];
  },
  // The transpose of a quarter turn is the quarter turn back.
  gradient: ({ gradients }) => {
    const g = single(gradients);
    return [() => multiply(rotateHalf(g), g.graph.scalar(g.elementType, -1))];
  },
  /** Both halves. */
  scratch: inputs => inputs,
  encode(node) {
    const x = single(node.inputs);
    const y = single(node.outputs).name;
    const half = Number(fixedShape(x).at(-1)) / 2;
    return [
      {
        opType: 'Split',
        inputs: [x.name, `${y}/halves`],
        outputs: [`${y}/a`, `${y}/b`],
        attributes: { axis: -1 },
        tables: [{ name: `${y}/halves`, values: [half, half] }],
      },
      { opType: 'Neg', inputs: [`${y}/b`], outputs: [`${y}/minus`], attributes: {} },
      { opType: 'Concat', inputs: [`${y}/minus`, `${y}/a`], outputs: [y], attributes: { axis: -1 } },
    ];
  },
};

const NOT_TRANSPOSED = { transposeA: false, transposeB: false };

export const batchedMatmul = (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor =>
  single(a.graph.apply(batchedMatmulOperator, [a, b], { transposeA, transposeB }));

export const attend = (scores: Tensor, v: Tensor): Tensor =>
  pair(scores.graph.apply(attendOperator, [scores, v], {}))[0];

export const rotateHalf = (x: Tensor): Tensor => single(x.graph.apply(rotateHalfOperator, [x], {}));

function batchedProduct(inputs: readonly TensorType[], { transposeA, transposeB }: Transposes): MatrixProduct<Dim> {
  const [a, b] = pair(inputs);
  if (!isFloat(a.elementType) || a.elementType !== b.elementType) throw new GraphError('needs floats of one type');
  if (a.shape.length !== 3 || b.shape.length !== 3 || a.shape[0] !== b.shape[0])
    throw new GraphError('needs equal batches');
  const [m, k] = [dimOf(a, transposeA ? 2 : 1), dimOf(a, transposeA ? 1 : 2)];
  const [kOfB, n] = [dimOf(b, transposeB ? 2 : 1), dimOf(b, transposeB ? 1 : 2)];
  if (k !== kOfB) throw new GraphError(`inner sizes differ: ${k} against ${kOfB}`);
  return { batch: Number(a.shape[0]), m, k, n, transposeA, transposeB };
}
