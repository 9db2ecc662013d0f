/** How large the matrices of a model's pieces are, and how many layers of which kind it has: for FLOPs and memory. */
import type { Activation, Attention, MoeWorkload, TrainWorkload } from '../workload.ts';

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

const UNGATED: readonly Activation[] = ['relu', 'relu2', 'gelu'];

/** Whether an expert has a third matrix, w3, whose product the activation multiplies with. */
export const isGated = (activation: Activation): boolean => !UNGATED.includes(activation);

/** Values in the matrices of one expert, or of a dense layer: three of [H,width], or two where it is not gated. */
export function feedForwardWeights(hidden: number, width: number, activation: Activation): number {
  return (isGated(activation) ? 3 : 2) * hidden * width;
}

export type SharedFields = Pick<MoeWorkload, 'ffn' | 'sharedExperts' | 'sharedFfn' | 'sharedGate'>;

/** Width of what every token goes through: the shared experts side by side, or the one of a width of its own; 0: none. */
export function sharedWidth({ ffn, sharedExperts, sharedFfn }: Omit<SharedFields, 'sharedGate'>): number {
  return sharedExperts === 0 ? 0 : (sharedFfn ?? ffn * sharedExperts);
}

/** Values in the matrices that every token goes through: the shared expert's, and its gate's column. */
export function sharedWeights(layer: SharedFields & Pick<MoeWorkload, 'hidden' | 'activation'>): number {
  const { hidden, activation, sharedGate } = layer;
  return feedForwardWeights(hidden, sharedWidth(layer), activation) + (sharedGate === true ? hidden : 0);
}

export type Stack = Pick<TrainWorkload, 'layers' | 'firstDense' | 'moeEvery'>;

/** The first layers are dense where the model says so, and of the others all but every n-th. */
export function isMoeLayer({ firstDense, moeEvery }: Pick<Stack, 'firstDense' | 'moeEvery'>, layer: number): boolean {
  return layer >= firstDense && (layer + 1) % moeEvery === 0;
}

/** Layers of each kind. */
export function layerCounts(stack: Stack): { readonly dense: number; readonly moe: number } {
  const moe = Array.from({ length: stack.layers }, (_, layer) => layer).filter(layer =>
    isMoeLayer(stack, layer),
  ).length;
  return { dense: stack.layers - moe, moe };
}
