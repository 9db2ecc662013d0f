/** The least a step must move between memory and chip: the other side of the roof (docs/method/reference.md, The least bytes). */

import { moeScopes } from '../../suites/moe/model.ts';
import { rowsKept } from '../../suites/moe/routing/capacity.ts';
import { isGated, sharedWidth } from '../../suites/moe/sizes.ts';
import type { GivenTensor } from '../../suites/moe/tensors.ts';
import { givenOf } from '../../suites/parts.ts';
import type { BlockWorkload, Dtype, MoeWorkload, TrainWorkload } from '../../suites/workload.ts';

/** Of a value as it is stored (suites/stored-type.ts); copies in float8 are more than the least. */
export const BYTES_PER_ELEMENT: Readonly<Record<Dtype, number>> = {
  float16: 2,
  bfloat16: 2,
  'float8-tensorwise': 2,
  tf32: 4,
  float32: 4,
  float64: 8,
};

/** AdamW on one value: p, g, m and v are read; p, m and v are written. */
export const ADAMW_MOVES = 7;

/**
 * Bytes a step must move at the least: each tensor once a use, everything else on the chip. Backward reads weights again,
 * writes their gradients, and reads what forward wrote down for it: the results of matrix products, from which the
 * elementwise rest is computed again. Attention's scores are not among them: a fused kernel never writes them.
 */
export function bytesPerStep(workload: MoeWorkload): number {
  return elementsPerStep(workload) * BYTES_PER_ELEMENT[workload.dtype];
}

function elementsPerStep(workload: MoeWorkload): number {
  const weights = parameterCount(workload);
  const stream = workload.tokens * workload.hidden;
  const kept = 2 * keptElements(workload);
  switch (workload.pass) {
    case 'forward':
      return weights + 2 * stream;
    case 'forward-backward':
      return 3 * weights + 5 * stream + kept;
    case 'train': {
      // Of an embedding that is not the head as well, only the rows of its tokens are read.
      const multiplied = workload.tied ? weights : weights - workload.vocab * workload.hidden;
      const gradients = weights;
      // Each layer as above; at the embedding rows read, x written, dx read; at the head y read twice, dy written.
      const streams = (5 * workload.layers + 6) * stream;
      return 2 * multiplied + gradients + ADAMW_MOVES * weights + streams + kept;
    }
  }
}

/** Elements of every tensor that training changes: weights, biases and norm gains. */
export function parameterCount(workload: MoeWorkload): number {
  return givenOf(workload)
    .filter(isParameter)
    .reduce((total, tensor) => total + elementsOf(tensor), 0);
}

const isParameter = ({ kind }: GivenTensor): boolean => kind === 'weight' || kind === 'gain';

const elementsOf = ({ shape }: GivenTensor): number => shape.reduce((product, size) => product * size, 1);

/** What forward writes down for backward. */
function keptElements(workload: MoeWorkload): number {
  switch (workload.part) {
    case 'moe-layer':
      return keptByExperts(workload);
    case 'moe-block':
      return keptByAttention(workload) + keptByExperts(workload);
    case 'train-step': {
      const moe = moeScopes(workload).length;
      const dense = (workload.layers - moe) * keptByDense(workload);
      const logits = workload.tokens * workload.vocab;
      return workload.layers * keptByAttention(workload) + moe * keptByExperts(workload) + dense + logits;
    }
  }
}

/** Rows·w1, and rows·w3 where experts are gated: [rows,F] each, shared experts included. */
function keptByExperts(workload: MoeWorkload): number {
  return products(workload) * (rowsKept(workload) * workload.ffn + workload.tokens * sharedWidth(workload));
}

function keptByDense(workload: TrainWorkload): number {
  return products(workload) * workload.tokens * (workload.denseFfn ?? 0);
}

const products = ({ activation }: MoeWorkload): number => (isGated(activation) ? 2 : 1);

/** Queries, keys, values, what attention gives, and the sum h that the MoE layer starts from: [T, their widths]. */
function keptByAttention({ tokens, hidden, attention }: BlockWorkload | TrainWorkload): number {
  if (attention.kind === 'gqa') {
    const { heads, kvHeads, headDim } = attention;
    return tokens * (2 * heads * headDim + 2 * kvHeads * headDim + hidden);
  }
  const { heads, queryRank, kvRank, nopeDim, ropeDim, valueDim } = attention;
  const queries = (queryRank ?? 0) + heads * (nopeDim + ropeDim);
  const keysAndValues = kvRank + ropeDim + heads * (nopeDim + valueDim);
  return tokens * (queries + keysAndValues + heads * valueDim + hidden);
}
