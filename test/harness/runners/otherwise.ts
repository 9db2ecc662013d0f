/**
 * A runner that takes nearly tied experts the other way, and computes what follows from that: as right as the one that takes the
 * first. Its choices are imposed on a graph; the rest is the same graph.
 */
import { bestChoices } from '../../../harness/runners/choices.ts';
import { type ImposedChoices, program } from '../../../harness/runners/onnx/program.ts';
import { type OpenSteps, openSteps } from '../../../harness/runners/onnx/steps.ts';
import type { StepOutputs, Values } from '../../../harness/runners/steps.ts';
import type { Target } from '../../../results/record.ts';
import { ROUTER_SCORES } from '../../../suites/moe/layer.ts';
import type { MoeWorkload } from '../../../suites/workload.ts';

/** The choice of a token, given its scores and what is best by them. */
export type Choose = (scores: readonly number[], best: readonly number[]) => readonly number[];

/**
 * In place of the last one chosen the first one left out, where that is `gap` of it below or less; with groups of `groupSize`, only
 * from groups that are chosen from.
 */
export const nextBestWithin =
  (gap: number, groupSize = Number.POSITIVE_INFINITY): Choose =>
  (scores, best) => {
    const last = best.at(-1) ?? 0;
    const left = scores.map((score, expert) => ({ score, expert })).filter(({ expert }) => !best.includes(expert));
    const groupOf = (expert: number) => Math.floor(expert / groupSize);
    const groups = best.map(groupOf);
    const near = left.filter(({ expert }) => groups.includes(groupOf(expert)));
    const next = near.toSorted((a, b) => b.score - a.score)[0];
    const score = scores[last] ?? 0;
    return next !== undefined && score - next.score <= gap * score ? [...best.slice(0, -1), next.expert] : best;
  };

/** Steps that choose by `choose` in every layer of so many steps. */
export function choosing(workload: MoeWorkload, choose: Choose, steps: number): OpenSteps {
  return async (_, target, extra) => {
    let choices = await freeChoices(workload, target, steps);
    // What a layer chooses changes the scores of those behind it: layer by layer, until all go the same way.
    for (let again = true; again; ) {
      const scores = await scoresWith(workload, target, choices);
      const next = choices.map((step, n) => alter(workload, step, scores[n] ?? new Map(), choose));
      again = text(next) !== text(choices);
      choices = next;
    }
    return openSteps(program(workload, { imposed: choices }), target, extra);
  };
}

async function freeChoices(workload: MoeWorkload, target: Target, steps: number): Promise<ImposedChoices> {
  return (await outputsOf(workload, target, steps)).map(({ choices }) => choices);
}

async function scoresWith(workload: MoeWorkload, target: Target, imposed: ImposedChoices): Promise<readonly Values[]> {
  return (await outputsOf(workload, target, imposed.length, imposed)).map(({ values }) => values);
}

async function outputsOf(workload: MoeWorkload, target: Target, count: number, imposed?: ImposedChoices) {
  const steps = await openSteps(program(workload, imposed === undefined ? {} : { imposed }), target);
  const outputs: StepOutputs[] = [];
  for (let step = 0; step < count; step += 1) {
    await steps.run(1);
    const { values, choices } = await steps.outputs();
    outputs.push({
      values: new Map(
        [...values].filter(([name]) => name.endsWith(ROUTER_SCORES)).map(([name, data]) => [name, data.slice()]),
      ),
      choices: new Map([...choices].map(([scope, data]) => [scope, data.slice()])),
    });
  }
  await steps.close();
  return outputs;
}

function alter(workload: MoeWorkload, step: StepOutputs['choices'], values: Values, choose: Choose) {
  const { experts, topK } = workload;
  return new Map(
    [...step.keys()].map(scope => {
      const scores = values.get(`${scope}${ROUTER_SCORES}`);
      if (scores === undefined) throw new Error(`${scope}: no scores`);
      const best = bestChoices(workload, scores);
      const rows = Array.from({ length: workload.tokens }, (_, token) =>
        choose(
          [...scores.subarray(token * experts, (token + 1) * experts)],
          [...best.subarray(token * topK, (token + 1) * topK)],
        ),
      );
      return [scope, Int32Array.from(rows.flat())] as const;
    }),
  );
}

const text = (choices: ImposedChoices): string =>
  JSON.stringify(choices.map(step => [...step].map(([s, c]) => [s, ...c])));
