/** What a proof must show before the reading program believes it: one row a check, under the reader's own tolerances. */

import { workloadSha256 } from '../../suites/identity.ts';
import type { Note } from '../schema/note.ts';
import type { Curve, Proof } from '../schema/proof.ts';
import type { SmallWorkload } from './small-workload.ts';
import { curveTolerance, lossTolerance, tensorTolerance } from './tolerance.ts';

/** A train-step's second and third step start from the state that the ones before left behind. */
export const COMPARED_STEPS = 3;

export type Claim = {
  readonly proof: Proof;
  readonly small: SmallWorkload;
  /** Whether the timed cells that stand on it have probes. */
  readonly hasProbes: boolean;
};

type Check<Code extends string> = {
  readonly code: Code;
  /** The values of what is missing or off; null where nothing is. */
  readonly broken: (claim: Claim) => Note['values'] | null;
};

const check = <Code extends string>(code: Code, broken: Check<Code>['broken']): Check<Code> => ({ code, broken });

/** How many steps the error of a tensor may have grown over: by the reader's own rule, whatever the proof says. */
const stepsCompared = ({ workload }: SmallWorkload): number => (workload.part === 'train-step' ? COMPARED_STEPS : 1);

/** In order: the first that fails is the reason. What schema 1 could not have comes after everything that it had. */
export const PROOF_CHECKS = [
  check('proof-of-other-work', ({ proof, small }) =>
    proof.sha256 === small.sha256 && sameWorkload(proof, small)
      ? null
      : { expected: small.sha256.slice(0, HASH_SHOWN), found: proof.sha256.slice(0, HASH_SHOWN) },
  ),
  check('proof-lacks-tensor', ({ proof, small }) => {
    const names = new Set(proof.tensors.map(({ name }) => name));
    const lacking = small.tensors.filter(name => !names.has(name));
    const [tensor] = lacking;
    return tensor === undefined ? null : { tensor, lacking: lacking.length, tensors: small.tensors.length };
  }),
  check('proof-tensor-off', ({ proof, small }) => {
    const { dtype } = small.workload;
    const allowed = (name: string) => tensorTolerance(name, dtype, stepsCompared(small));
    const off = proof.tensors.find(({ name, error }) => !isWithin(error, allowed(name)));
    return off === undefined ? null : { tensor: off.name, error: errorText(off.error), tolerance: allowed(off.name) };
  }),
  check('proof-lacks-loss', ({ proof, small }) => (small.returnsLoss && proof.loss === null ? {} : null)),
  check('proof-loss-off', ({ proof: { loss }, small }) => {
    if (loss === null) return null;
    const { workload } = small;
    const tolerance = lossTolerance(workload.dtype, stepsCompared(small));
    // A model's loss is its own scale (prove.ts), so its error can be reckoned again.
    const again = workload.part === 'train-step' ? relativeTo(loss.oracle, loss.value) : loss.error;
    const within = loss.value !== null && isWithin(loss.error, tolerance) && isWithin(again, tolerance);
    return within ? null : { error: errorText(isWithin(loss.error, tolerance) ? again : loss.error), tolerance };
  }),
  check('proof-lacks-routing', ({ proof: { routing }, small: { choices } }) =>
    choices === null || (routing !== null && routing.choices >= choices)
      ? null
      : { choices, compared: routing?.choices ?? 0 },
  ),
  check('proof-choices-differ', ({ proof: { routing } }) =>
    routing === null || routing.unexplained === 0
      ? null
      : { unexplained: routing.unexplained, choices: routing.choices },
  ),
  check('proof-lacks-curve', ({ proof: { curve }, small: { workload } }) => {
    if (workload.part !== 'train-step') return null;
    if (curve === null) return { steps: 0, needed: COMPARED_STEPS };
    return isWhole(curve) && curve.steps >= COMPARED_STEPS
      ? null
      : { steps: curve.loss.length, needed: neededOf(curve) };
  }),
  check('proof-curve-off', ({ proof: { curve }, small: { workload } }) => {
    if (workload.part !== 'train-step' || curve === null) return null;
    const tolerance = curveTolerance(workload);
    const difference = greatestDifference(curve);
    if (tolerance === null ? Number.isFinite(difference) : isWithin(difference, tolerance)) return null;
    return { difference: errorText(difference), tolerance: tolerance ?? 'none at this learning rate' };
  }),
  check('no-probe', ({ hasProbes }) => (hasProbes ? null : {})),
  check('proof-flips-kept', ({ proof: { routing } }) =>
    routing === null || routing.flips === 0 || routing.recomputed
      ? null
      : { flips: routing.flips, choices: routing.choices },
  ),
  check('proof-few-steps', ({ proof: { comparedSteps }, small: { workload } }) =>
    workload.part !== 'train-step' || comparedSteps >= COMPARED_STEPS
      ? null
      : { steps: comparedSteps, needed: COMPARED_STEPS },
  ),
];

const HASH_SHOWN = 16;

/** By hash, the claimed one and that of the workload the proof carries. */
const sameWorkload = ({ workload }: Proof, small: SmallWorkload): boolean => workloadSha256(workload) === small.sha256;

/** null, NaN and infinity are within nothing. */
const isWithin = (error: number | null, tolerance: number): boolean =>
  error !== null && error >= 0 && error <= tolerance;

const relativeTo = (oracle: number, value: number | null): number | null =>
  value === null ? null : Math.abs(value - oracle) / Math.abs(oracle);

/** JSON has no NaN: as a value of a note it is its name. */
const errorText = (error: number | null): number | string =>
  error !== null && Number.isFinite(error) ? error : 'no number';

const isWhole = ({ steps, loss, oracle, flips }: Curve): boolean =>
  [loss, oracle, flips].every(values => values.length === steps);

const neededOf = ({ steps }: Curve): number => Math.max(COMPARED_STEPS, steps);

/** Of the losses themselves; NaN where one is no number, which is within nothing. */
function greatestDifference({ loss, oracle }: Curve): number {
  const differences = loss.map((value, step) => Math.abs(value - (oracle[step] ?? Number.NaN)));
  return Math.max(0, ...differences);
}
