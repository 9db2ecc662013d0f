/**
 * The verdict on an execution step by step. Where it chose experts otherwise than the oracle, the oracle is computed again with
 * its choices, and that decides: whether every choice was a near tie by the scores of an oracle that went the same way until
 * then, and whether the tensors are those of these choices.
 */

import { scoreTolerance } from '../../results/proof/tolerance.ts';
import type { Proof } from '../../results/schema/proof.ts';
import { ROUTER_SCORES } from '../../suites/moe/layer.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../suites/workload.ts';
import { addFlips, areChoices, bestChoices, countFlips, type Flips, layerFlips, NO_FLIPS } from './choices.ts';
import { type Compared, compareValues, type Pair } from './parity.ts';
import type { StepOutputs, Values } from './steps.ts';

type Choices = StepOutputs['choices'];

/** The oracle with these choices, step by step, in place of its own. */
export type Recompute = (choices: readonly Choices[]) => Promise<readonly StepOutputs[]>;

export type Verdict = { readonly steps: readonly Compared[]; readonly routing: Proof['routing'] };

/** Oracle and target from their first step on, as many steps of both. */
export async function judge(
  workload: Workload,
  { oracle, actual }: Pair<readonly StepOutputs[]>,
  recompute: Recompute,
): Promise<Verdict> {
  const compare = (expected: readonly StepOutputs[]): readonly Compared[] =>
    actual.map((outputs, step) => compareValues(workload, { oracle: at(expected, step), actual: outputs }, step + 1));
  if (!isMoe(workload)) return { steps: compare(oracle), routing: null };
  const plain = sumOf(actual, (outputs, step) =>
    flipsBy(workload, at(oracle, step).values, at(oracle, step).choices, outputs.choices),
  );
  const verdict = { steps: compare(oracle), routing: { ...plain, recomputed: false } };
  const chosen = actual.map(({ choices }) => choices);
  if (plain.flips === 0 || workload.routing.kind !== 'learned') return verdict;
  // Choices that name no expert, or one twice, cannot be imposed: those are unexplained already.
  if (!chosen.every(step => [...step.values()].every(choices => areChoices(workload, choices)))) return verdict;
  const again = await recompute(chosen);
  const explained = sumOf(actual, ({ choices }, step) => flipsGoingAlong(workload, at(again, step), choices));
  if (explained.unexplained > 0) return { ...verdict, routing: { ...explained, recomputed: false } };
  return { steps: compare(again), routing: { ...explained, recomputed: true } };
}

/** Choices of a step by the scores of an oracle that has made the same choices until then. */
export function flipsGoingAlong(workload: MoeWorkload, { values }: StepOutputs, choices: Choices): Flips {
  return flipsBy(workload, values, bestBy(workload, values, choices), choices);
}

/** How many choices of a step differ, over all layers. */
export function differingChoices({ tokens, topK }: MoeWorkload, expected: Choices, actual: Choices): number {
  return [...expected].reduce(
    (sum, [scope, wanted]) => sum + countFlips({ tokens, topK }, wanted, of(actual, scope)),
    0,
  );
}

function flipsBy(workload: MoeWorkload, scores: Values, expected: Choices, actual: Choices): Flips {
  return [...expected].reduce((sum, [scope, wanted]) => {
    const layer = { scores: scoresOf(scores, scope), expected: wanted, chosen: of(actual, scope) };
    return addFlips(sum, layerFlips(workload, layer, scoreTolerance(workload)));
  }, NO_FLIPS);
}

/** What each layer would choose by its scores alone. */
function bestBy(workload: MoeWorkload, scores: Values, like: Choices): Choices {
  return new Map([...like.keys()].map(scope => [scope, bestChoices(workload, scoresOf(scores, scope))]));
}

function scoresOf(values: Values, scope: string) {
  const scores = values.get(`${scope}${ROUTER_SCORES}`);
  if (scores === undefined) throw new Error(`${scope}${ROUTER_SCORES}: not among the outputs`);
  return scores;
}

function of(choices: Choices, scope: string): Int32Array {
  const chosen = choices.get(scope);
  if (chosen === undefined) throw new Error(`${scope}: no choice to compare`);
  return chosen;
}

function at(outputs: readonly StepOutputs[], step: number): StepOutputs {
  const found = outputs[step];
  if (found === undefined) throw new Error(`step ${step} was not run`);
  return found;
}

function sumOf(actual: readonly StepOutputs[], flips: (outputs: StepOutputs, step: number) => Flips): Flips {
  return actual.reduce((sum, outputs, step) => addFlips(sum, flips(outputs, step)), NO_FLIPS);
}
