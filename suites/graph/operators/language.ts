/** What a language model needs around its blocks: normalisation, an embedding, and the loss. */
import { type Attributes, namesake, type Operator, pair, single, triple } from '../operator.ts';
import { dimOf, fixedShape, floatTypeOf, GraphError, isFloat, type Tensor } from '../tensor.ts';
import { divide, multiply, subtract } from './arithmetic.ts';
import { cast } from './cast.ts';
import { vectorLength } from './indexing.ts';
import { equal } from './selection.ts';
import { reduceSum } from './shape.ts';
import { softmax } from './softmax.ts';

type None = Record<string, never>;

/** x ÷ √(mean(x²) + ε) over the last axis, with the reciprocal root [.., 1] as a second output (arXiv:1910.07467). */
export const rmsNormaliseOperator: Operator<None> = {
  name: 'rmsNormalise',
  infer(inputs) {
    const [x, epsilon] = pair(inputs);
    if (!isFloat(x.elementType) || epsilon.shape.length > 0) throw new GraphError('needs floats and a scalar');
    return [x, { elementType: x.elementType, shape: [...x.shape.slice(0, -1), 1] }];
  },
  /** r ⊙ (g − y ⊙ mean(g ⊙ y)). */
  gradient({ outputs, gradients }) {
    const g = single(gradients);
    const [y, r] = pair(outputs);
    const width = g.graph.scalar(g.elementType, Number(y.shape.at(-1)));
    const mean = () => divide(reduceSum(multiply(g, y), [-1], { keepDims: true }), width);
    return [() => multiply(r, subtract(g, multiply(y, mean()))), undefined];
  },
  encode(node) {
    const [x, epsilon] = pair(node.inputs);
    const [y, r] = pair(node.outputs);
    const inner = (name: string) => `${y.name}/${name}`;
    const [squares, mean, shifted, root, axes] = [
      inner('squares'),
      inner('mean'),
      inner('shifted'),
      inner('root'),
      inner('axes'),
    ];
    return [
      { opType: 'Mul', inputs: [x.name, x.name], outputs: [squares], attributes: {} },
      {
        opType: 'ReduceMean',
        inputs: [squares, axes],
        outputs: [mean],
        attributes: { keepdims: 1 },
        tables: [{ name: axes, values: [-1] }],
      },
      { opType: 'Add', inputs: [mean, epsilon.name], outputs: [shifted], attributes: {} },
      { opType: 'Sqrt', inputs: [shifted], outputs: [root], attributes: {} },
      { opType: 'Reciprocal', inputs: [root], outputs: [r.name], attributes: {} },
      { opType: 'Mul', inputs: [x.name, r.name], outputs: [y.name], attributes: {} },
    ];
  },
};

/** rows[i] = table[ids[i]]: table [V,H], ids [T] → [T,H]. Backward adds each row's gradient to its table row. */
export const embedOperator: Operator<None> = {
  name: 'embed',
  infer(inputs) {
    const [table, ids] = pair(inputs);
    return [{ elementType: table.elementType, shape: [vectorLength(ids), dimOf(table, 1)] }];
  },
  gradient({ inputs, gradients }) {
    const [table, ids] = pair(inputs);
    return [() => addRows(single(gradients), ids, Number(dimOf(table, 0))), undefined];
  },
  encode: namesake('Gather', { axis: 0 }),
};

/**
 * −log softmax(logits)[target] for each row: logits [T,V], targets [T,1] → [T,1]; softmax as a second output, which is what
 * backward needs. Made of it as max(x) − log(max(p)) − x[target]: max(p) is never below 1/V, and no device lacks a kernel.
 */
export const crossEntropyOperator: Operator<None> = {
  name: 'crossEntropy',
  infer(inputs) {
    const [logits, targets] = pair(inputs);
    if (dimOf(targets, 0) !== dimOf(logits, 0) || dimOf(targets, 1) !== 1) throw new GraphError('needs a target a row');
    return [{ elementType: logits.elementType, shape: [dimOf(logits, 0), 1] }, logits];
  },
  /** (softmax − one-hot of the target) ⊙ g. */
  gradient({ inputs, outputs, gradients }) {
    const g = single(gradients);
    const [logits, targets] = pair(inputs);
    const [, p] = pair(outputs);
    const classes = Number(dimOf(logits, 1));
    const { graph } = g;
    const indices = graph.constant(
      'int32',
      [classes],
      Array.from({ length: classes }, (_, i) => i),
    );
    const oneHot = () => cast(equal(targets, indices), floatTypeOf(p));
    return [() => multiply(subtract(p, oneHot()), g), undefined];
  },
  encode(node) {
    const [logits, targets] = pair(node.inputs);
    const [loss, p] = pair(node.outputs);
    const inner = (name: string) => `${loss.name}/${name}`;
    const [chosen, axes, largest, likeliest, logarithm, sum] = [
      inner('chosen'),
      inner('axes'),
      inner('largest'),
      inner('likeliest'),
      inner('logarithm'),
      inner('sum'),
    ];
    const most = (of: string, output: string) => ({
      opType: 'ReduceMax',
      inputs: [of, axes],
      outputs: [output],
      attributes: { keepdims: 1 },
    });
    return [
      { opType: 'Softmax', inputs: [logits.name], outputs: [p.name], attributes: { axis: -1 } },
      { ...most(p.name, likeliest), tables: [{ name: axes, values: [-1] }] },
      most(logits.name, largest),
      { opType: 'Log', inputs: [likeliest], outputs: [logarithm], attributes: {} },
      { opType: 'Sub', inputs: [largest, logarithm], outputs: [sum], attributes: {} },
      { opType: 'GatherElements', inputs: [logits.name, targets.name], outputs: [chosen], attributes: { axis: 1 } },
      { opType: 'Sub', inputs: [sum, chosen], outputs: [loss.name], attributes: {} },
    ];
  },
};

/** log Σ e^x over the last axis, which stays as size 1. */
export const logSumExpOperator: Operator<None> = {
  name: 'logSumExp',
  infer(inputs) {
    const x = single(inputs);
    return [{ elementType: x.elementType, shape: [...x.shape.slice(0, -1), 1] }];
  },
  gradient: ({ inputs, gradients }) => [() => multiply(softmax(single(inputs)), single(gradients))],
  encode(node) {
    const y = single(node.outputs).name;
    return [
      {
        opType: 'ReduceLogSumExp',
        inputs: [single(node.inputs).name, `${y}/axes`],
        outputs: [y],
        attributes: { keepdims: 1 },
        tables: [{ name: `${y}/axes`, values: [-1] }],
      },
    ];
  },
};

type Size = Attributes & { readonly size: number };

/** sums[v] = Σ of rows[i] with ids[i] = v: rows [T,H], ids [T], a zero → [size,H]. No derivative: it is one. */
export const addRowsOperator: Operator<Size> = {
  name: 'addRows',
  infer(inputs, { size }) {
    const [rows] = triple(inputs);
    return [{ elementType: rows.elementType, shape: [size, dimOf(rows, 1)] }];
  },
  /** An index for each value of the rows. */
  scratch: inputs => [{ elementType: 'int32', shape: triple(inputs)[0].shape }],
  encode(node, { size }) {
    const [rows, ids, zero] = triple(node.inputs);
    const sums = single(node.outputs).name;
    const [zeros, column, everywhere] = [`${sums}/zeros`, `${sums}/column`, `${sums}/everywhere`];
    const width = fixedShape(rows)[1] ?? 0;
    const expand = (from: string, to: string, name: string, values: readonly number[]) => ({
      opType: 'Expand',
      inputs: [from, name],
      outputs: [to],
      attributes: {},
      tables: [{ name, values: [...values] }],
    });
    return [
      expand(zero.name, zeros, `${sums}/shape`, [size, width]),
      {
        opType: 'Unsqueeze',
        inputs: [ids.name, `${sums}/last`],
        outputs: [column],
        attributes: {},
        tables: [{ name: `${sums}/last`, values: [1] }],
      },
      expand(column, everywhere, `${sums}/wide`, [1, width]),
      // Not ScatterND: on the CPU its threads add to one row at the same time, and lose what the others added.
      {
        opType: 'ScatterElements',
        inputs: [zeros, everywhere, rows.name],
        outputs: [sums],
        attributes: { axis: 0, reduction: 'add' },
      },
    ];
  },
};

export const rmsNormalise = (x: Tensor, epsilon: number): Tensor =>
  pair(x.graph.apply(rmsNormaliseOperator, [x, x.graph.scalar(x.elementType, epsilon)], {}))[0];
export const embed = (table: Tensor, ids: Tensor): Tensor => single(table.graph.apply(embedOperator, [table, ids], {}));
export const crossEntropy = (logits: Tensor, targets: Tensor): Tensor =>
  pair(logits.graph.apply(crossEntropyOperator, [logits, targets], {}))[0];
export const logSumExp = (x: Tensor): Tensor => single(x.graph.apply(logSumExpOperator, [x], {}));
export const addRows = (rows: Tensor, ids: Tensor, size: number): Tensor =>
  single(rows.graph.apply(addRowsOperator, [rows, ids, rows.graph.scalar(rows.elementType, 0)], { size }));
