/** Element by element, with broadcasting. The walk in gradient.ts sums over the axes that were broadcast. */
import { broadcastShapes } from '../broadcast.ts';
import { namesake, type Operator, pair, single } from '../operator.ts';
import { GraphError, isFloat, type Tensor, type TensorType } from '../tensor.ts';

type None = Record<string, never>;

export const addOperator: Operator<None> = {
  name: 'add',
  infer: inferBinary,
  gradient: ({ gradients }) => [() => single(gradients), () => single(gradients)],
  encode: namesake('Add'),
};

export const subtractOperator: Operator<None> = {
  name: 'subtract',
  infer: inferBinary,
  gradient: ({ gradients }) => [() => single(gradients), () => negate(single(gradients))],
  encode: namesake('Sub'),
};

export const multiplyOperator: Operator<None> = {
  name: 'multiply',
  infer: inferBinary,
  gradient({ inputs, gradients }) {
    const g = single(gradients);
    const [a, b] = pair(inputs);
    return [() => multiply(g, b), () => multiply(g, a)];
  },
  encode: namesake('Mul'),
};

export const divideOperator: Operator<None> = {
  name: 'divide',
  infer: inferBinary,
  gradient({ inputs, outputs, gradients }) {
    const g = single(gradients);
    const [, b] = pair(inputs);
    const quotient = single(outputs);
    return [() => divide(g, b), () => negate(divide(multiply(g, quotient), b))];
  },
  encode: namesake('Div'),
};

/** 1 ÷ (1 + e^−x). */
export const sigmoidOperator: Operator<None> = {
  name: 'sigmoid',
  infer: inputs => [inferUnary(inputs)],
  gradient({ outputs, gradients }) {
    const g = single(gradients);
    const s = single(outputs);
    return [() => multiply(g, multiply(s, oneMinus(s)))];
  },
  encode: namesake('Sigmoid'),
};

/**
 * silu(x) = x·σ(x), with σ(x) as a second output: the derivative σ + silu·(1 − σ) is made from both, so that backward
 * computes no exponential and takes four passes over the data where the product rule would take six.
 */
export const siluOperator: Operator<None> = {
  name: 'silu',
  infer: inputs => [inferUnary(inputs), inferUnary(inputs)],
  gradient({ outputs, gradients }) {
    const g = single(gradients);
    const [u, s] = pair(outputs);
    return [() => multiply(g, add(multiply(oneMinus(s), u), s))];
  },
  encode(node) {
    const x = single(node.inputs).name;
    const [u, s] = pair(node.outputs);
    return [
      { opType: 'Sigmoid', inputs: [x], outputs: [s.name], attributes: {} },
      { opType: 'Mul', inputs: [x, s.name], outputs: [u.name], attributes: {} },
    ];
  },
};

export const add = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(addOperator, [a, b], {}));
export const subtract = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(subtractOperator, [a, b], {}));
export const multiply = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(multiplyOperator, [a, b], {}));
export const divide = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(divideOperator, [a, b], {}));
export const sigmoid = (x: Tensor): Tensor => single(x.graph.apply(sigmoidOperator, [x], {}));
export const silu = (x: Tensor): Tensor => pair(x.graph.apply(siluOperator, [x], {}))[0];

const negate = (x: Tensor): Tensor => multiply(x, x.graph.scalar(x.elementType, -1));
const oneMinus = (x: Tensor): Tensor => subtract(x.graph.scalar(x.elementType, 1), x);

function inferBinary(inputs: readonly TensorType[]): readonly TensorType[] {
  const [a, b] = pair(inputs);
  if (a.elementType !== b.elementType) throw new GraphError('operands differ in element type');
  return [{ elementType: a.elementType, shape: broadcastShapes(a.shape, b.shape) }];
}

function inferUnary(inputs: readonly TensorType[]): TensorType {
  const x = single(inputs);
  if (!isFloat(x.elementType)) throw new GraphError('needs floating point');
  return x;
}
