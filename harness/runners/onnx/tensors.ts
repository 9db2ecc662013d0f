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

export function hostTensors(inputs: readonly (HostValues & { readonly name: string })[]): Record<string, Tensor> {
  return Object.fromEntries(inputs.map(input => [input.name, hostTensor(input)]));
}

/** A place for an output of fixed shape. */
export function emptyValues(output: TensorType): HostValues {
  const shape = fixedShape(output);
  const length = shape.reduce((product, dim) => product * dim, 1);
  if (output.elementType === 'int32') return { elementType: 'int32', shape, values: new Int32Array(length) };
  const elementType = floatTypeOf(output);
  return { elementType, shape, values: storage(elementType, length) };
}

/** Values of memory of ours as numbers to reckon with: of a half type the numbers its patterns stand for. */
export function numbers({ elementType, values }: HostValues): FloatArray | Int32Array {
  if (!(values instanceof Uint16Array)) return values;
  if (elementType !== 'float16' && elementType !== 'bfloat16')
    throw new TypeError(`${elementType} has no 16-bit patterns`);
  return fromHalf(elementType, values);
}

/** The numbers of a tensor of the binding's that lies in host memory. */
export function tensorNumbers({ type, data }: Tensor): FloatArray | Int32Array {
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) return data;
  // A Uint16Array; where Node has a Float16Array, that: over the same patterns.
  if (type === 'float16' && ArrayBuffer.isView(data)) {
    return fromHalf(type, new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2));
  }
  throw new TypeError(`no output of ours is ${type}`);
}
