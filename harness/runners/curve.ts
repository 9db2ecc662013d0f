/** Does it train the same: cross-entropy step by step, on a target and on the oracle. */

import { curveTolerance } from '../../results/proof/tolerance.ts';
import type { Curve } from '../../results/schema/proof.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { CROSS_ENTROPY } from '../../suites/moe/train.ts';
import type { TrainWorkload } from '../../suites/workload.ts';
import type { Pair } from './parity.ts';
import type { StepOutputs } from './steps.ts';

/** The loss of the text alone; where a model is trained by nothing else, that is the loss. */
export function crossEntropyOf({ values }: Pick<StepOutputs, 'values'>): number {
  return (values.get(CROSS_ENTROPY) ?? values.get(LOSS))?.[0] ?? Number.NaN;
}

/** What a step adds to a curve: both losses, and how many choices of experts differed. */
export type CurvePoint = Pair<number> & { readonly flips: number };

/** A curve as far as the target's loss was a number; `steps` as far as it was to go. */
export function curveOf(workload: TrainWorkload, points: readonly CurvePoint[], steps: number): Curve {
  const end = points.findIndex(({ actual }) => !Number.isFinite(actual));
  const followed = end === -1 ? points : points.slice(0, end);
  return {
    steps,
    loss: followed.map(({ actual }) => actual),
    oracle: points.map(({ oracle }) => oracle),
    flips: followed.map(({ flips }) => flips),
    maxDifference: Math.max(0, ...followed.map(({ oracle, actual }) => Math.abs(actual - oracle))),
    tolerance: curveTolerance(workload),
  };
}

/** A curve holds when it was followed to its end and, where it is judged, stayed within tolerance. */
export function curveHolds({ steps, loss, maxDifference, tolerance }: Curve): boolean {
  return loss.length === steps && (tolerance === null || maxDifference <= tolerance);
}
