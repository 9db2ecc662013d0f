/** Useful FLOPs of a step by formula (DESIGN.md): matmuls only, a multiply-add is two; backward is twice forward again. */
import type { BlockWorkload, MoeWorkload, TrainWorkload } from '../workload.ts';
import { rowsKept } from './routing/capacity.ts';
import { attentionWeights, feedForwardWeights, headWidths, layerCounts, sharedWeights } from './sizes.ts';

/** The graph's own count must be equal, but for the rows that a capacity pads. */
export function usefulFlops(workload: MoeWorkload): number {
  const forward = forwardFlops(workload);
  return workload.pass === 'forward' ? forward : 3 * forward;
}

function forwardFlops(workload: MoeWorkload): number {
  switch (workload.part) {
    case 'moe-layer':
      return mixtureFlops(workload);
    case 'moe-block':
      return attentionFlops(workload) + mixtureFlops(workload);
    case 'train-step':
      return modelFlops(workload);
  }
}

/** 2THE + 2mHF·rows kept + 2T(weights of the shared expert and its gate), m matrices an expert: 3 gated, 2 not. */
function mixtureFlops(workload: MoeWorkload): number {
  const { tokens, hidden, ffn, experts, activation } = workload;
  const routed = 2 * rowsKept(workload) * feedForwardWeights(hidden, ffn, activation);
  return 2 * tokens * hidden * experts + routed + 2 * tokens * sharedWeights(workload);
}

/** Every token through every matrix, and its scores with all S tokens of its sequence: the mask is not taken off. */
function attentionFlops(workload: BlockWorkload | TrainWorkload): number {
  const { tokens, hidden, sequence, attention } = workload;
  const { query, value } = headWidths(attention);
  return 2 * tokens * (attentionWeights(attention, hidden) + sequence * attention.heads * (query + value));
}

function modelFlops(workload: TrainWorkload): number {
  const { tokens, hidden, layers, vocab, denseFfn, activation } = workload;
  const { dense, moe } = layerCounts(workload);
  const denseFlops = dense === 0 ? 0 : 2 * tokens * feedForwardWeights(hidden, denseFfn ?? 0, activation);
  const head = 2 * tokens * hidden * vocab;
  return layers * attentionFlops(workload) + moe * mixtureFlops(workload) + dense * denseFlops + head;
}
