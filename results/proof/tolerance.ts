/** How far two targets may be apart and still have done the same work. */

import { wideType } from '../../suites/graph/tensor.ts';
import { nextName, secondMoment } from '../../suites/moe/train.ts';
import { storedType } from '../../suites/stored-type.ts';
import type { Dtype, MoeWorkload, TrainWorkload } from '../../suites/workload.ts';

/**
 * ‖d − ref‖ ÷ ‖ref‖ allowed against the float64 oracle, by dtype.
 *
 * float32: a unit rounding is 6e-8; sums of up to 2¹⁴ terms in unknown order grow it by √n ≈ 128 to 8e-6; the rest of the
 * 1e-4 is for exponentials of GPU drivers, which Vulkan lets be 3 + 2|x| units wrong. A CPU stays below 1e-5 (tested).
 * Half types: a unit rounding is 2⁻¹¹ (float16), 2⁻⁸ (bfloat16), and sums are float32's, so how long they are does not
 * count; the roundings in a row do, some ten from x to a gradient. Rounding every result, a layer's worst tensor is 2
 * units off (tested to stay below 3). Eight are allowed.
 * tf32: a unit rounding is float16's, 2⁻¹¹, of the operands of products alone; but a matrix unit may cut the bits off instead of
 * rounding, which doubles an error and gives it one sign. Fewer roundings, each up to twice as large: what float16 is allowed.
 * float8-tensorwise: a unit rounding is 2⁻⁴ (e4m3) or 2⁻³ (e5m2), of values spread over an octave 0.42 of that by the mean square, so
 * 0.026 and 0.052. A product's error is the root of its operands' squares: 0.037 forward, 0.058 for e5m2 × e4m3. Along a layer y has
 * 0.06, and the gradients of w1, w3 and x, with activations that are 0.04 off and a rounding to e5m2 of their own, 0.09: rounding every
 * operand so gave 0.061 to 0.064 and 0.090 to 0.092 at four shapes, 1.5 units of e4m3. Four are allowed: 0.25.
 * float64: the same reasoning as float32, from 1.1e-16, with nothing known to be sloppy.
 */
export const PARITY_TOLERANCE: Readonly<Record<Dtype, number>> = {
  float32: 1e-4,
  tf32: 8 * 2 ** -11,
  float16: 8 * 2 ** -11,
  bfloat16: 8 * 2 ** -8,
  'float8-tensorwise': 4 * 2 ** -4,
  float64: 1e-11,
};

/**
 * What one tensor is allowed after so many steps of training. What a step is off stays in weights and moments, and every step adds as
 * much: AdamW's step has the same length however small a gradient, so where rounding decides a sign a weight is off by twice the
 * learning rate. In float16 a gradient of the third step was found three roundings off where the first was one.
 */
export function tensorTolerance(tensor: string, dtype: Dtype, steps = 1): number {
  return errorsOf(tensor) * lossTolerance(dtype, steps);
}

/** What the loss is allowed after so many steps, relative to its scale. */
export function lossTolerance(dtype: Dtype, steps = 1): number {
  return steps * PARITY_TOLERANCE[dtype];
}

/**
 * How many times the relative error of what it is made of a tensor has, and a kind of tensors (fingerprint.ts) too: a second moment
 * is made of squares, so it is twice as far off as its gradient.
 */
export function errorsOf(tensor: string): number {
  return tensor.startsWith(nextName(secondMoment(''))) ? 2 : 1;
}

/**
 * How near two scores must lie to be a tie, relative to the greater. A layer's are made in float32 of the very values the oracle has,
 * by IEEE products whatever the dtype;
 * further into a model they are made of activations, which are as far off as the dtype lets them be.
 */
export function scoreTolerance({ part, dtype }: Pick<MoeWorkload, 'part' | 'dtype'>): number {
  return PARITY_TOLERANCE[part === 'moe-layer' ? wideType(storedType(dtype)) : dtype];
}

/** At a higher rate rounding errors grow on any machine until curves part, and a curve tells nothing of its target. */
const HIGHEST_JUDGED_RATE = 1e-3;

/**
 * |cross-entropy − the oracle's| allowed at every step of a training curve, in nats, at the rates the suites train at: the
 * errors of each step stay in the weights, and a choice of experts that flips at a tie moves a few tokens to other weights.
 * Measured on the CPU in float32: 1e-6 over 200 steps at a rate of 1e-3, but 0.2 at ten times that rate. float16: 0.01 over 20
 * steps, in which some hundred choices flip at ties; five times that is allowed, and bfloat16, three bits coarser, four times as
 * much again. tf32: its roundings are no larger than float16's, and it is allowed the same. float8-tensorwise: nobody of ours has a curve of it
 * yet; choices behind the first layer flip by the tenth, not the hundredth, so twice what bfloat16 is allowed.
 */
const CURVE_TOLERANCE: Readonly<Record<Dtype, number>> = {
  float32: 1e-3,
  tf32: 0.05,
  float16: 0.05,
  bfloat16: 0.2,
  'float8-tensorwise': 0.4,
  float64: 1e-9,
};

/** What a curve is judged by; null where its rate is too high for it to be judged at all. */
export function curveTolerance({ dtype, optimizer }: Pick<TrainWorkload, 'dtype' | 'optimizer'>): number | null {
  return optimizer.learningRate <= HIGHEST_JUDGED_RATE ? CURVE_TOLERANCE[dtype] : null;
}
