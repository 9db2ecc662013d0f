/** A toy model and chip for plans: round numbers, so that a step can be worked out by hand. */

import { loadLinks } from '../../../reports/catalog/load.ts';
import { type Fabric, fabricOf } from '../../../reports/plan/collectives.ts';
import { type PlanOptions, planOptions } from '../../../reports/plan/options.ts';
import type { Ground } from '../../../reports/plan/search.ts';
import type { Stack } from '../../../reports/plan/stack.ts';
import type { ComputeParts } from '../../../reports/plan/step.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import type { Interval } from '../../../results/statistics.ts';

/** Eight MoE layers of 16 experts, two of them a token's. */
export const toyStack: Stack = {
  model: 'toy',
  hidden: 1024,
  ffn: 512,
  topK: 2,
  sharedExperts: 0,
  sharedWidth: 0,
  experts: 16,
  heads: 16,
  attention: { kind: 'gqa', heads: 16, kvHeads: 16, headDim: 64, ropeDim: 64, ropeTheta: 10_000, qkNorm: false },
  denseFfn: 0,
  vocab: 32_000,
  layers: Array<'moe'>(8).fill('moe'),
  parameters: {
    attention: 4_000_000,
    expert: 1_500_000,
    aroundExperts: 16_000,
    dense: 0,
    embedding: 32_000_000,
    head: 32_000_000,
  },
};

export const exactly = (point: number): Interval => ({ point, low: point, high: point, kind: 'bounds', rounds: 5 });

/** A microsecond a token in attention, two in an MoE layer, four at the ends. */
export const toyParts: ComputeParts = {
  attention: exactly(1e-6),
  mixture: exactly(2e-6),
  dense: exactly(3e-6),
  head: exactly(4e-6),
  optimizerPerParameter: exactly(1e-11),
};

export function fabric(chip = 'nvidia-h100', site: PlanOptions['site'] = {}): Fabric {
  const found = fabricOf(chip, loadLinks(), site);
  if ('available' in found) throw new Error(absenceText(found));
  return found;
}

const ALONE = { low: 0, point: 0, high: 0 };

/** Nothing overlaps and nothing is uncertain, unless asked for. */
export function toyGround(options: Partial<PlanOptions> = {}, rest: Partial<Ground> = {}): Ground {
  return {
    stack: toyStack,
    chip: { name: 'Toy', memoryBytes: 80e9 },
    fabric: fabric(),
    parts: toyParts,
    options: planOptions('bfloat16', {
      devices: 1,
      batchTokens: 2 ** 20,
      overlap: ALONE,
      communication: { low: 1, point: 1, high: 1 },
      ...options,
    }),
    ...rest,
  };
}
