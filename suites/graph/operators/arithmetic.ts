/** Element by element, with broadcasting. The walk in gradient.ts sums over the axes that were broadcast. */
import { broadcastShapes } from '../broadcast.ts';
import type { Operator, Tensor } from '../node.ts';
import { namesake, pair, single } from '../operator.ts';
import { GraphError, isFloat, type TensorType } from '../tensor.ts';
import { greater, where } from './selection.ts';

type None = Record<string, never>;

export const addOperator: Operator<None> = {
  name: 'add',
  storage: 'in-place',
  infer: inferBinary,
  gradient: ({ gradients }) => [() => single(gradients), () => single(gradients)],
  encode: namesake('Add'),
};

export const subtractOperator: Operator<None> = {
  name: 'subtract',
  storage: 'in-place',
  infer: inferBinary,
  gradient: ({ gradients }) => [() => single(gradients), () => negate(single(gradients))],
  encode: namesake('Sub'),
};

export const multiplyOperator: Operator<None> = {
  name: 'multiply',
  storage: 'in-place',
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
  storage: 'in-place',
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
  storage: 'in-place',
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

/** max(x, 0); at 0 the derivative is 0. */
export const reluOperator: Operator<None> = {
  name: 'relu',
  storage: 'in-place',
  infer: inputs => [inferUnary(inputs)],
  gradient({ inputs, gradients }) {
    const x = single(inputs);
    return [() => keepWhere(greater(x, number(x, 0)), single(gradients))];
  },
  encode: namesake('Relu'),
};

/** tanh x. */
export const tanhOperator: Operator<None> = {
  name: 'tanh',
  storage: 'in-place',
  infer: inputs => [inferUnary(inputs)],
  gradient({ outputs, gradients }) {
    const y = single(outputs);
    return [() => multiply(single(gradients), oneMinus(multiply(y, y)))];
  },
  encode: namesake('Tanh'),
};

/** −1, 0 or 1; constant for the gradient. */
export const signOperator: Operator<None> = {
  name: 'sign',
  storage: 'in-place',
  infer: inputs => [inferUnary(inputs)],
  encode: namesake('Sign'),
};

/** √x, for x > 0. */
export const sqrtOperator: Operator<None> = {
  name: 'sqrt',
  storage: 'in-place',
  infer: inputs => [inferUnary(inputs)],
  gradient: ({ outputs, gradients }) => [
    () => divide(multiply(single(gradients), number(single(outputs), 0.5)), single(outputs)),
  ],
  encode: namesake('Sqrt'),
};

/** The smaller of x and a number. */
export function clampBelow(x: Tensor, high: number): Tensor {
  const bound = number(x, high);
  return where(greater(x, bound), bound, x);
}

/** x where it lies between two numbers, else the nearer of them. */
export function clampBetween(x: Tensor, low: number, high: number): Tensor {
  const bound = number(x, low);
  return clampBelow(where(greater(bound, x), bound, x), high);
}

/** gelu by tanh: ½x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks and Gimpel, arXiv:1606.08415). */
export function geluTanh(x: Tensor): Tensor {
  const cubic = multiply(multiply(multiply(x, x), x), number(x, 0.044715));
  const t = tanh(multiply(add(x, cubic), number(x, Math.sqrt(2 / Math.PI))));
  return multiply(multiply(x, number(x, 0.5)), add(t, number(x, 1)));
}

export const add = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(addOperator, [a, b], {}));
export const subtract = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(subtractOperator, [a, b], {}));
export const multiply = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(multiplyOperator, [a, b], {}));
export const divide = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(divideOperator, [a, b], {}));
export const sigmoid = (x: Tensor): Tensor => single(x.graph.apply(sigmoidOperator, [x], {}));
export const relu = (x: Tensor): Tensor => single(x.graph.apply(reluOperator, [x], {}));
export const tanh = (x: Tensor): Tensor => single(x.graph.apply(tanhOperator, [x], {}));
export const sign = (x: Tensor): Tensor => single(x.graph.apply(signOperator, [x], {}));
export const sqrt = (x: Tensor): Tensor => single(x.graph.apply(sqrtOperator, [x], {}));
export const silu = (x: Tensor): Tensor => pair(x.graph.apply(siluOperator, [x], {}))[0];

const number = (like: Tensor, value: number): Tensor => like.graph.scalar(like.elementType, value);
const negate = (x: Tensor): Tensor => multiply(x, number(x, -1));
const oneMinus = (x: Tensor): Tensor => subtract(number(x, 1), x);
const keepWhere = (condition: Tensor, x: Tensor): Tensor => where(condition, x, number(x, 0));

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
