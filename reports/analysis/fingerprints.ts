/**
 * Did everyone do the same work? A step's loss and output norms must agree within a round (first step against last), over
 * rounds, and between targets of one workload hash. Where they do not, speed and cost mean nothing. A training step changes
 * the weights the next one starts from, so of those only the first of each round are compared: every round starts alike.
 */
import type { Fingerprint } from '../../results/outcome.ts';
import { PARITY_TOLERANCE } from '../../results/tolerance.ts';
import type { Dtype, MoeWorkload } from '../../suites/workload.ts';
import type { Pool } from './pool.ts';

/**
 * Relative, on a whole tensor's norm. float32: 24 bits and sums over thousands of terms in another order come to some
 * 1e-6, and a token whose expert flips at a tie shifts a norm by more, so 1e-4. float64: 53 bits, the same reasoning. Half
 * types: a norm is no further off than its tensor, so what parity allows one (results/tolerance.ts).
 */
export const FINGERPRINT_TOLERANCE: Readonly<Record<Dtype, number>> = {
  float32: 1e-4,
  float16: PARITY_TOLERANCE.float16,
  bfloat16: PARITY_TOLERANCE.bfloat16,
  float64: 1e-9,
};

/**
 * The first thing two fingerprints differ in, or null. A loss is a sum with cancelling signs, so its error is held against
 * its scale ‖y‖·‖dy‖/T. ‖dy‖ is √(T·H/3), as the values of dy are uniform in (−1, 1) (DESIGN.md, Data). A training step has
 * no y: its loss is a mean of positive terms, and its own scale.
 */
export function fingerprintDifference(a: Fingerprint, b: Fingerprint, workload: MoeWorkload): string | null {
  const tolerance = FINGERPRINT_TOLERANCE[workload.dtype];
  const names = Object.keys(a.norms);
  if (names.length !== Object.keys(b.norms).length) return 'they returned different tensors';
  for (const name of names) {
    const [normA, normB] = [a.norms[name], b.norms[name]];
    if (normA === undefined || normB === undefined) return `only one returned ${name}`;
    if (!(Math.abs(normA - normB) <= tolerance * Math.max(normA, normB))) return `‖${name}‖ is ${normA} and ${normB}`;
  }
  if (a.loss === null || b.loss === null) return a.loss === b.loss ? null : 'only one returned a loss';
  const lossScale = (a.norms.y ?? 0) * Math.sqrt(workload.hidden / (3 * workload.tokens));
  const scale = Math.max(Math.abs(a.loss), Math.abs(b.loss), lossScale);
  return Math.abs(a.loss - b.loss) <= tolerance * scale ? null : `the loss is ${a.loss} and ${b.loss}`;
}

/** Why a pool's own steps do not agree with each other, or null when they do. */
export function differenceWithin(pool: Pool, workload: MoeWorkload): string | null {
  const [opening] = pool.rounds;
  if (opening === undefined) return null;
  for (const { round, measurement } of pool.rounds) {
    const repeats = workload.part !== 'train-step';
    const drift = repeats ? fingerprintDifference(measurement.first, measurement.last, workload) : null;
    if (drift !== null) return `first and last step of round ${round + 1} disagree: ${drift}`;
    const shift = fingerprintDifference(opening.measurement.first, measurement.first, workload);
    if (shift !== null) return `rounds ${opening.round + 1} and ${round + 1} disagree: ${shift}`;
  }
  return null;
}

/**
 * Why a pool does not agree with the other targets of its hash, or null. One against one, neither can be believed; with more
 * of them, the one that most others contradict is the one that is wrong.
 */
export function differenceBetween(pool: Pool, others: readonly Pool[], workload: MoeWorkload): string | null {
  const own = pool.rounds[0]?.measurement.first;
  if (own === undefined) return null;
  const contradictions = others.flatMap(other => {
    const theirs = other.rounds[0]?.measurement.first;
    const difference = theirs === undefined ? null : fingerprintDifference(own, theirs, workload);
    return difference === null ? [] : [`differs from ${whose(other, pool)}: ${difference}`];
  });
  return contradictions.length > others.length / 2 ? (contradictions[0] ?? null) : null;
}

function whose(other: Pool, own: Pool): string {
  const machine = other.record.context.machine.id;
  return machine === own.record.context.machine.id ? other.target.id : `${other.target.id} on ${machine}`;
}
