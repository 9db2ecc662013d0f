/** What a training rate rests on, in sentences. */
import { threeDigits } from '../format.ts';
import { placed } from '../rows/placed.ts';
import { ranBy, ranText } from '../rows/ran.ts';
import type { WorkPool } from '../rows/work.ts';
import type { PlanOptions } from './options.ts';
import { type PlannedStep, planText } from './search.ts';

/** The work a rate stands on, how often it was timed, on how many boards and by what. */
export function measuredText({ pool, workload }: WorkPool, boards: number): string {
  const where = `on ${boards} board${boards === 1 ? '' : 's'} by ${ranText(ranBy(pool))}, ${workload.dtype}`;
  return `measured: ${pool.workloadCase.id} (${workload.part}, ${pool.rounds.length} rounds), ${where}`;
}

/** That some of it ran off its target; nothing where none did. */
export function elsewhereText({ pool }: WorkPool): string[] {
  const placement = pool.rounds.find(({ measurement }) => measurement.placement.available)?.measurement.placement;
  if (placement === undefined) return [];
  const { target } = placed(pool.target, placement);
  return target === pool.target.id ? [] : [`part of its work was done elsewhere (${target})`];
}

/** Every statement of the plan that a reader may doubt. */
export function planWhy({ plan, seconds, weighed }: PlannedStep, options: PlanOptions): string[] {
  const { devices, batchTokens, sequence, overlap, communication, nodesPerToken } = options;
  const percent = (share: number) => `${threeDigits(100 * share)} %`;
  const part = (time: number) => percent(time / seconds.step);
  const open = seconds.communication - seconds.hidden;
  return [
    `plan: ${planText(plan)}, the fastest of ${weighed.fitting} that fit of ${weighed.plans} for ${devices} devices, ${batchTokens} tokens a step in sequences of ${sequence}`,
    `of the step: computing ${part(seconds.compute + seconds.recompute)}, waiting for the pipeline ${part(seconds.bubble)}, optimizer ${part(seconds.optimizer)}, communication in the open ${part(open)} (hidden: ${part(seconds.hidden)})`,
    `assumed: ${percent(overlap.point)} (${percent(overlap.low)} to ${percent(overlap.high)}) of what experts, pipeline and data send is hidden behind computing; collectives take ${threeDigits(communication.low)} to ${threeDigits(communication.high)} of what their model says; experts are used evenly; devices that share a layer lose nothing by its being narrower`,
    nodesPerToken === null
      ? 'assumed: a token travels to each of its experts'
      : `assumed: a token travels to at most ${nodesPerToken} nodes, and from there to its experts`,
  ];
}
