/** The same values in another floating-point type, rounded to nearest even where it is a narrower one; of a truth value, 1 or 0. */

import type { Operator, Tensor } from '../node.ts';
import { DATA_TYPE } from '../onnx.ts';
import { single } from '../operator.ts';
import { type FloatType, floatTypeOf } from '../tensor.ts';

type Target = { readonly to: FloatType };

/** The rounding is taken for the identity by the derivative, as every framework has it: the gradient is cast back. */
export const castOperator: Operator<Target> = {
  name: 'cast',
  infer(inputs, { to }) {
    const x = single(inputs);
    if (x.elementType !== 'bool') floatTypeOf(x);
    return [{ elementType: to, shape: x.shape }];
  },
  gradient({ inputs, gradients }) {
    const x = single(inputs);
    return [x.elementType === 'bool' ? undefined : () => cast(single(gradients), floatTypeOf(x))];
  },
  encode: (node, { to }) => [
    {
      opType: 'Cast',
      inputs: node.inputs.map(x => x.name),
      outputs: node.outputs.map(x => x.name),
      attributes: { to: DATA_TYPE[to] },
    },
  ],
};

/** x in the type `to`; x itself where it is of that type already. */
export const cast = (x: Tensor, to: FloatType): Tensor =>
  x.elementType === to ? x : single(x.graph.apply(castOperator, [x], { to }));
