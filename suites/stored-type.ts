/**
 * The type that a dtype's tensors have in memory. A dtype says how products are made, and that can be another type: tf32 takes
 * float32 operands and rounds each to 10 bits of fraction inside the matrix unit; float8-tensorwise takes bfloat16 operands, scales
 * each tensor by its largest value, and multiplies in float8 (forward e4m3, gradients e5m2).
 */
import type { FloatType } from './graph/tensor.ts';
import type { Dtype } from './workload.ts';

const STORED_TYPE: Readonly<Record<Dtype, FloatType>> = {
  float32: 'float32',
  tf32: 'float32',
  float16: 'float16',
  bfloat16: 'bfloat16',
  'float8-tensorwise': 'bfloat16',
  float64: 'float64',
};

/** The type of weights, activations and gradients: what the data rule rounds to, and what memory holds. */
export function storedType(dtype: Dtype): FloatType {
  return STORED_TYPE[dtype];
}

/** Whether products are made of the stored values as they are. Otherwise a graph of stored types does not say what is computed. */
export function multipliesAsStored(dtype: Dtype): boolean {
  return storedType(dtype) === dtype;
}
