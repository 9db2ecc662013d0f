/** What a device of a plan holds. Pure. */
import type { PlanOptions } from './options.ts';
import { expertReplicas, type ParallelPlan } from './parallel-plan.ts';
import { keptPerToken, type Stack, type Stage, stagesOf } from './stack.ts';

export type DeviceMemory = {
  readonly weightsBytes: number;
  readonly gradientsBytes: number;
  readonly optimizerBytes: number;
  readonly activationsBytes: number;
  readonly totalBytes: number;
};

/** Parameters one device holds: those every data-parallel replica has, and those of its experts, which are never cut. */
export type HeldParameters = { readonly replicated: number; readonly expert: number };

export function heldParameters(stack: Stack, stage: Stage, plan: ParallelPlan): HeldParameters {
  const { attention, expert, aroundExperts, dense, embedding, head } = stack.parameters;
  // A tied embedding stands at both ends of a pipeline.
  const tail = head === 0 && !stage.first ? embedding : head;
  const split =
    (stage.moe + stage.dense) * attention +
    stage.dense * dense +
    (stage.first ? embedding : 0) +
    (stage.last ? tail : 0);
  return {
    replicated: split / plan.tensor + stage.moe * aroundExperts,
    expert: (stage.moe * stack.experts * expert) / plan.expert,
  };
}

/** The memory of the stage that needs the most. */
export function deviceMemory(stack: Stack, plan: ParallelPlan, options: PlanOptions): DeviceMemory {
  const [first, ...others] = stagesOf(stack, plan.pipeline).map(stage => stageMemory(stack, stage, plan, options));
  if (first === undefined) throw new Error('a pipeline has a stage');
  return others.reduce((most, memory) => (memory.totalBytes > most.totalBytes ? memory : most), first);
}

/**
 * Weights, gradients, optimizer ÷ the replicas that share it (ZeRO-1), and activations of every micro-batch in flight: stage i
 * of p in 1F1B holds p − i (arXiv:2104.04473). Recomputed in full, a layer keeps its input, and one layer is there as a whole.
 */
function stageMemory(stack: Stack, stage: Stage, plan: ParallelPlan, options: PlanOptions): DeviceMemory {
  const { bytes, sequence, microBatchSequences, virtualStages } = options;
  const { replicated, expert } = heldParameters(stack, stage, plan);
  const tokens = (sequence * microBatchSequences) / plan.tensor;
  const keptByLayers = stage.moe * keptPerToken(stack, 'moe') + stage.dense * keptPerToken(stack, 'dense');
  const largest = keptPerToken(stack, stage.moe > 0 ? 'moe' : 'dense');
  const layers = stage.moe + stage.dense;
  // Interleaved, (p − 1) ÷ v more (arXiv:2205.05198, section 4.2).
  const ahead = plan.pipeline - stage.index + (virtualStages > 1 ? (plan.pipeline - 1) / virtualStages : 0);
  const inFlight = Math.min(plan.microBatches, ahead);
  const kept = plan.recompute === 'full' ? inFlight * layers * stack.hidden + largest : inFlight * keptByLayers;
  // Logits and their gradient, in float32, of the micro-batch that is at the head.
  const logits = stage.last ? 2 * tokens * stack.vocab * 4 : 0;
  const memory = {
    weightsBytes: (replicated + expert) * bytes.weight,
    gradientsBytes: (replicated + expert) * bytes.gradient,
    optimizerBytes: bytes.optimizer * (replicated / plan.data + expert / expertReplicas(plan)),
    activationsBytes: tokens * kept * bytes.activation + logits,
  };
  return {
    ...memory,
    totalBytes: memory.weightsBytes + memory.gradientsBytes + memory.optimizerBytes + memory.activationsBytes,
  };
}
