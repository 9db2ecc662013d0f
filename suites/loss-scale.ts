/**
 * What float16 gradients are multiplied by while they are halves. ∂L is about 1/T large and shrinks on its way back; float16
 * keeps no whole precision below 2⁻¹⁴. So backward starts from S·∂L and returns S·(each gradient), as float16 training does
 * until its optimizer divides again (Micikevicius et al., arXiv:1710.03740, section 3.2). A power of two costs no rounding.
 */
import type { MoeWorkload } from './workload.ts';

/** S: the least power of two ≥ T, so that S·dy/T is about dy; 1 for every type with float32's exponents or more. */
export function lossScale({ dtype, tokens }: Pick<MoeWorkload, 'dtype' | 'tokens'>): number {
  return dtype === 'float16' ? 2 ** Math.ceil(Math.log2(tokens)) : 1;
}
