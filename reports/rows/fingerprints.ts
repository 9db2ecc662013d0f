/**
 * Did everyone do the same work? A step's loss, output norms, probes and choices must agree within a round (first step against
 * last), over rounds, and between targets of one workload hash. Where they do not, speed and cost mean nothing. A training step
 * changes the weights the next one starts from, so of those only the first of each round are compared: every round starts alike.
 */

import { errorsOf, PARITY_TOLERANCE } from '../../results/proof/tolerance.ts';
import type { Fingerprint } from '../../results/schema/outcome.ts';
import type { Dtype, MoeWorkload } from '../../suites/workload.ts';
import { type Fact, fact, type Values } from '../fact.ts';
import { type Pool, roundNumbers } from './pool.ts';

/**
 * Relative, on a whole tensor's norm. float32: 24 bits and sums over thousands of terms in another order come to some
 * 1e-6, and the rest is for exponentials of GPU drivers, so 1e-4. float64: 53 bits, the same reasoning. Types with
 * coarser products: a norm is no further off than its tensor, so what parity allows one (results/proof/tolerance.ts).
 */
export const FINGERPRINT_TOLERANCE: Readonly<Record<Dtype, number>> = {
  float32: 1e-4,
  float16: PARITY_TOLERANCE.float16,
  bfloat16: PARITY_TOLERANCE.bfloat16,
  tf32: PARITY_TOLERANCE.tf32,
  'float8-tensorwise': PARITY_TOLERANCE['float8-tensorwise'],
  float64: 1e-9,
};

type Choices = NonNullable<Fingerprint['choices']>;

/**
 * How two fingerprints may be held against each other. `probes`: probes and norms. `norms`: one of the two has no probes, as
 * records of schema 1, or the choices of experts differ at near ties: `tokens` of them may have gone to other experts.
 */
export type Comparable =
  | { readonly by: 'probes' }
  | { readonly by: 'norms'; readonly tokens: number; readonly reason: 'no-probes' | 'choices-differ' };

/** null: their choices differ where no near tie allows it, so nothing can be compared. */
export function comparable(a: Fingerprint, b: Fingerprint): Comparable | null {
  const [first, second] = [a.choices, b.choices];
  if (first !== null && second !== null && first.sha256 !== second.sha256) {
    const tokens = nearTiesOf(first, second);
    return first.count !== second.count || tokens === 0 ? null : { by: 'norms', tokens, reason: 'choices-differ' };
  }
  if (a.probes === null || b.probes === null) return { by: 'norms', tokens: 0, reason: 'no-probes' };
  return { by: 'probes' };
}

/**
 * A choice that differs is a near tie by the scores of one of the two, or of both. Where one does not offer its scores, it is taken
 * to have as many near ties as the other; where neither does, no choice may differ.
 */
const nearTiesOf = (a: Choices, b: Choices): number =>
  Math.min(a.count, (a.nearTies ?? b.nearTies ?? 0) + (b.nearTies ?? a.nearTies ?? 0));

/**
 * The first thing two fingerprints differ in, or null. A loss is a sum with cancelling signs, so its error is held against
 * its scale ‖y‖·‖dy‖/T. ‖dy‖ is √(T·H/3), as the values of dy are uniform in (−1, 1) (DESIGN.md, Data). A training step has
 * no y: its loss is a mean of positive terms, and its own scale.
 */
export function fingerprintDifference(a: Fingerprint, b: Fingerprint, workload: MoeWorkload): Fact | null {
  if ([a, b].some(fingerprint => lacksChoices(fingerprint, workload))) {
    return fact('no-choices-returned');
  }
  const comparison = comparable(a, b);
  if (comparison === null) return choiceDifference(a, b);
  const moved = comparison.by === 'norms' ? movedBy(comparison.tokens, workload) : 0;
  const names = Object.keys(a.norms);
  if (names.length !== Object.keys(b.norms).length) return fact('tensors-differ');
  for (const name of names) {
    const tolerance = errorsOf(name) * FINGERPRINT_TOLERANCE[workload.dtype] + moved;
    const [normA, normB] = [a.norms[name], b.norms[name]];
    if (normA === undefined || normB === undefined) return fact('one-tensor-missing', { tensor: name });
    const norm = Math.max(normA, normB);
    if (!(Math.abs(normA - normB) <= tolerance * norm)) {
      return fact('norms-differ', { tensor: name, norm: normA, otherNorm: normB });
    }
    if (comparison.by === 'norms') continue;
    const error = probedError(a.probes?.[name], b.probes?.[name], norm);
    if (error === null) return fact('one-probe-missing', { tensor: name });
    if (!(error <= tolerance)) return fact('probes-differ', { tensor: name, error, tolerance });
  }
  if (a.loss === null || b.loss === null) return a.loss === b.loss ? null : fact('one-loss-missing');
  const lossScale = (a.norms.y ?? 0) * Math.sqrt(workload.hidden / (3 * workload.tokens));
  const scale = Math.max(Math.abs(a.loss), Math.abs(b.loss), lossScale);
  const tolerance = FINGERPRINT_TOLERANCE[workload.dtype] + moved;
  return Math.abs(a.loss - b.loss) <= tolerance * scale
    ? null
    : fact('losses-differ', { loss: a.loss, otherLoss: b.loss });
}

/**
 * ‖a − b‖ ÷ norm as two probes tell it, √(3·ΣΔ²) ÷ norm: Δ is a sum of differences × r, and r, uniform in (−1, 1), has variance
 * 1 ÷ 3, so the expected value of 3·ΣΔ² is ‖a − b‖². Of 16 sums it has a relative deviation of √(2 ÷ 16), and its root one of 18 %:
 * an error of half the tolerance passes, and one of twice as much passes in one draw of a thousand.
 */
export function probedError(
  a: readonly number[] | undefined,
  b: readonly number[] | undefined,
  norm: number,
): number | null {
  if (a === undefined || b === undefined || a.length !== b.length) return null;
  const squares = a.reduce((sum, value, i) => sum + (value - (b[i] ?? Number.NaN)) ** 2, 0);
  return squares === 0 ? 0 : Math.sqrt(3 * squares) / norm;
}

/**
 * How far choices that differ may move a norm, relative to it. A token that went to another expert has another row of about the
 * same size: what changes in a tensor is at most twice the norm of its rows, and of n rows among T that is √(n ÷ T) of the
 * whole. Behind a first layer it is all of a token's rows, so tokens are counted, not choices; a sum over tokens (a
 * gradient) moves by no more than its share of them, which is less.
 */
function movedBy(tokens: number, workload: MoeWorkload): number {
  return 2 * Math.sqrt(Math.min(1, tokens / workload.tokens));
}

/** Records of schema 1 have neither probes nor choices. */
const lacksChoices = ({ choices, probes }: Fingerprint, { routing }: MoeWorkload): boolean =>
  routing.kind === 'learned' && choices === null && probes !== null;

function choiceDifference(a: Fingerprint, b: Fingerprint): Fact {
  const [choices, otherChoices] = [a.choices?.count ?? 0, b.choices?.count ?? 0];
  if (choices !== otherChoices) return fact('choice-counts-differ', { choices, otherChoices });
  const known = [a, b].some(fingerprint => (fingerprint.choices?.nearTies ?? null) !== null);
  return known ? fact('choices-differ-untied', { choices }) : fact('choices-differ-unscored');
}

/** Whether every round of a pool has probes: without them a row agrees by its norms alone, which are blind to precision. */
export function hasProbes({ rounds }: Pick<Pool, 'rounds'>): boolean {
  return rounds.every(({ measurement: { first, last } }) => first.probes !== null && last.probes !== null);
}

/** That choices differ at near ties, over rounds and from other targets, each with the count of near ties. */
export function choiceNotes(pool: Pool, others: readonly Pool[]): readonly Fact[] {
  const { rounds, nearTies } = choicesThatDiffer(pool);
  const opening = pool.rounds[0]?.measurement.first;
  const differing = others.filter(other => {
    const otherOpening = other.rounds[0]?.measurement.first;
    const found = opening === undefined || otherOpening === undefined ? null : comparable(opening, otherOpening);
    return found?.by === 'norms' && found.reason === 'choices-differ';
  });
  // Without a count the runner offers no scores.
  const ties = nearTies === null ? {} : { nearTies, choices: opening?.choices?.count ?? 0 };
  return [
    ...(rounds.length === 0 ? [] : [fact('rounds-chose-others', { rounds: roundNumbers(rounds), ...ties })]),
    ...differing.map(other => fact('target-chose-others', { ...otherTarget(other, pool), ...ties })),
  ];
}

/** Rounds whose first step chose other experts than that of the first round, at near ties, and how many near ties there are; null: the runner offers no scores. */
export function choicesThatDiffer({ rounds }: Pick<Pool, 'rounds'>): {
  readonly rounds: readonly number[];
  readonly nearTies: number | null;
} {
  const opening = rounds[0]?.measurement.first.choices ?? null;
  const differing = rounds.filter(({ measurement: { first } }) => first.choices?.sha256 !== opening?.sha256);
  return { rounds: differing.map(({ round }) => round), nearTies: opening === null ? 0 : opening.nearTies };
}

/** Why a pool's own steps do not agree with each other, or null when they do. */
export function differenceWithin(pool: Pick<Pool, 'rounds'>, workload: MoeWorkload): Fact | null {
  const [opening] = pool.rounds;
  if (opening === undefined) return null;
  for (const { round, measurement } of pool.rounds) {
    const repeats = workload.part !== 'train-step';
    const drift = repeats ? fingerprintDifference(measurement.first, measurement.last, workload) : null;
    if (drift !== null) return fact('steps-disagree', { round: round + 1 }, [drift]);
    const shift = fingerprintDifference(opening.measurement.first, measurement.first, workload);
    if (shift !== null) return fact('rounds-disagree', { firstRound: opening.round + 1, round: round + 1 }, [shift]);
  }
  return null;
}

/**
 * Why a pool does not agree with the other targets of its hash, or null. One against one, neither can be believed; with more
 * of them, the one that most others contradict is the one that is wrong.
 */
export function differenceBetween(pool: Pool, others: readonly Pool[], workload: MoeWorkload): Fact | null {
  const opening = pool.rounds[0]?.measurement.first;
  if (opening === undefined) return null;
  const contradictions = others.flatMap(other => {
    const otherOpening = other.rounds[0]?.measurement.first;
    const difference = otherOpening === undefined ? null : fingerprintDifference(opening, otherOpening, workload);
    return difference === null ? [] : [fact('target-disagrees', otherTarget(other, pool), [difference])];
  });
  return contradictions.length > others.length / 2 ? (contradictions[0] ?? null) : null;
}

/** With its machine where that is another one. */
function otherTarget(other: Pool, pool: Pool): Values {
  const machine = other.record.context.machine.id;
  return { target: other.target.id, ...(machine === pool.record.context.machine.id ? {} : { machine }) };
}
