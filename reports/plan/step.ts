/** How long a step of a parallel plan takes: measured parts, and collectives by their model. Pure (docs/COST.md). */
import type { Interval } from '../../results/statistics.ts';
import { collectiveSeconds, type Fabric, type Group, sendSeconds } from './collectives.ts';
import { heldParameters } from './memory.ts';
import type { PlanOptions } from './options.ts';
import { expertReplicas, type ParallelPlan } from './parallel-plan.ts';
import { type Stack, type Stage, stagesOf } from './stack.ts';

/** Seconds of one device that holds the whole of what is named, forward and backward: what plans are made of. */
export type ComputeParts<Value = Interval> = {
  /** A token through attention and norms of one layer; through an MoE layer; through a dense one. */
  readonly attention: Value;
  readonly mixture: Value;
  readonly dense: Value;
  /** A token through embedding, head and loss. */
  readonly head: Value;
  readonly optimizerPerParameter: Value;
};

/** Seconds of a step, which they add up to; what communication is hidden behind computing is in none but the last. */
export type StepSeconds = {
  readonly compute: number;
  readonly recompute: number;
  readonly tensor: number;
  readonly expert: number;
  readonly pipeline: number;
  readonly bubble: number;
  readonly data: number;
  readonly optimizer: number;
  readonly step: number;
  /** Communication hidden, and all there is, hidden or not. */
  readonly hidden: number;
  readonly communication: number;
};

/** The numbers of one evaluation out of their ranges. */
export type Level = {
  readonly parts: ComputeParts<number>;
  readonly overlap: number;
  readonly communication: number;
};

/** One micro-batch through one stage, forward and backward. */
type StageSeconds = {
  readonly compute: number;
  readonly recompute: number;
  readonly tensor: number;
  readonly expert: number;
  readonly pipeline: number;
};

/**
 * (m + (p − 1)/v) · slowest stage, then gradients and weights of data parallelism, then the optimizer: 1F1B with v chunks
 * (arXiv:2104.04473, section 2.2).
 */
export function stepSeconds(
  stack: Stack,
  plan: ParallelPlan,
  fabric: Fabric,
  options: PlanOptions,
  { parts, overlap, communication }: Level,
): StepSeconds {
  const stages = stagesOf(stack, plan.pipeline);
  const each = messageSeconds(stack, plan, fabric, options, communication);
  const timed = stages.map(stage => stageSeconds(stage, plan, options, parts, each));
  const slowest = timed.reduce((most, stage) => (exposed(stage, overlap) > exposed(most, overlap) ? stage : most));
  const { compute, recompute, tensor } = slowest;
  const m = plan.microBatches;
  const hiddenInStage = hidden(slowest, overlap);
  const open = (part: number): number => {
    const all = slowest.expert + slowest.pipeline;
    return all === 0 ? 0 : part * (1 - hiddenInStage / all);
  };
  const data = communication * Math.max(...stages.map(stage => dataSeconds(stack, stage, plan, fabric, options)));
  const hiddenData = overlap * Math.min(data, m * (compute + recompute));
  const optimizer = Math.max(
    ...stages.map(stage => {
      const { replicated, expert } = heldParameters(stack, stage, plan);
      return parts.optimizerPerParameter * (replicated / plan.data + expert / expertReplicas(plan));
    }),
  );
  const times = {
    compute: m * compute,
    recompute: m * recompute,
    tensor: m * tensor,
    expert: m * open(slowest.expert),
    pipeline: m * open(slowest.pipeline),
    bubble: ((plan.pipeline - 1) / options.virtualStages) * exposed(slowest, overlap),
    data: data - hiddenData,
    optimizer,
  };
  return {
    ...times,
    step: Object.values(times).reduce((sum, seconds) => sum + seconds, 0),
    hidden: m * hiddenInStage + hiddenData,
    communication: m * (tensor + slowest.expert + slowest.pipeline) + data,
  };
}

const hidden = ({ compute, recompute, expert, pipeline }: StageSeconds, overlap: number): number =>
  overlap * Math.min(expert + pipeline, compute + recompute);

const exposed = (stage: StageSeconds, overlap: number): number =>
  stage.compute + stage.recompute + stage.tensor + stage.expert + stage.pipeline - hidden(stage, overlap);

/** Seconds of communication of one micro-batch: of what is split over tensor, of each MoE layer, of a stage's boundary. */
type MessageSeconds = { readonly split: number; readonly mixture: number; readonly boundary: number };

function messageSeconds(
  stack: Stack,
  plan: ParallelPlan,
  fabric: Fabric,
  options: PlanOptions,
  factor: number,
): MessageSeconds {
  const { bytes, sequence, microBatchSequences } = options;
  const values = sequence * microBatchSequences * stack.hidden;
  const again = plan.recompute === 'full' ? 1 : 0;
  const tensor = { size: plan.tensor, perNode: plan.tensor };
  const width = values * bytes.activation;
  const gather =
    collectiveSeconds(fabric, 'all-gather', width, tensor) + collectiveSeconds(fabric, 'reduce-scatter', width, tensor);
  const exchange = (valueBytes: number) =>
    exchangeSeconds(stack, plan, fabric, options, (values / plan.tensor) * valueBytes);
  const [out, back] = [exchange(bytes.dispatch), exchange(bytes.combine)];
  // Where stages lie in several nodes, some boundary runs between two, and the slowest sets the pace.
  const sameNode = plan.pipeline * plan.tensor * plan.data <= fabric.scaleUpDevices;
  const send = plan.pipeline === 1 ? 0 : sendSeconds(fabric, (values / plan.tensor) * bytes.activation, sameNode);
  return {
    // Tokens gathered before, sums scattered after, forward and backward (arXiv:2205.05198).
    split: factor * (2 + again) * gather,
    // Dispatch and combine forward; backward what comes back is a gradient, and so is what goes out.
    mixture: factor * ((1 + again) * (out + back) + 2 * back),
    boundary: factor * 2 * send,
  };
}

/** One way between tokens and experts: `bytes` for one copy of a device's tokens. */
function exchangeSeconds(
  stack: Stack,
  plan: ParallelPlan,
  fabric: Fabric,
  options: PlanOptions,
  bytes: number,
): number {
  const group = groupOf(plan.expert, 1, fabric);
  const nodes = Math.ceil(group.size / group.perNode);
  const limit = options.nodesPerToken;
  if (nodes <= 1 || limit === null) return collectiveSeconds(fabric, 'all-to-all', stack.topK * bytes, group);
  // Once to each of so many nodes, of which its own is one in `nodes`; there passed on to each choice.
  const copies = Math.min(limit, nodes, stack.topK);
  const between = collectiveSeconds(fabric, 'all-to-all', copies * bytes, { size: nodes, perNode: 1 });
  const inside = { size: group.perNode, perNode: group.perNode };
  return Math.max(between, collectiveSeconds(fabric, 'all-to-all', stack.topK * bytes, inside));
}

/** Devices `stride` apart, as many in a node as fit. */
function groupOf(size: number, stride: number, { scaleUpDevices }: Fabric): Group {
  return { size, perNode: Math.min(size, Math.max(1, Math.floor(scaleUpDevices / stride))) };
}

function stageSeconds(
  { moe, dense, last }: Stage,
  plan: ParallelPlan,
  { sequence, microBatchSequences }: PlanOptions,
  parts: ComputeParts<number>,
  each: MessageSeconds,
): StageSeconds {
  const layers = (moe + dense) * parts.attention + moe * parts.mixture + dense * parts.dense;
  const perToken = layers + (last ? parts.head : 0);
  const tokens = (sequence * microBatchSequences) / plan.tensor;
  return {
    compute: tokens * perToken,
    // Forward once more: a third of forward and backward.
    recompute: plan.recompute === 'full' ? (tokens * layers) / 3 : 0,
    tensor: (moe + 2 * dense) * each.split,
    expert: moe * each.mixture,
    pipeline: each.boundary,
  };
}

/** Gradients scattered over the replicas, and what is trained gathered again; experts over those that hold the same ones. */
function dataSeconds(stack: Stack, stage: Stage, plan: ParallelPlan, fabric: Fabric, { bytes }: PlanOptions): number {
  const { replicated, expert } = heldParameters(stack, stage, plan);
  const both = (parameters: number, group: Group): number =>
    collectiveSeconds(fabric, 'reduce-scatter', parameters * bytes.gradient, group) +
    collectiveSeconds(fabric, 'all-gather', parameters * bytes.weight, group);
  return (
    both(replicated, groupOf(plan.data, plan.tensor, fabric)) +
    both(expert, groupOf(expertReplicas(plan), plan.expert, fabric))
  );
}
