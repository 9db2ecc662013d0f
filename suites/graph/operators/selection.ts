/** Comparing and ranking: what turns scores into choices. Choices are constant for the gradient. */
import { broadcastShapes } from '../broadcast.ts';
import type { Attributes, Operator, Tensor } from '../node.ts';
import { namesake, pair, single, triple } from '../operator.ts';
import { GraphError } from '../tensor.ts';

type None = Record<string, never>;
type TopK = Attributes & { readonly k: number };

/** The k largest along the last axis and where they stand, falling; of equals the lower index first. */
export const topKOperator: Operator<TopK> = {
  name: 'topK',
  infer(inputs, { k }) {
    const x = single(inputs);
    const shape = [...x.shape.slice(0, -1), k];
    const last = x.shape.at(-1);
    if (typeof last === 'number' && k > last) throw new GraphError(`k = ${k} of ${last}`);
    return [
      { elementType: x.elementType, shape },
      { elementType: 'int64', shape },
    ];
  },
  encode(node, { k }) {
    const [values, indices] = pair(node.outputs);
    const table = `${values.name}/k`;
    return [
      {
        opType: 'TopK',
        inputs: [single(node.inputs).name, table],
        outputs: [values.name, indices.name],
        attributes: { axis: -1, sorted: 1, largest: 1 },
        tables: [{ name: table, values: [k] }],
      },
    ];
  },
};

export const greaterOperator: Operator<None> = {
  name: 'greater',
  infer(inputs) {
    const [a, b] = pair(inputs);
    if (a.elementType !== b.elementType) throw new GraphError('operands differ in element type');
    return [{ elementType: 'bool', shape: broadcastShapes(a.shape, b.shape) }];
  },
  encode: namesake('Greater'),
};

export const equalOperator: Operator<None> = { ...greaterOperator, name: 'equal', encode: namesake('Equal') };

/** condition ? a : b, element by element, a and b broadcast. */
export const whereOperator: Operator<None> = {
  name: 'where',
  infer(inputs) {
    const [condition, a, b] = triple(inputs);
    if (condition.elementType !== 'bool' || a.elementType !== b.elementType) throw new GraphError('operand types');
    const shape = broadcastShapes(a.shape, b.shape);
    return [{ elementType: a.elementType, shape: broadcastShapes(condition.shape, shape) }];
  },
  gradient({ inputs, gradients }) {
    const [condition] = inputs;
    const g = single(gradients);
    const zero = g.graph.scalar(g.elementType, 0);
    if (condition === undefined) throw new GraphError('needs a condition');
    return [undefined, () => where(condition, g, zero), () => where(condition, zero, g)];
  },
  /** What is chosen of either side, before the two are laid over each other. */
  scratch: (_, outputs) => [...outputs, ...outputs],
  encode: namesake('Where'),
};

type Best = { readonly values: Tensor; readonly indices: Tensor };

export function topK(x: Tensor, k: number): Best {
  const [values, indices] = pair(x.graph.apply(topKOperator, [x], { k }));
  return { values, indices };
}

export const greater = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(greaterOperator, [a, b], {}));
export const equal = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(equalOperator, [a, b], {}));
export const where = (condition: Tensor, a: Tensor, b: Tensor): Tensor =>
  single(a.graph.apply(whereOperator, [condition, a, b], {}));
