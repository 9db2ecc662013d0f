/** Comparing, ranking, counting: what turns scores into choices. Choices are constant for the gradient. */
import { broadcastShapes } from '../broadcast.ts';
import type { Node } from '../graph.ts';
import { type Attributes, namesake, type OnnxNode, type Operator, pair, single, triple } from '../operator.ts';
import { fixedShape, GraphError, type Tensor } from '../tensor.ts';

type None = Record<string, never>;
type TopK = Attributes & { readonly k: number };
type Size = Attributes & { readonly size: number };

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
  encode: (node, { k }) => encodeTopK(node, k, { largest: 1 }),
};

/** The order that sorts an int64 vector, rising; equals keep their order. */
export const argsortOperator: Operator<None> = {
  name: 'argsort',
  infer(inputs) {
    const [length, ...rest] = fixedShape(single(inputs));
    if (length === undefined || rest.length > 0) throw new GraphError('needs a vector');
    return [
      { elementType: 'int64', shape: [length] },
      { elementType: 'int64', shape: [length] },
    ];
  },
  encode: node => encodeTopK(node, fixedShape(single(node.inputs))[0] ?? 0, { largest: 0 }),
};

/** How often each of 0 … size − 1 occurs in an int64 vector. */
export const countOperator: Operator<Size> = {
  name: 'count',
  infer: (inputs, { size }) => {
    fixedShape(single(inputs));
    return [{ elementType: 'int64', shape: [size] }];
  },
  encode(node, { size }) {
    const x = single(node.inputs);
    const out = single(node.outputs).name;
    const [zeros, ones] = [`${out}/zeros`, `${out}/ones`];
    return [
      {
        opType: 'ScatterElements',
        inputs: [zeros, x.name, ones],
        outputs: [out],
        attributes: { axis: 0, reduction: 'add' },
        tables: [
          { name: zeros, values: Array<number>(size).fill(0) },
          { name: ones, values: Array<number>(fixedShape(x)[0] ?? 0).fill(1) },
        ],
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
  encode: namesake('Where'),
};

type Best = { readonly values: Tensor; readonly indices: Tensor };

export function topK(x: Tensor, k: number): Best {
  const [values, indices] = pair(x.graph.apply(topKOperator, [x], { k }));
  return { values, indices };
}

export const argsort = (x: Tensor): Tensor => pair(x.graph.apply(argsortOperator, [x], {}))[1];
export const count = (x: Tensor, size: number): Tensor => single(x.graph.apply(countOperator, [x], { size }));
export const greater = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(greaterOperator, [a, b], {}));
export const equal = (a: Tensor, b: Tensor): Tensor => single(a.graph.apply(equalOperator, [a, b], {}));
export const where = (condition: Tensor, a: Tensor, b: Tensor): Tensor =>
  single(a.graph.apply(whereOperator, [condition, a, b], {}));

function encodeTopK(node: Node, k: number, attributes: { largest: 0 | 1 }): readonly OnnxNode[] {
  const [values, indices] = pair(node.outputs);
  const table = `${values.name}/k`;
  return [
    {
      opType: 'TopK',
      inputs: [single(node.inputs).name, table],
      outputs: [values.name, indices.name],
      attributes: { axis: -1, sorted: 1, ...attributes },
      tables: [{ name: table, values: [k] }],
    },
  ];
}
