/**
 * What an operator is: one row with its shape rule, its derivative, its FLOPs and its ONNX spelling. The rows are in
 * operators/; operators/table.ts lists them all.
 */
import type { Node } from './graph.ts';
import { type Dim, GraphError, type Tensor, type TensorType } from './tensor.ts';

export type Attributes = Readonly<Record<string, number | boolean | string | readonly number[] | readonly string[]>>;

/** One node as ONNX has it; operands by name. */
export type OnnxNode = {
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, number | string | readonly number[]>>;
  /** Integer tensors ONNX wants as inputs where we have attributes (axes, shapes). Named like the operands. */
  readonly tables?: readonly { readonly name: string; readonly values: readonly number[] }[];
};

/** A call seen from its derivative: what went in, what came out, and ∂L/∂(each differentiable output). */
export type Call<A extends Attributes> = {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  readonly attributes: A;
};

/** `batch` products op(a)·op(b), [m,k]·[k,n]: 2mkn FLOPs each. A transposed side is stored the other way round. */
export type MatrixProduct<Size> = {
  readonly batch: number;
  readonly m: Size;
  readonly k: Size;
  readonly n: Size;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
};

/** Builds what a call adds to ∂L/∂(one input): called only where it is wanted. */
export type Contribution = () => Tensor;

export type Operator<A extends Attributes = Attributes> = {
  readonly name: string;
  /** Types of the outputs; throws GraphError on operands that do not fit. */
  infer(inputs: readonly TensorType[], attributes: A): readonly TensorType[];
  /** One entry an input; `undefined` where nothing flows (indices). Absent: a choice, constant for the gradient. */
  gradient?(call: Call<A>): readonly (Contribution | undefined)[];
  /** Outputs a gradient flows through: the first alone unless it says all. */
  readonly differentiable?: 'all';
  /** The matrix product a node does: the only work that counts as useful FLOPs (DESIGN.md). */
  matrixProduct?(inputs: readonly TensorType[], attributes: A): MatrixProduct<Dim>;
  /** Where its first output lies: `view`: where its operand does; `in-place`: over an operand that nobody reads any more. */
  readonly storage?: 'view' | 'in-place';
  /** What it holds only while it runs, beside operands and outputs. */
  scratch?(inputs: readonly TensorType[], outputs: readonly TensorType[], attributes: A): readonly TensorType[];
  encode(node: Node, attributes: A): readonly OnnxNode[];
};

/** The ONNX spelling of an operator that has a namesake: same operands, same order. */
export function namesake(opType: string, attributes: OnnxNode['attributes'] = {}): Operator['encode'] {
  return node => [{ opType, inputs: node.inputs.map(x => x.name), outputs: node.outputs.map(x => x.name), attributes }];
}

/** The operands of an operator that takes one, two or three; anything else is a GraphError. */
export function single<T>(operands: readonly T[]): T {
  const [a] = operands;
  if (a === undefined || operands.length !== 1) throw arity(1, operands);
  return a;
}

export function pair<T>(operands: readonly T[]): readonly [T, T] {
  const [a, b] = operands;
  if (a === undefined || b === undefined || operands.length !== 2) throw arity(2, operands);
  return [a, b];
}

export function triple<T>(operands: readonly T[]): readonly [T, T, T] {
  const [a, b, c] = operands;
  if (a === undefined || b === undefined || c === undefined || operands.length !== 3) throw arity(3, operands);
  return [a, b, c];
}

function arity(wanted: number, operands: readonly unknown[]): GraphError {
  return new GraphError(`needs ${wanted} operands, got ${operands.length}`);
}
