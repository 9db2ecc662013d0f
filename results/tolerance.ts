/** How far two targets may be apart and still have done the same work. */
import type { Dtype } from '../suites/workload.ts';

/**
 * ‖d − ref‖ ÷ ‖ref‖ allowed against the float64 oracle, by dtype.
 *
 * float32: a unit rounding is 6e-8; sums of up to 2¹⁴ terms in unknown order grow it by √n ≈ 128 to 8e-6; the rest of the
 * 1e-4 is for exponentials of GPU drivers, which Vulkan lets be 3 + 2|x| units wrong. A CPU stays below 1e-5 (tested).
 * float64: the same reasoning from 1.1e-16, with nothing known to be sloppy.
 */
export const PARITY_TOLERANCE: Readonly<Record<Dtype, number>> = {
  float32: 1e-4,
  float16: 1e-2,
  bfloat16: 8e-2,
  float64: 1e-11,
};
