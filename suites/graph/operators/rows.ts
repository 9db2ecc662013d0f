/** A row of zeros below the others, and away with it: somewhere for what goes nowhere. Each is the other's gradient. */
import { type Operator, single } from '../operator.ts';
import { dimOf, fixedShape, GraphError, type Tensor, type TensorType } from '../tensor.ts';

type None = Record<string, never>;

/** x [n,h] → [n+1,h], the last row zero. */
export const appendZeroRowOperator: Operator<None> = {
  name: 'appendZeroRow',
  infer: inputs => withRows(single(inputs), 1),
  gradient: ({ gradients }) => [() => dropLastRow(single(gradients))],
  encode(node) {
    const [x, y] = [single(node.inputs).name, single(node.outputs).name];
    // Rows and columns added before, then after.
    const tables = [{ name: `${y}/pads`, values: [0, 0, 1, 0] }];
    return [{ opType: 'Pad', inputs: [x, `${y}/pads`], outputs: [y], attributes: {}, tables }];
  },
};

/** x [n+1,h] → [n,h]. */
export const dropLastRowOperator: Operator<None> = {
  name: 'dropLastRow',
  infer: inputs => withRows(single(inputs), -1),
  gradient: ({ gradients }) => [() => appendZeroRow(single(gradients))],
  encode(node) {
    const [x, y] = [single(node.inputs).name, single(node.outputs)];
    const tables = [
      { name: `${y.name}/start`, values: [0] },
      { name: `${y.name}/end`, values: [Number(dimOf(y, 0))] },
    ];
    const inputs = [x, ...tables.map(({ name }) => name)];
    return [{ opType: 'Slice', inputs, outputs: [y.name], attributes: {}, tables }];
  },
};

export const appendZeroRow = (x: Tensor): Tensor => single(x.graph.apply(appendZeroRowOperator, [x], {}));
export const dropLastRow = (x: Tensor): Tensor => single(x.graph.apply(dropLastRowOperator, [x], {}));

function withRows(x: TensorType, more: number): readonly TensorType[] {
  const [rows, columns, ...rest] = fixedShape(x);
  if (rows === undefined || columns === undefined || rest.length > 0 || rows + more < 1) {
    throw new GraphError(`[${x.shape}] is no matrix with a row to spare`);
  }
  return [{ elementType: x.elementType, shape: [rows + more, columns] }];
}
