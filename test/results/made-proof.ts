/** Made-up proofs that hold by the reader's rule: of the shrunk workload, with every tensor a step returns. No number was measured. */

import { COMPARED_STEPS } from '../../results/proof/checks.ts';
import { smallOf } from '../../results/proof/small-workload.ts';
import { PARITY_TOLERANCE } from '../../results/proof/tolerance.ts';
import type { Curve, Proof } from '../../results/schema/proof.ts';
import { sha256 } from '../../suites/identity.ts';
import { SHRINK_RULE } from '../../suites/shrink.ts';
import type { Workload } from '../../suites/workload.ts';

/** Falls from 5 to 3, and is at most 0.0002 from the oracle. */
const CURVE: Curve = {
  steps: 3,
  loss: [5, 4.0002, 3],
  oracle: [5, 4, 3],
  flips: [0, 0, 0],
  maxDifference: 0.0002,
  tolerance: 1e-3,
};

/** A proof of the workload that holds; `changes` says in what it is another. */
export function proofOf(timed: Workload, changes: Partial<Proof> = {}): Proof {
  const small = smallOf(timed, SHRINK_RULE);
  if (!small.available) throw new Error(`${small.code} ${JSON.stringify(small.values)}`);
  const { workload, tensors, choices, returnsLoss } = small;
  const trains = workload.part === 'train-step';
  const tolerance = PARITY_TOLERANCE[workload.dtype];
  return {
    shrinkRule: SHRINK_RULE,
    workload,
    sha256: small.sha256,
    kernel: null,
    onnx: { graphSha256: sha256('graph') },
    comparedSteps: trains ? COMPARED_STEPS : 1,
    tensors: tensors.map(name => ({ name, error: tolerance / 1000, tolerance })),
    loss: returnsLoss ? { value: 0.25, oracle: 0.25, error: 0, tolerance } : null,
    routing: choices === null ? null : { choices, flips: 0, unexplained: 0, recomputed: false },
    curve: trains ? CURVE : null,
    holds: true,
    ...changes,
  };
}
