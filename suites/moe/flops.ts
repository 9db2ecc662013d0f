/**
 * Useful FLOPs by formula (DESIGN.md): matmuls only, a multiply-add is two. The graph's own count must be equal, but
 * for the rows a capacity pads with, which earn nothing.
 */
import type { Attention, BlockWorkload, LayerWorkload, MoeWorkload, TrainWorkload } from '../workload.ts';
import { rowsKept } from './capacity.ts';
import { moeScopes } from './model.ts';

/** A step's: forward, and twice that again for backward where the pass has one. */
export function usefulFlops(workload: MoeWorkload): number {
  return forwardFlops(workload) * (workload.pass === 'forward' ? 1 : 3);
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

/** 2THE + 2mHF(rows kept + T·shared), m matrices an expert: 3 where it is gated, else 2. */
function mixtureFlops(workload: Omit<LayerWorkload, 'part' | 'pass'>): number {
  const { tokens, hidden, ffn, experts, sharedExperts } = workload;
  const router = 2 * tokens * hidden * experts;
  return router + 2 * matrices(workload) * hidden * ffn * (rowsKept(workload) + tokens * sharedExperts);
}

function matrices({ activation }: Pick<MoeWorkload, 'activation'>): number {
  return activation === 'relu' ? 2 : 3;
}

/** Projections, scores and weighted sums; the causal half that is thrown away is counted, as it is computed. */
function attentionFlops({
  tokens,
  sequence,
  hidden,
  attention,
}: Pick<BlockWorkload, 'tokens' | 'sequence' | 'hidden' | 'attention'>): number {
  const { perToken, perPair } = attentionWidths(attention, hidden);
  return 2 * tokens * perToken + 2 * tokens * sequence * perPair;
}

/** Multiply-adds of the projections for each token, and of the core for each (query, key). */
function attentionWidths(attention: Attention, hidden: number): { perToken: number; perPair: number } {
  if (attention.kind === 'gqa') {
    const { heads, kvHeads, headDim } = attention;
    return { perToken: 2 * hidden * headDim * (heads + kvHeads), perPair: 2 * heads * headDim };
  }
  const { heads, queryRank, kvRank, nopeDim, ropeDim, valueDim } = attention;
  const queryWidth = heads * (nopeDim + ropeDim);
  const queries = queryRank === null ? hidden * queryWidth : queryRank * (hidden + queryWidth);
  const keysAndValues = hidden * (kvRank + ropeDim) + kvRank * heads * (nopeDim + valueDim);
  return {
    perToken: queries + keysAndValues + heads * valueDim * hidden,
    perPair: heads * (nopeDim + ropeDim + valueDim),
  };
}

/** Every layer's attention, its mixture or its dense feed-forward, and the head: 2THV. */
function modelFlops(workload: TrainWorkload): number {
  const { tokens, hidden, layers, denseFfn, vocab } = workload;
  const mixtures = moeScopes(workload).length;
  const dense = 2 * matrices(workload) * tokens * hidden * (denseFfn ?? 0);
  return (
    layers * attentionFlops(workload) +
    mixtures * mixtureFlops(workload) +
    (layers - mixtures) * dense +
    2 * tokens * hidden * vocab
  );
}
