/** Values on their way into ONNX Runtime and out of it. */
import { Tensor } from 'onnxruntime-node';
import { type FloatArray, type StoredArray, storage } from '../../../suites/data.ts';
import { type FloatType, fixedShape, floatTypeOf, type TensorType } from '../../../suites/graph/tensor.ts';
import { fromHalf } from '../../../suites/half.ts';

export type HostValues = {
  readonly elementType: FloatType | 'int32';
  readonly shape: readonly number[];
  readonly values: StoredArray | Int32Array;
};

/** A tensor over just this memory. A type the runtime's binding does not take is refused by it, in its own words. */
export function hostTensor({ elementType, shape, values }: HostValues): Tensor {
  const tensor: Tensor = Reflect.construct(Tensor, [elementType, values, shape]);
  return tensor;
}

/** A place for an output of fixed shape. */
export function emptyValues(output: TensorType): HostValues {
  const elementType = floatTypeOf(output);
  const shape = fixedShape(output);
  const length = shape.reduce((product, dim) => product * dim, 1);
  return { elementType, shape, values: storage(elementType, length) };
}

/** The floating-point values of a tensor that lies in host memory. */
export function floats({ type, data }: Tensor): FloatArray {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  // A Uint16Array; where Node has a Float16Array, that: over the same patterns.
  if (type === 'float16' && ArrayBuffer.isView(data)) {
    return fromHalf(type, new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2));
  }
  throw new TypeError(`expected floating point, got ${type}`);
}
