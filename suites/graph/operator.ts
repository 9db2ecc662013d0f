/** What the rows of operators/ share: the ONNX spelling of a namesake, and operands taken one, two or three at a time. */
import type { OnnxNode, Operator } from './node.ts';
import { GraphError } from './tensor.ts';

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
