/**
 * The types of a graph that refer to each other: a tensor belongs to a graph, a graph's nodes apply operators to tensors. An
 * operator is one row with its shape rule, its derivative, its FLOPs and its ONNX spelling; operators/table.ts lists the rows.
 */
import type { Dim, ElementType, TensorType } from './tensor.ts';

/** A value of a graph. Identity is the object; `name` is what is shown, and the ONNX name. */
export type Tensor = TensorType & { readonly graph: GraphBuilder; readonly name: string };

/** A graph as its own values see it: operators are applied to a value in the graph that the value belongs to (graph.ts). */
export type GraphBuilder = {
  readonly nodes: readonly Node[];
  constant(elementType: ElementType, shape: readonly number[], values: readonly number[]): Tensor;
  scalar(elementType: ElementType, value: number): Tensor;
  apply<A extends Attributes>(operator: Operator<A>, inputs: readonly Tensor[], attributes: A): readonly Tensor[];
  inPart<T>(part: string, build: () => T): T;
};

export type Node = {
  readonly operator: Operator;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: Attributes;
  /** What of the model it belongs to ("experts"): its backward nodes as well. */
  readonly part: string;
};

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
