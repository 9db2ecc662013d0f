/** How large the matrices of a model's pieces are, and how many layers of which kind it has: for FLOPs and memory. */
import type { Activation, Attention, TrainWorkload } from '../workload.ts';

/** Width of one head: of its queries and keys, and of its values. */
export function headWidths(attention: Attention): { readonly query: number; readonly value: number } {
  return attention.kind === 'gqa'
    ? { query: attention.headDim, value: attention.headDim }
    : { query: attention.nopeDim + attention.ropeDim, value: attention.valueDim };
}

/** Values in the matrices of one attention. Every token is multiplied with each of them once. */
export function attentionWeights(attention: Attention, hidden: number): number {
  const { query, value } = headWidths(attention);
  const { heads } = attention;
  const output = heads * value * hidden;
  if (attention.kind === 'gqa') return hidden * (heads + 2 * attention.kvHeads) * query + output;
  const { queryRank, kvRank, nopeDim, ropeDim } = attention;
  const queries = queryRank === null ? hidden * heads * query : queryRank * (hidden + heads * query);
  return queries + hidden * (kvRank + ropeDim) + kvRank * heads * (nopeDim + value) + output;
}

/** Values in the matrices of one expert, or of a dense layer: three of [H,width], or two where it is not gated. */
export function feedForwardWeights(hidden: number, width: number, activation: Activation): number {
  return (activation === 'relu' ? 2 : 3) * hidden * width;
}

export type Stack = Pick<TrainWorkload, 'layers' | 'firstDense' | 'moeEvery'>;

/** Layers of each kind. Layer i, from 0, has experts iff i ≥ firstDense and moeEvery divides i + 1. */
export function layerCounts({ layers, firstDense, moeEvery }: Stack): { readonly dense: number; readonly moe: number } {
  const moe = Math.max(0, Math.floor(layers / moeEvery) - Math.floor(Math.min(firstDense, layers) / moeEvery));
  return { dense: layers - moe, moe };
}
