/** What a training rate rests on, as facts. */
import { type Coded, fact } from '../../fact.ts';
import { placed } from '../../rows/placed.ts';
import { softwareOf, softwareText } from '../../rows/software.ts';
import type { WorkPool } from '../../rows/work.ts';
import type { BoardSpread } from '../../spread/board-spread.ts';
import type { PlanReason } from '../codes.ts';
import type { PlanOptions } from '../options.ts';
import type { PlannedStep } from '../search.ts';
import type { Scaling } from '../sibling-scaling.ts';

type Reason = Coded<PlanReason>;

/** The measured work, where it ran, how it is scaled to the chip, and how far boards differ. */
export const workReasons = (work: WorkPool, boards: number, scaling: Scaling, spread: BoardSpread): Reason[] => [
  measuredReason(work, boards),
  ...elsewhereReasons(work),
  ...scaling.why,
  boardSpreadReason(spread),
];

/** The work a rate stands on, how often it was timed, on how many boards and by which software. */
function measuredReason({ pool, workload }: WorkPool, boards: number): Reason {
  return fact('measured-work', {
    case: pool.workloadCase.id,
    part: workload.part,
    rounds: pool.rounds.length,
    boards,
    software: softwareText(softwareOf(pool)),
    dtype: workload.dtype,
  });
}

/** That some of the work ran off its target; nothing where none did. */
function elsewhereReasons({ pool }: WorkPool): Reason[] {
  const placement = pool.rounds.find(({ measurement }) => measurement.placement.available)?.measurement.placement;
  if (placement === undefined) return [];
  const { target } = placed(pool.target, placement);
  return target === pool.target.id ? [] : [fact('partly-elsewhere', { target })];
}

/** `deviation`: standard deviation of the logarithm between boards, their hosts and runs. */
const boardSpreadReason = ({ board }: BoardSpread): Reason =>
  board === null ? fact('no-board-spread') : fact('board-spread', { deviation: board });

/** Every statement of the plan that a reader may doubt. */
export function planReasons({ plan, seconds, weighed }: PlannedStep, options: PlanOptions): Reason[] {
  const { devices, batchTokens, sequence, overlap, communication, nodesPerToken } = options;
  const share = (part: number): number => part / seconds.step;
  return [
    fact('fastest-plan', { ...plan, fitting: weighed.fitting, plans: weighed.plans, devices, batchTokens, sequence }),
    fact('step-shares', {
      computing: share(seconds.compute + seconds.recompute),
      bubble: share(seconds.bubble),
      optimizer: share(seconds.optimizer),
      open: share(seconds.communication - seconds.hidden),
      hidden: share(seconds.hidden),
    }),
    fact('assumed-overlap', {
      overlap: overlap.point,
      overlapLow: overlap.low,
      overlapHigh: overlap.high,
      communicationLow: communication.low,
      communicationHigh: communication.high,
    }),
    nodesPerToken === null
      ? fact('assumed-tokens-to-experts')
      : fact('assumed-tokens-to-nodes', { nodes: nodesPerToken }),
  ];
}
